"""The database goes away, hangs and comes back, under a server that nobody starts again."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from django.db import connection

from .serving import Wire, asked, served

pytestmark = [pytest.mark.only("postgresql"), pytest.mark.long]
WAITS = 5  # seconds that a request waits for an answer here


@pytest.fixture(scope="module")
def server(django_db_setup, tmp_path_factory):
    """(address, wire to the database)"""
    has = connection.settings_dict
    wire = Wire(has["HOST"], int(has["PORT"] or 5432))
    who = f"{has['USER']}:{has['PASSWORD']}".removesuffix(":")
    database = f"postgres://{who}@127.0.0.1:{wire.port}/{has['NAME']}"
    folder = tmp_path_factory.mktemp("away")
    with served(folder / "log", DATABASE_URL=database, DATABASE_SECONDS=str(WAITS),
                LIMITS_FILE=str(folder / "limits")) as address:  # fmt: skip
        first = asked(f"{address}/fr/")
        assert first.status == 200, (folder / "log").read_text()[-3000:]
        yield address, wire


@pytest.fixture
def wire(server):
    yield server[1]
    server[1].mend()
    assert asked(f"{server[0]}/fr/").status == 200  # by itself, at once


@pytest.mark.parametrize(
    ("code", "words"),
    [("fr", "ne répond pas"), ("en", "does not answer"), ("es", "no responde")],
)
def test_a_database_that_is_away_is_told_in_the_language_of_the_reader(
    server, wire, code, words
):
    wire.cut()

    answer = asked(f"{server[0]}/{code}/cases/")

    assert answer.status == 503
    assert answer.took < 6
    assert int(answer.headers["Retry-After"]) > 0
    assert "no-store" in answer.headers["Cache-Control"]
    assert re.search(r'<html lang="(\w+)"', answer.text)[1] == code
    assert words in answer.text


def test_the_api_says_it_as_a_problem(server, wire):
    wire.cut()

    answer = asked(f"{server[0]}/api/v1/cases/", Accept_Language="es")

    assert (answer.status, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert answer.headers["Retry-After"]
    assert "no responde" in json.loads(answer.text)["detail"]


def test_the_process_is_alive_and_not_ready(server, wire):
    wire.cut()

    assert asked(f"{server[0]}/healthz").status == 200
    ready = asked(f"{server[0]}/readyz")
    while ready.status == 200 and ready.took < 1:  # what was found holds a moment
        ready = asked(f"{server[0]}/readyz")
    assert ready.status == 503
    assert json.loads(ready.text)["reasons"] == ["database: does not answer"]


def test_a_database_that_hangs_holds_nobody(server, wire):
    """More requests than there are threads: each is answered, and the server lives on."""
    wire.hold()
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(asked, [f"{server[0]}/en/"] * 8))

    assert {answer.status for answer in answers} == {503}
    assert max(answer.took for answer in answers) < 45


def test_a_query_that_nobody_waits_for_is_stopped_in_the_server(server, django_db_blocker):
    from config.postgresql.impatient import ImpatientConnection

    with django_db_blocker.unblock():
        told = connection.get_connection_params()
    told = {name: told[name] for name in ("dbname", "user", "password", "host", "port")
            if told.get(name)}  # fmt: skip
    hurried = ImpatientConnection.connect(**told)
    hurried.limit = 0.5
    with ImpatientConnection.connect(**told, autocommit=True) as other:
        with pytest.raises(Exception, match="no answer within"):
            hurried.execute("SELECT pg_sleep(77)")
        assert hurried.closed
        ends = monotonic() + WAITS
        while asleep(other) and monotonic() < ends:  # the server is told, and hears it soon
            sleep(0.05)
        assert not asleep(other)


def asleep(other):
    """How many connections still work on what nobody waits for."""
    return other.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
        " AND query LIKE '%sleep(77)%' AND pid <> pg_backend_pid()"
    ).fetchone()[0]
