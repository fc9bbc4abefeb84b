"""Days in files: read as they are written, filled in where a file has none."""

import datetime
import os

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case
from editorial.days import today
from open_data.models import Release
from open_data.releasing import folder as releases

from .conftest import BOGOTA
from .test_loading import change, load, slug_of

PUBLISHED = "published_on: 2026-11-24\n"
REVISED = "revised_on: 2026-11-24\n"


@pytest.fixture(autouse=True)
def _releases(settings, tmp_path):
    settings.RELEASES_DIR = tmp_path / "releases"


def days():
    rows = Case.objects.filter(slug=slug_of(BOGOTA))
    return rows.values_list("published_on", "revised_on").get()


def test_a_new_file_without_days_gets_them_and_the_desk_writes_them_into_it(db, folder):
    change(folder / BOGOTA, PUBLISHED + REVISED, "")

    load(folder=folder)
    assert days() == (today(), today())
    assert "changed" not in load(folder=folder, update=True)

    call_command("dump_content", folder, over=True, verbosity=0)
    assert f"published_on: {today()}\nrevised_on: {today()}\n" in (folder / BOGOTA).read_text()
    assert "0 rows differed" in load(folder=folder, update=True)


def test_an_old_file_without_days_is_revised_where_it_says_another_thing(db, folder):
    load(folder=folder)
    change(folder / BOGOTA, PUBLISHED + REVISED, "")
    load(folder=folder, update=True)
    assert days() == (datetime.date(2026, 11, 24), datetime.date(2026, 11, 24))

    change(folder / BOGOTA, "sans être payées", "sans salaire")
    load(folder=folder, update=True)
    assert days() == (datetime.date(2026, 11, 24), today())


def test_what_nobody_revised_reads_as_it_was_published(db, folder):
    change(folder / BOGOTA, REVISED, "")

    load(folder=folder)

    assert days() == (datetime.date(2026, 11, 24), datetime.date(2026, 11, 24))


def test_a_day_alone_is_taken_from_the_file_and_is_no_conflict(db, folder):
    load(folder=folder)
    Case.objects.filter(slug=slug_of(BOGOTA)).update(revised_on=datetime.date(2027, 5, 1))
    change(folder / BOGOTA, REVISED, "revised_on: 2027-02-01\n")

    said = load(folder=folder)

    assert f"case {slug_of(BOGOTA)}: revised_on" in said
    assert days()[1] == datetime.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (REVISED, "revised_on: 2020-01-01\n", "line 3: revised_on: .*(avant|before|précéder)"),
        (PUBLISHED, "", "line 2: revised_on: “published_on” is missing"),
        (PUBLISHED, "published_on: yesterday\n", "line 2: published_on: a day such as"),
        (PUBLISHED, "published_on: 2026-11-24 03:00:00\n", "line 2: published_on: a day such"),
    ],
)
def test_days_that_cannot_be_are_refused_with_their_line(db, folder, old, new, words):
    change(folder / BOGOTA, old, new)

    with pytest.raises(CommandError, match=words):
        load(folder=folder)

    assert not Case.objects.exists()


# --- the first release --------------------------------------------------------------------


def test_a_new_atlas_has_its_first_release_and_a_second_load_makes_none(db, folder):
    load(folder=folder)
    load(folder=folder)
    load(folder=folder, update=True)

    release = Release.objects.get()
    assert (release.number, release.as_of) == (1, datetime.date(2026, 11, 24))
    assert [path.name for path in releases().iterdir()] == ["atlas-release-1.zip"]


def test_where_no_release_can_be_written_the_atlas_starts_and_says_so(
    db, folder, settings, tmp_path, capsys
):
    (tmp_path / "file").write_text("no folder")
    settings.RELEASES_DIR = tmp_path / "file" / "releases"

    load(folder=folder)

    assert Case.objects.count() == 2
    assert "The first release was not made" in capsys.readouterr().err
    assert not Release.objects.exists()

    settings.RELEASES_DIR = tmp_path / "releases"
    load(folder=folder)
    assert Release.objects.get().number == 1


def test_a_release_whose_file_is_gone_is_named_at_the_start(client, db, folder, capsys):
    load(folder=folder)
    os.remove(releases() / "atlas-release-1.zip")

    load(folder=folder)

    assert "files of these releases are not" in capsys.readouterr().err
    answer = client.get("/fr/data/releases/1/atlas-release.zip")
    assert (answer.status_code, "n’est pas sur ce serveur" in answer.text) == (404, True)


def test_what_a_killed_release_left_is_taken_away(db, folder):
    (releases() / "making-abc").mkdir(parents=True)
    (releases() / "making-abc" / "atlas-release-1.zip").write_bytes(b"half")

    load(folder=folder)

    assert [path.name for path in releases().iterdir()] == ["atlas-release-1.zip"]
