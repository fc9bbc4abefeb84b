"""The real content, opened and saved as it is."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import serializers

from cases.models import Case, CaseLever, Place, Result, Source
from contributions.models import Authorship, Contribution

from .forms import form_of
from .test_two_editors import address_of

TABLES = [Case, CaseLever, Source, Result, Place, Contribution, Authorship]


def all_rows():
    return {
        table: serializers.serialize("json", table.objects.order_by("pk")) for table in TABLES
    }


@pytest.mark.parametrize("model", [Case, Contribution, Place])
def test_saved_as_it_was_nothing_is_written(atlas, desk, model):
    before = all_rows()

    for thing in model.objects.order_by("-pk")[:4]:
        address = address_of(thing)
        assert desk.post(address, form_of(desk.get(address))).status_code == 302

    assert all_rows() == before
    assert not LogEntry.objects.exists()
