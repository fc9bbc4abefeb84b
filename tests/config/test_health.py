"""What machines ask: alive, ready, counted."""

import json

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import health, requests
from editorial import catalogue
from editorial.days import today
from open_data.models import Release
from search.models import Document

TOKEN = "a-word-that-nobody-guesses"


@pytest.fixture
def probe(db):
    """Whoever balances the load: it knows an address of the machine, and no host of ours."""
    return Client(headers={"host": "10.0.0.7:8000"})


def told(answer):
    return json.loads(answer.content)


def test_alive_asks_nothing_of_anybody(probe, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = probe.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "alive\n")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Request-ID"]


@pytest.mark.parametrize("place", ["/healthz", "/readyz"])
def test_a_probe_is_not_sent_on_to_https(probe, settings, place):
    settings.SECURE_SSL_REDIRECT = True

    assert probe.get(place).status_code == 200


def test_an_atlas_that_is_in_step_is_ready(probe, make_case):
    make_case()

    answer = probe.get("/readyz")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert told(answer) | {"changed_at": ""} == {
        "ready": True, "reasons": [], "notes": ["release: there is none"], "release": None,
        "changed_at": "",
    }  # fmt: skip


def test_a_release_without_its_file_is_noted_and_takes_no_machine_out(
    probe, settings, tmp_path
):
    settings.RELEASES_DIR = tmp_path
    Release.objects.create(number=1, as_of=today(), size=1, case_count=1, changes={})

    answer = probe.get("/readyz")

    assert answer.status_code == 200
    assert told(answer)["release"]["number"] == 1
    assert told(answer)["notes"] == ["release: the file of 1 is not in RELEASES_DIR"]


def test_a_migration_that_is_missing_is_named(probe):
    MigrationRecorder.Migration.objects.filter(app="letters").order_by("-pk")[0].delete()

    answer = probe.get("/readyz")

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert [one[:20] for one in told(answer)["reasons"]] == ["migrations: letters."]


def test_a_migration_of_newer_code_takes_no_machine_out(probe):
    MigrationRecorder.Migration.objects.create(app="letters", name="9999_newer")

    assert probe.get("/readyz").status_code == 200


def test_an_index_that_is_behind_is_named(probe, make_case):
    make_case()
    Document.objects.filter(kind=1).delete()

    answer = probe.get("/readyz")

    assert answer.status_code == 503
    assert all(
        reason.startswith("search: 0 documents of") for reason in told(answer)["reasons"]
    )
    assert told(answer)["reasons"]


def test_a_database_that_is_away_is_a_reason(probe, monkeypatch):
    def away():
        raise OperationalError("connection to hunter2 refused")

    monkeypatch.setattr(catalogue, "stamp", away)

    answer = probe.get("/readyz")

    assert answer.status_code == 503
    assert told(answer)["reasons"] == ["database: does not answer"]


def test_asking_often_asks_the_database_once(probe, django_assert_num_queries):
    probe.get("/readyz")

    with django_assert_num_queries(0):
        probe.get("/readyz")


def test_without_a_word_nothing_is_counted_and_nothing_is_there(client, probe):
    assert probe.get("/metrics").status_code in (400, 404)
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", TOKEN, f"Basic {TOKEN}"])
def test_who_does_not_know_the_word_finds_nothing(client, db, settings, given):
    settings.METRICS_TOKEN = TOKEN

    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def test_who_knows_the_word_reads_what_was_counted_by_view(client, db, settings):
    settings.METRICS_TOKEN = TOKEN
    client.get("/fr/cases/?q=private")
    client.get("/fr/nowhere/private/")

    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert answer.status_code == 200
    assert 'view="cases:list"' in answer.text or 'view="cases:case_list"' in answer.text
    assert "atlas_ready 1.0" in answer.text
    assert "private" not in answer.text


# --- the log -------------------------------------------------------------------------------


def test_a_slow_request_is_named_in_the_log(client, db, settings, caplog):
    settings.SLOW_MS = 0
    caplog.set_level("WARNING", logger="atlas.requests")

    client.get("/fr/about/?q=private")

    assert "Slow: GET /fr/about/ 200, " in caplog.text
    assert "private" not in caplog.text


def test_a_quick_request_is_no_warning(client, db, settings, caplog):
    settings.SLOW_MS = 600_000
    caplog.set_level("WARNING", logger="atlas.requests")

    client.get("/fr/about/")

    assert caplog.text == ""


def test_probes_are_no_news(probe, caplog):
    caplog.set_level("INFO", logger="atlas.requests")

    for place in requests.PLACES[:2]:
        probe.get(place)

    assert caplog.text == ""
    assert health.HOLDS > 0
