"""The database or the disk cannot: which words, in which language; nothing typed is lost."""

import errno
import json
import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from html import unescape
from importlib import import_module
from time import sleep

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, InternalError, OperationalError
from django.test import Client
from django.utils import timezone

from cases import views
from cases.models import Case
from config import shared_cache
from config.database import Outage, outage_of, what_is_wrong
from config.shared_cache import SharedCache
from editorial import catalogue
from editorial.limits import MachineCounter
from tests.editorial.forms import form_of


def wrapped(cause):
    """As Django raises it."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def of_sqlite(tmp_path, statement, *, readonly=False, locked=False, most=0):
    path = tmp_path / "x.sqlite3"
    with closing(sqlite3.connect(path, timeout=0)) as other:
        other.execute("CREATE TABLE a (b)")
        other.commit()
        if locked:
            other.execute("BEGIN EXCLUSIVE")
        mode = "ro" if readonly else "rw"
        with closing(sqlite3.connect(f"file:{path}?mode={mode}", uri=True, timeout=0)) as x:
            if most:
                x.execute(f"PRAGMA max_page_count = {most}")
            with pytest.raises(sqlite3.OperationalError) as raised:
                x.execute(statement)
            return wrapped(raised.value)


WRITE = "INSERT INTO a VALUES (hex(randomblob(9000)))"


def test_sqlite_says_what_it_lacks(tmp_path):
    at = [tmp_path / str(n) for n in range(4)]
    for path in at:
        path.mkdir()

    assert outage_of(of_sqlite(at[0], WRITE, most=2)) == Outage.FULL
    assert outage_of(of_sqlite(at[1], WRITE, readonly=True)) == Outage.READ_ONLY
    assert outage_of(of_sqlite(at[2], WRITE, locked=True)) == Outage.BUSY
    assert outage_of(of_sqlite(at[3], "SELECT * FROM nothing")) is None  # a fault of ours


def test_sqlite_without_its_file_does_not_answer(tmp_path):
    with pytest.raises(sqlite3.OperationalError) as raised:
        sqlite3.connect(f"file:{tmp_path}/nowhere/x?mode=rw", uri=True)

    assert outage_of(wrapped(raised.value)) == Outage.AWAY


@pytest.mark.parametrize(
    ("cause", "outage"),
    [
        (psycopg.OperationalError("connection refused"), Outage.AWAY),
        (psycopg.errors.AdminShutdown("terminating"), Outage.AWAY),
        (psycopg.errors.TooManyConnections("too many clients"), Outage.AWAY),
        (psycopg.errors.DiskFull("No space left on device"), Outage.FULL),
        (psycopg.errors.ReadOnlySqlTransaction("read-only"), Outage.READ_ONLY),
        (psycopg.errors.LockNotAvailable("lock timeout"), Outage.BUSY),
        (psycopg.errors.DeadlockDetected("deadlock"), Outage.BUSY),
        (psycopg.errors.QueryCanceled("statement timeout"), Outage.BUSY),
    ],
)
def test_postgresql_says_what_it_lacks(cause, outage):
    assert outage_of(wrapped(cause)) == outage


@pytest.mark.parametrize(
    ("number", "outage"),
    [(errno.ENOSPC, Outage.FULL), (errno.EDQUOT, Outage.FULL), (errno.EROFS, Outage.READ_ONLY),
     (errno.ENOENT, None)],
)  # fmt: skip
def test_a_file_says_what_its_disk_lacks(number, outage):
    assert outage_of(OSError(number, "no")) == outage


def test_sqlite_that_could_not_write_is_asked_what_its_disk_lacks(monkeypatch):
    def lacks(**_options):
        raise OSError(errno.EROFS, "Read-only file system")

    cause = sqlite3.OperationalError("disk I/O error")
    cause.sqlite_errorcode = 778  # SQLITE_IOERR_WRITE
    assert outage_of(wrapped(cause)) == Outage.AWAY

    monkeypatch.setattr("tempfile.TemporaryFile", lacks)
    assert outage_of(wrapped(cause)) == Outage.READ_ONLY


def test_what_broke_because_of_an_outage_is_one():
    error = KeyError("what was to be read")
    error.__context__ = InterfaceError("the connection is closed")

    assert outage_of(error) == Outage.AWAY
    assert outage_of(KeyError("a fault")) is None


def test_a_command_says_in_one_line_what_is_wrong():
    full = what_is_wrong(wrapped(psycopg.errors.DiskFull("No space left on device")))
    gone = what_is_wrong(OperationalError("connection refused"))

    assert "has no room left on its disk; nothing was changed" in full
    assert "does not answer: connection refused" in gone


# --- readers -------------------------------------------------------------------------------


@pytest.fixture
def broken(monkeypatch):
    """broken(error): the list of cases raises it."""

    def break_with(error):
        def raising(*arguments, **options):
            raise error

        monkeypatch.setattr(views.CaseFilter, "of", raising)

    return break_with


@pytest.fixture
def reader(db):
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("code", "words"),
    [("fr", "ne répond pas"), ("en", "does not answer"), ("es", "no responde")],
)
def test_a_page_that_cannot_be_made_says_so_in_the_language_of_its_address(
    reader, broken, code, words
):
    broken(OperationalError("connection refused"))

    page = reader.get(f"/{code}/cases/", headers={"Accept-Language": "de"})

    assert page.status_code == 503
    assert int(page["Retry-After"]) > 0
    assert "no-store" in page["Cache-Control"]
    assert page["Content-Language"] == code
    assert re.search(r'<html lang="(\w+)"', page.text)[1] == code
    assert words in page.text


def test_what_fails_before_any_view_is_told_alike(reader, monkeypatch):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(catalogue, "stamp", away)

    page = reader.get("/es/about/")

    assert page.status_code == 503
    assert "no responde" in page.text


def test_the_api_answers_with_a_problem(reader, monkeypatch):
    def away(*arguments, **options):
        raise OperationalError("connection refused")

    monkeypatch.setattr("open_data.api.views.in_order", away)

    answer = reader.get("/api/v1/cases/", headers={"Accept-Language": "es"})

    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"]
    told = json.loads(answer.content)
    assert told["status"] == 503
    assert "no responde" in told["detail"]


def test_a_fault_of_ours_stays_one_and_speaks_the_language_of_the_reader(reader, broken):
    broken(KeyError("a fault"))

    page = reader.get("/en/cases/")

    assert page.status_code == 500
    assert '<html lang="en"' in page.text
    assert "Retry-After" not in page


# --- the desk ------------------------------------------------------------------------------


@pytest.fixture
def case_form(make_case, desk):
    """(address, form) of a case at the desk."""
    case = make_case("Before")
    address = f"/admin/cases/case/{case.pk}/change/"
    return address, form_of(desk.get(address)) | {"title_en": "Typed <with care>"}


def test_a_form_that_was_not_saved_is_in_the_page_as_it_was_typed(case_form, desk, monkeypatch):
    address, form = case_form
    desk.raise_request_exception = False
    with monkeypatch.context() as meanwhile:
        full = wrapped(psycopg.errors.DiskFull("No space left on device"))

        def save(*arguments, **options):
            raise full

        meanwhile.setattr(Case, "save", save)
        page = desk.post(address, form)

    assert page.status_code == 503
    assert Case.objects.get().title_en != "Typed <with care>"
    assert "Typed &lt;with care&gt;" in page.text
    lost = fields_in(form) - fields_of(page.text)
    assert {name.rpartition("-")[2] for name, _text in lost} <= {"case"}  # which the desk drops
    assert fields_of(page.text) <= fields_in(form)


def fields_in(form):
    lists = {
        name: given if isinstance(given, list) else [given] for name, given in form.items()
    }
    return {(name, str(text)) for name, texts in lists.items() for text in texts}


def fields_of(page):
    found = re.findall(r'<textarea name="([^"]+)" hidden autocomplete="off">\n(.*?)</textarea>',
                       page, re.DOTALL)  # fmt: skip
    return {(unescape(name), unescape(text)) for name, text in found}


def test_a_postgresql_that_can_only_be_read_refuses_no_form_as_a_wrong_one(
    case_form, desk, monkeypatch
):
    address, form = case_form
    desk.raise_request_exception = False
    only_read = InternalError("cannot execute UPDATE in a read-only transaction")
    only_read.__cause__ = psycopg.errors.ReadOnlySqlTransaction("read-only")

    def save(*arguments, **options):
        raise only_read

    monkeypatch.setattr(Case, "save", save)
    page = desk.post(address, form)

    assert (page.status_code, page["Retry-After"]) == (503, "300")
    assert "lecture seule" in page.text
    assert "Typed &lt;with care&gt;" in page.text


def test_a_session_that_could_not_be_written_is_no_bad_request(desk, monkeypatch):
    full = wrapped(psycopg.errors.DiskFull("No space left on device"))

    def save(*arguments, **options):
        raise UpdateError from full

    session = import_module(settings.SESSION_ENGINE).SessionStore
    monkeypatch.setattr(session, "save", save)
    monkeypatch.setattr(settings, "SESSION_SAVE_EVERY_REQUEST", True)
    desk.raise_request_exception = False

    page = desk.get("/admin/", headers={"Accept-Language": "en"})

    assert page.status_code == 503
    assert "disk is full" in page.text


def test_a_password_is_carried_nowhere(reader, monkeypatch):
    def away(*arguments, **options):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.contrib.auth.backends.ModelBackend.authenticate", away)

    page = reader.post("/admin/login/", {"username": "edith", "password": "a-secret-word"})

    assert page.status_code == 503
    assert "a-secret-word" not in page.text
    assert "edith" not in page.text


# --- the shared cache, the clock -----------------------------------------------------------


def test_a_slow_cache_is_left_alone_like_one_that_is_away(monkeypatch, caplog):
    monkeypatch.setattr(SharedCache, "away_until", 0)
    monkeypatch.setattr(shared_cache, "SLOW", 0.05)
    caplog.set_level("WARNING", "atlas.cache")
    cache, asked = SharedCache("redis://127.0.0.1:1/0", {}), []

    def slow():
        asked.append(1)
        sleep(0.06)
        return "found"

    assert cache._try(slow, None) == "found"  # it was waited for: it is taken
    assert cache._try(slow, None) is None
    assert len(asked) == 1
    assert "took 0.1 s" in caplog.text


def test_a_clock_that_was_set_back_locks_nobody_out(tmp_path):
    counter, day = MachineCounter(tmp_path / "limits"), 86_400
    asked = [counter.count_request(b"a", 10 * day, 10 * day + 60, 1) for _ in range(2)]
    assert asked == [0, 60]

    assert counter.count_request(b"a", day, day + 60, 1) == 0
    assert counter.count_request(b"a", day, day + 60, 1) == 60


def test_two_edits_have_two_dates_whatever_the_clock_says(db, monkeypatch):
    catalogue.stamp_anew()
    first = catalogue.stamp()
    back = timezone.now() - timedelta(days=2)
    monkeypatch.setattr(catalogue.timezone, "now", lambda: back)

    catalogue.stamp_anew()

    assert catalogue.stamp()[0] != first[0]
    assert catalogue.stamp()[1] > first[1]
