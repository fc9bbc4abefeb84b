"""Two installations of the same content tell the same, to the byte: whenever they were made,
and by whichever way they came to it."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from cases.models import Case
from open_data.models import Release
from open_data.releasing import make_first_release

from .conftest import BOGOTA, ODISHA, WATER
from .test_loading import change, load

CASE = "bogota-manzanas-del-cuidado"
PAGES = [
    "/fr/", "/en/cases/", "/es/cases/?q=agua", "/fr/cases/map/", "/en/cases/matrix/",
    f"/fr/cases/{CASE}/", f"/es/cases/{CASE}/", "/en/contributions/",
    "/fr/contributions/gwopa-water-and-sanitation/", "/fr/data/", "/fr/data/releases/",
    "/fr/data/releases/1/", "/fr/cases/feed.atom", "/en/cases/feed.atom?q=nowheretobefound",
    "/sitemap-fr-1.xml", "/api/v1/cases/", f"/api/v1/cases/{CASE}/",
    "/api/v1/contributions/", f"/en/cases/{CASE}/reference.bib",
    f"/en/cases/{CASE}/reference.ris", f"/en/cases/{CASE}/reference.csl.json",
    *(f"/fr/cases/export.{name}"
      for name in ("csv", "json", "geojson", "xlsx", "bib", "ris", "csl.json")),
    "/fr/cases/export.bib?entries=cases&entries=sources&entries=contributions",
    "/en/data/package.zip", "/fr/data/releases/1/atlas-release.zip",
]  # fmt: skip


@pytest.fixture
def on(monkeypatch):
    real = timezone.now

    def go(day):
        at = day and datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
        monkeypatch.setattr(timezone, "now", (lambda: at) if day else real)

    return go


@pytest.fixture(autouse=True)
def _releases(settings, tmp_path):
    settings.RELEASES_DIR = tmp_path / "releases"


@pytest.fixture
def told(client):
    """What the atlas says: {address: bytes} and the headers that name a file."""

    def ask():
        found = {}
        for address in PAGES:
            response = client.get(address)
            assert response.status_code == 200, address
            found[address] = (
                response.getvalue(), response.get("Content-Disposition"),
            )  # fmt: skip
        return found

    return ask


@pytest.fixture
def elsewhere(settings, tmp_path):
    """elsewhere(): from now on, another installation, that has nothing."""

    def go():
        call_command("flush", interactive=False, verbosity=0)
        settings.RELEASES_DIR = tmp_path / "others"

    return go


def differing(one, other):
    return [address for address in PAGES if one[address] != other[address]]


def newest():
    release = Release.objects.first()
    return release.number, release.as_of, release.checksum, release.size


@pytest.mark.django_db(transaction=True)
def test_two_that_were_made_on_different_days(folder, told, on, elsewhere):
    on(datetime.date(2027, 1, 5))
    load(folder=folder)
    one, first = told(), newest()

    elsewhere()
    on(datetime.date(2027, 5, 31))
    load(folder=folder)

    assert differing(one, told()) == []
    assert first == newest() == (1, datetime.date(2026, 11, 24), *first[2:])


@pytest.mark.django_db(transaction=True)
def test_one_that_is_new_and_one_that_followed_the_files(folder, told, on, elsewhere):
    on(datetime.date(2027, 1, 5))
    load(folder=folder)
    for name, old, new in [
        (BOGOTA, "sans être payées", "sans salaire"),
        (BOGOTA, "revised_on: 2026-11-24", "revised_on: 2027-02-01"),
        (WATER, "D’après la synthèse", "Selon la synthèse"),
        (ODISHA, "themes:", "themes:\n  - food"),
        ("places.yaml", "fr: Bogota\n", "fr: Bogota la grande\n"),
    ]:
        change(folder / name, old, new)
    load(folder=folder, update=True)
    one = told()

    elsewhere()
    on(datetime.date(2027, 5, 31))
    load(folder=folder)

    releases = {
        "/fr/data/releases/",
        "/fr/data/releases/1/",
        "/fr/data/",
        "/fr/data/releases/1/atlas-release.zip",
    }  # the first has another one
    assert set(differing(one, told())) <= releases


@pytest.mark.django_db(transaction=True)
def test_one_where_editors_work_and_one_that_reads_what_they_wrote(
    folder, told, on, elsewhere, tmp_path
):
    on(datetime.date(2027, 1, 5))
    load(folder=folder)
    on(datetime.date(2027, 2, 1))
    case = Case.objects.get(slug=CASE)
    case.title_en = "Written at the desk"
    case.save()
    case.revise()
    call_command("dump_content", tmp_path / "dumped", verbosity=0)
    Release.records.through.objects.all().delete()
    Release.objects.all()._raw_delete("default")
    make_first_release()  # as of today, as the other will
    one, first = told(), newest()

    elsewhere()
    on(datetime.date(2027, 5, 31))
    load(folder=tmp_path / "dumped")

    assert differing(one, told()) == []
    assert newest() == first
