"""Who else has a form of the desk open: told to who may see it, for minutes, and kept no
longer."""

import re
import subprocess
import sys
import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import Organisation, Theme
from editorial.models import User
from editorial.presence import LASTING, Presence, PresenceQuerySet
from editorial.publication import State
from editorial.redaction import Name, redact

from .forms import form_of
from .test_two_editors import address_of
from .test_working_copies import waiting

LINE = re.compile(r'<p\s+class="here"[^>]*>(.*?)</p>', re.DOTALL)
FORM = re.compile(r'data-form="([^"]*)"')


def line(page):
    """What the form says of who is here; "" for nobody."""
    return " ".join(LINE.search(page.text)[1].split())


def here_of(thing):
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_here"
    return reverse(name, args=[thing.pk])


@pytest.fixture
def nadia(person):
    return person("administrator", name="nadia")[1]


def renewed(browser, thing, **more):
    return browser.post(here_of(thing), {"form": uuid.uuid4().hex, **more})


@pytest.fixture
def things(db, make_case, make_contribution):
    """One of each kind of form: of a case, a contribution, an organisation, a vocabulary."""
    return [
        make_case(),
        make_contribution(),
        Organisation.objects.create(slug="una", name="Una", kind="ngo"),
        Theme.objects.create(slug="water", name="water", label_fr="Eau"),
    ]


def test_who_opens_a_form_that_another_has_open_is_told(things, nadia, desk):
    for thing in things:
        assert line(nadia.get(address_of(thing))) == ""

        told = line(desk.get(address_of(thing)))

        since = timezone.localtime(Presence.objects.about(thing).first().since)
        assert f"nadia a ce formulaire ouvert depuis {since:%H:%M}" in told


@pytest.mark.parametrize(
    ("code", "words"),
    [("fr", "a ce formulaire ouvert"), ("en", "has this form open since"),
     ("es", "tiene este formulario abierto")],
)  # fmt: skip
def test_it_is_told_in_the_language_of_who_reads(make_case, nadia, desk, code, words):
    case = make_case()
    nadia.get(address_of(case))

    told = {"accept-language": code}
    assert words in line(desk.get(address_of(case), headers=told))
    answer = desk.post(here_of(case), {"form": uuid.uuid4().hex}, headers=told)
    assert words in answer.json()["words"]


def test_the_form_of_a_pending_change_is_that_of_what_is_published(make_case, nadia, desk):
    case = make_case()
    nadia.get(address_of(case))
    waiting(desk, case, summary_en="Pending.")
    assert case.working_copy

    assert "nadia" in line(desk.get(address_of(case)))
    assert "nadia" in renewed(desk, case).json()["words"]


def test_a_renewal_tells_who_is_here_now(make_case, nadia, desk):
    case = make_case()
    assert renewed(desk, case).json() == {"words": ""}
    nadia.get(address_of(case))
    assert "nadia" in renewed(desk, case).json()["words"]

    form = FORM.search(nadia.get(address_of(case)).text)[1]
    nadia.post(here_of(case), {"form": form, "left": "on"})

    assert renewed(desk, case).json() == {"words": ""}


def test_a_form_that_is_left_ends_no_other_of_the_same_person(make_case, nadia, desk):
    case = make_case()
    first = FORM.search(nadia.get(address_of(case)).text)[1]
    nadia.get(address_of(case))

    nadia.post(here_of(case), {"form": first, "left": "on"})

    assert "nadia" in line(desk.get(address_of(case)))


def test_since_when_stays_while_it_is_renewed(make_case, nadia, desk):
    case = make_case()
    nadia.get(address_of(case))
    began = timezone.now() - timedelta(hours=2)
    Presence.objects.update(since=began)

    renewed(nadia, case)

    assert f"{timezone.localtime(began):%H:%M}" in line(desk.get(address_of(case)))


def test_what_is_not_renewed_ends_and_is_not_kept(make_case, nadia, desk):
    case, other = make_case("Un"), make_case("Deux")
    nadia.get(address_of(case))
    Presence.objects.update(seen=timezone.now() - LASTING)

    assert line(desk.get(address_of(other))) == ""

    assert [one.person.username for one in Presence.objects.all()] != ["nadia"]
    assert line(desk.get(address_of(case))) == ""
    nadia.get(address_of(case))  # who comes back has it open since then
    assert Presence.objects.get(person__username="nadia").since > timezone.now() - LASTING


def test_before_a_clock_was_set_back_is_not_now(make_case, nadia, desk):
    case, other = make_case("Un"), make_case("Deux")
    nadia.get(address_of(case))
    Presence.objects.update(seen=timezone.now() + timedelta(days=1))

    assert line(desk.get(address_of(case))) == ""

    desk.get(address_of(other))
    assert not Presence.objects.filter(person__username="nadia").exists()


def test_several_are_named_and_many_are_counted(make_case, person, desk):
    case = make_case()
    for name in ["ada", "bea"]:
        person("editor", name=name)[1].get(address_of(case))
    assert re.search(
        r"ada \(\d\d:\d\d\), bea \(\d\d:\d\d\) ont", line(desk.get(address_of(case)))
    )

    for name in ["cleo", "dora", "eva"]:
        person("editor", name=name)[1].get(address_of(case))

    told = line(desk.get(address_of(case)))
    assert "cleo" in told
    assert "et 2 autres ont" in told
    assert "dora" not in told


# --- who may ----------------------------------------------------------------------------------


def test_who_may_not_see_the_form_is_told_nothing(make_case, nadia, person):
    case = make_case()
    nadia.get(address_of(case))
    nobody = User.objects.create_user("nobody", is_staff=True)
    browser = Client()
    browser.force_login(nobody)

    answer = renewed(browser, case)

    assert answer.status_code == 403
    assert "nadia" not in answer.text
    assert not Presence.objects.filter(person=nobody).exists()
    assert renewed(Client(), case).status_code == 302  # the way in
    assert Presence.objects.count() == 1


def test_who_only_reads_is_told_and_is_not_waited_for(make_case, nadia, desk, person):
    case = make_case(state=State.DRAFT)
    reader, browser = person("contributor", name="reader")
    nadia.get(address_of(case))

    told = line(browser.get(address_of(case)))

    assert "nadia" in told
    assert "réuni" not in told
    assert "nadia" in renewed(browser, case).json()["words"]
    assert not Presence.objects.filter(person=reader).exists()


def test_a_form_of_nothing_is_not_found_and_to_read_is_no_renewal(make_case, desk, editor):
    case = make_case()
    way = here_of(case)

    assert desk.get(way).status_code == 405
    for key in [case.pk + 99, "nonsense", "9" * 30]:
        assert desk.post(way.replace(f"/{case.pk}/", f"/{key}/")).status_code == 404
    for form in ["", "nonsense"]:
        assert desk.post(way, {"form": form}).status_code == 400
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert renewed(strict, case).status_code == 403
    assert not Presence.objects.exists()


def test_a_database_that_takes_nothing_keeps_nobody_from_a_form(make_case, desk, monkeypatch):
    case = make_case()

    def locked(*_args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(PresenceQuerySet, "renew", locked)

    assert desk.get(address_of(case)).status_code == 200


# --- what is kept -----------------------------------------------------------------------------


def test_an_account_takes_its_presence_along_and_no_name_is_in_it(make_case, nadia, desk):
    nadia.get(address_of(make_case()))
    assert Presence.objects.exists()
    assert not [where for where in redact(Name("Nadia"), changes=False) if "Presence" in where]

    User.objects.get(username="nadia").delete()

    assert not Presence.objects.exists()


def test_what_nobody_came_by_to_take_away_is_erased(make_case, nadia, capsys):
    nadia.get(address_of(make_case()))
    Presence.objects.create(person=User.objects.get(), kind="cases.case", key="9",
                            form=uuid.uuid4(), since=timezone.now(),
                            seen=timezone.now() - LASTING)  # fmt: skip

    call_command("erase_presence")

    assert "Erased: 1. Kept: 1" in capsys.readouterr().out
    assert Presence.objects.count() == 1


def test_it_is_kept_by_nobody_on_the_way(make_case, desk):
    answer = renewed(desk, make_case())

    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def asked_of_presence(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    own = [one["sql"] for one in queries if "editorial_presence" in one["sql"]]
    return [sql.split()[0] for sql in own], len(queries)


def test_a_form_asks_the_same_for_one_and_for_fifty(make_case, desk):
    case = make_case()
    ways, whole = asked_of_presence(desk, address_of(case))
    assert ways == ["DELETE", "INSERT", "SELECT"]
    now = timezone.now()
    for count in [1, 49]:
        users = User.objects.bulk_create(
            [User(username=f"u{count}-{number}") for number in range(count)]
        )
        Presence.objects.bulk_create(
            Presence(person=one, kind="cases.case", key=str(case.pk), form=uuid.uuid4(),
                     since=now, seen=now)
            for one in users
        )  # fmt: skip

        assert asked_of_presence(desk, address_of(case)) == (ways, whole)


def test_what_readers_see_asks_nothing_of_it(make_case, client):
    assert asked_of_presence(client, make_case().get_absolute_url())[0] == []


def test_an_account_that_has_a_form_open_can_be_deleted(things, nadia, desk):
    renewed(nadia, things[0])
    account = User.objects.get(username="nadia")
    way = reverse("admin:editorial_user_delete", args=[account.pk])

    answer = desk.post(way, form_of(desk.get(way), only="") | {"post": "yes"})

    assert answer.status_code == 302
    assert not User.objects.filter(pk=account.pk).exists()
    assert not Presence.objects.exists()
    connection.check_constraints()


@pytest.mark.parametrize("way_in", ["config.wsgi", "django; django.setup()"])
def test_what_points_to_a_thing_is_known_to_it_from_the_start(way_in):
    """What is read later than the models is not taken along when the thing is deleted."""
    asked = f"""
import {way_in}
from django.apps import apps
for model in apps.get_models(include_auto_created=True):
    for field in model._meta.concrete_fields:
        if field.is_relation:
            known = field.related_model._meta.get_fields(include_hidden=True)
            if model not in [one.related_model for one in known if not one.concrete]:
                print(model, field.name)
"""
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)

    assert (found.stdout, found.stderr, found.returncode) == ("", "", 0)
