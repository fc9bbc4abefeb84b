"""All the real content, opened at the desk and saved as it is: nobody is told anything."""

import feedparser
import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core import serializers

from config.content import KINDS
from editorial.models import Catalogue, Submission
from editorial.presence import Presence

from .forms import form_of
from .test_two_editors import address_of

pytestmark = pytest.mark.long

# What tells of the sending of a form, not of the atlas.
APART = {Submission, Presence, LogEntry, apps.get_model("sessions", "Session")}
ASIDE = ["country", "region"]  # some three hundred, of which every tenth is saved


def rows():
    """{model: all that its rows say}, the stamp of the catalogue too."""
    return {
        model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_models()
        if model not in APART and model._meta.app_label not in ("auth", "contenttypes")
        and model._meta.label != "editorial.User"  # the last time of signing in
    }  # fmt: skip


def entries(client):
    feed = feedparser.parse(client.get("/fr/cases/feed.atom").content)
    return [(entry.id, entry.updated, entry.tags[0].term) for entry in feed.entries]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_saved_as_they_are_nothing_changes(atlas, desk, kind):
    desk.tells = False
    before, told = rows(), entries(desk)
    things = list(kind.rows())
    for thing in things[:: 10 if kind.name in ASIDE else 1]:
        address = address_of(thing)
        assert desk.post(address, form_of(desk.get(address))).status_code == 302, thing

    after = rows()
    assert [label for label in before if after[label] != before[label]] == []
    assert Catalogue._meta.label in after
    assert entries(desk) == told
    assert not LogEntry.objects.exists()
