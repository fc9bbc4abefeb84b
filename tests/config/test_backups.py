"""Back-ups: what is refused, in which words. That a restored atlas is the same, row for row, is
asked in ``tests/faults/test_restoring.py``."""

import json
import sqlite3
from contextlib import closing, contextmanager
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config.backups import making, restoring, sqlite
from config.backups.archive import DATABASE, MANIFEST, Archive, Refused, Writing
from open_data.releasing import folder, make_release

SAID = {"made_at": "2026-11-27T00:00:00Z", "migrations": [], "rows": {"a": 1}}


def quiet(*told):
    """Progress that nobody looks at."""


def a_database(path, *statements):
    with closing(sqlite3.connect(path)) as opened:
        for statement in statements or ["CREATE TABLE a (b)", "INSERT INTO a VALUES ('c')"]:
            opened.execute(statement)
        opened.commit()
    return path


@pytest.fixture
def archive(tmp_path):
    """An archive of the kind of database that the tests run on, with the file of a release."""
    writing = Writing(tmp_path / "atlas.zip")
    writing.add(DATABASE[connection.vendor], a_database(tmp_path / "database"))
    (tmp_path / "file").write_bytes(b"a release")
    writing.add("releases/release-1.zip", tmp_path / "file")
    writing.close(database=connection.vendor, **SAID)
    return tmp_path / "atlas.zip"


@pytest.fixture
def place(settings, tmp_path):
    """An empty place of SQLite to restore into."""
    settings.RELEASES_DIR = tmp_path / "releases"
    settings.DATABASE = {"NAME": str(tmp_path / "new" / "atlas.sqlite3")}
    (tmp_path / "new").mkdir()
    return tmp_path / "new"


def members(path):
    with ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def rewritten(path, members):
    path.unlink()
    with ZipFile(path, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)


def with_said(path, **other):
    have = members(path)
    have[MANIFEST] = json.dumps(json.loads(have[MANIFEST]) | other)
    rewritten(path, have)


def refusal_of(path):
    with pytest.raises(Refused) as refused:
        restoring.check(path, quiet)
    return str(refused.value)


# --- the archive ---------------------------------------------------------------------------


def test_an_archive_that_is_whole_says_what_is_in_it(archive):
    told = restoring.check(archive, quiet)

    assert told["rows"] == {"a": 1}
    assert set(told["members"]) == {DATABASE[connection.vendor], "releases/release-1.zip"}


def test_an_archive_that_broke_off_is_refused_wherever_it_broke(archive):
    whole = archive.read_bytes()

    for kept in range(0, len(whole), max(len(whole) // 40, 1)):
        archive.write_bytes(whole[:kept])
        assert "broke off" in refusal_of(archive)


def test_any_bit_that_was_turned_is_noticed(archive):
    whole = bytearray(archive.read_bytes())
    told = restoring.check(archive, quiet)
    for at in range(0, len(whole), 97):
        turned = whole.copy()
        turned[at] ^= 16
        archive.write_bytes(turned)
        try:
            # What says nothing of the content, such as the hour of a member, may differ.
            assert restoring.check(archive, quiet) == told
        except Refused:
            continue


def test_a_member_that_was_changed_does_not_match_its_checksum(archive):
    changed = members(archive) | {"releases/release-1.zip": b"A release"}
    rewritten(archive, changed)

    assert "does not match its checksum" in refusal_of(archive)


@pytest.mark.parametrize("more", [{"unnamed": b""}, {MANIFEST: b"{}"}, {MANIFEST: b"[1]"}])
def test_an_archive_of_something_else_is_refused(archive, more):
    rewritten(archive, members(archive) | more)

    assert "Traceback" not in refusal_of(archive)


def test_a_zip_without_our_list_is_no_back_up(tmp_path):
    with ZipFile(tmp_path / "x.zip", "w") as opened:
        opened.writestr("a", "b")

    assert "no back-up of an atlas" in refusal_of(tmp_path / "x.zip")


def test_a_missing_member_is_noticed(archive):
    have = members(archive)
    del have["releases/release-1.zip"]
    rewritten(archive, have)

    assert "other members than it says" in refusal_of(archive)


@pytest.mark.parametrize(
    "name",
    ["../evil", "releases/../../evil", "/etc/evil", "releases/a/b", ".hidden", "a\\b"],
)
def test_a_name_that_leads_elsewhere_is_refused(archive, name):
    have = members(archive)
    said = json.loads(have[MANIFEST])
    said["members"][name] = said["members"]["releases/release-1.zip"]
    rewritten(archive, have | {MANIFEST: json.dumps(said), name: b"a release"})

    assert "leads elsewhere" in refusal_of(archive)


def test_an_archive_of_a_later_form_says_so(archive):
    with_said(archive, form=2)

    assert "of form 2" in refusal_of(archive)


def test_a_file_that_is_not_there_takes_one_line(tmp_path):
    with pytest.raises(CommandError, match=r"cannot be read: .*Nothing was restored"):
        call_command("restore", tmp_path / "nowhere.zip")


# --- restoring -----------------------------------------------------------------------------


def test_a_newer_schema_is_refused_by_its_migrations(archive, place):
    with_said(archive, migrations=[["cases", "9999_from_the_future"]])

    with pytest.raises(Refused, match=r"newer code.*cases\.9999_from_the_future"):
        restoring.restore(archive, quiet)
    assert not list(place.iterdir())


def test_the_schema_of_this_code_is_not_newer(db, archive):
    applied = MigrationRecorder(connection).applied_migrations()
    with_said(archive, migrations=list(applied))

    with Archive(archive) as opened:
        restoring.refuse_newer(opened)


def test_the_other_kind_of_database_is_refused(archive, place):
    have = members(archive)
    other = next(kind for kind in DATABASE if kind != connection.vendor)
    said = json.loads(have[MANIFEST]) | {"database": other}
    for there in (have, said["members"]):
        there[DATABASE[other]] = there.pop(DATABASE[connection.vendor])
    rewritten(archive, have | {MANIFEST: json.dumps(said)})

    with pytest.raises(Refused, match="Restore it into its own kind"):
        restoring.restore(archive, quiet)


def test_a_database_with_tables_is_not_written_over(db, archive, place):
    a_database(place / "atlas.sqlite3")

    with pytest.raises(Refused, match="is not empty"):
        restoring.restore(archive, quiet)


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_what_another_database_left_beside_the_place_is_refused(place, end):
    (place / f"atlas.sqlite3{end}").write_bytes(b"of another")

    with pytest.raises(Refused, match=f"files of another database: .*atlas.sqlite3{end}"):
        sqlite.refuse_taken(str(place / "atlas.sqlite3"))


def test_a_file_that_is_no_database_is_not_written_over(place):
    (place / "atlas.sqlite3").write_bytes(b"a letter to a friend" * 50)

    with pytest.raises(Refused, match="cannot be read"):
        sqlite.refuse_taken(str(place / "atlas.sqlite3"))


def test_a_file_of_a_release_that_says_something_else_is_kept(archive, place, settings):
    settings.RELEASES_DIR.mkdir()
    there = settings.RELEASES_DIR / "release-1.zip"
    there.write_bytes(b"another release")

    with Archive(archive) as opened, pytest.raises(Refused, match="says something else"):
        restoring.refuse_other_releases(opened)
    assert there.read_bytes() == b"another release"


def test_a_database_is_restored_whole_into_an_empty_place(tmp_path, place):
    writing = Writing(tmp_path / "a.zip")
    writing.add(DATABASE["sqlite"], a_database(tmp_path / "x"))
    writing.close(database="sqlite", **SAID)

    with Archive(tmp_path / "a.zip") as opened:
        sqlite.put(opened, place / "atlas.sqlite3", tmp_path, quiet)

    with closing(sqlite3.connect(place / "atlas.sqlite3")) as restored:
        assert restored.execute("SELECT * FROM a").fetchall() == [("c",)]


def test_a_member_that_is_no_database_is_not_put_in_its_place(tmp_path, place):
    (tmp_path / "x").write_bytes(b"no database at all" * 90)
    writing = Writing(tmp_path / "a.zip")
    writing.add(DATABASE["sqlite"], tmp_path / "x")
    writing.close(database="sqlite", **SAID)

    with Archive(tmp_path / "a.zip") as opened, pytest.raises(Refused, match="is no database"):
        sqlite.put(opened, place / "atlas.sqlite3", tmp_path, quiet)
    assert not list(place.iterdir())


# --- making --------------------------------------------------------------------------------


def test_what_was_just_written_is_in_the_copy_and_what_is_not_finished_is_not(tmp_path):
    path = tmp_path / "running"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE a (b)")
        writer.execute("INSERT INTO a VALUES ('written')")  # which is in the -wal
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO a VALUES ('not finished')")

        sqlite.copy(path, tmp_path / "copy", quiet)

        writer.execute("COMMIT")
    with closing(sqlite3.connect(tmp_path / "copy")) as copied:
        assert copied.execute("SELECT b FROM a").fetchall() == [("written",)]
    assert not (tmp_path / "copy-wal").exists()


def test_who_writes_between_the_steps_neither_waits_nor_begins_the_copy_anew(tmp_path):
    path, steps = tmp_path / "running", []
    a_database(path, "PRAGMA journal_mode=WAL", "CREATE TABLE a (b)")
    with closing(sqlite3.connect(path, timeout=0)) as writer:
        for _ in range(4000):
            writer.execute("INSERT INTO a VALUES (?)", ["x" * 1000])
        writer.commit()

        def write_meanwhile(done, total):
            steps.append((done, total))
            writer.execute("INSERT INTO a VALUES ('meanwhile')")
            writer.commit()

        sqlite.copy(path, tmp_path / "copy", write_meanwhile)

    assert len(steps) > 2
    assert steps == sorted(steps)
    with closing(sqlite3.connect(tmp_path / "copy")) as copied:
        assert copied.execute("SELECT count(*) FROM a").fetchone() == (4000,)


def test_an_archive_is_not_written_over(archive):
    with pytest.raises(Refused, match="there already"):
        making.make(archive, quiet)


def test_the_newest_are_kept_and_nothing_else_is_touched(tmp_path):
    days = [tmp_path / f"atlas-2026110{n}T020000Z.zip" for n in range(1, 6)]
    for path in [*days, tmp_path / "letters.zip", tmp_path / "atlas-mine.zip"]:
        path.touch()

    assert making.keep_newest(tmp_path, 2, days[-1]) == [path.name for path in days[2::-1]]
    assert len(list(tmp_path.iterdir())) == 4


def test_the_one_just_made_is_kept_even_if_the_clock_went_back(tmp_path):
    days = [tmp_path / f"atlas-2026110{n}T020000Z.zip" for n in range(1, 4)]
    for path in days:
        path.touch()

    making.keep_newest(tmp_path, 1, days[0])

    assert list(tmp_path.iterdir()) == [days[0]]


def test_the_pages_beside_a_release_are_kept_with_it(
    make_case, settings, tmp_path, monkeypatch
):
    settings.RELEASES_DIR = tmp_path / "releases"
    make_case()
    release = make_release()
    (folder() / release.edition_name).write_bytes(b"its pages")
    (folder() / "atlas-edition-2.zip").write_bytes(b"of no release")

    @contextmanager
    def copied(database, tell):
        a_database(database)
        yield {"a": 1}, [], {release.file_name: release.checksum}

    monkeypatch.setattr(making, "copied", copied)
    archive = making.make(tmp_path / "made.zip", quiet)
    settings.RELEASES_DIR = tmp_path / "elsewhere"
    with Archive(archive) as opened:
        restoring.put_releases(opened)

    assert (folder() / release.edition_name).read_bytes() == b"its pages"
    assert len(list(settings.RELEASES_DIR.iterdir())) == 2


@pytest.mark.parametrize("number", [0, -1])
def test_to_keep_none_is_refused(tmp_path, number):
    with pytest.raises(CommandError, match="at least 1"):
        call_command("backup", tmp_path, keep=number)
