"""The edition that outlives the server: all pages as files, with questions answered in them."""

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import escape
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern
from playwright.sync_api import sync_playwright

from edition import making
from edition.addresses import ON_LINE, file_of, plainly
from edition.checking import broken
from edition.rewriting import Rewriter
from edition.site import Answer, Site
from editorial import catalogue
from languages.texts import CODES
from open_data import styles
from open_data.releasing import folder, make_release
from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.chromium import CHROMIUM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _releases_aside(settings, tmp_path):
    settings.RELEASES_DIR = tmp_path / "releases"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]


@pytest.fixture
def atlas_of_three(site, make_case, make_place):
    make_case(
        "L’eau du quartier", slug="water", groups=["all"], levers=["one"],
        title_en="Water of the quarter", places=[make_place("Łódź", "PL", "151", "150")],
    )  # fmt: skip
    make_case("Un brouillon secret", slug="hidden", state="draft")


def made(path):
    making.make(path)
    return path


def sums(path):
    return {
        one.relative_to(path).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in path.rglob("*")
        if one.is_file()
    }


def test_it_holds_every_page_and_file_in_each_language_and_every_link_leads_on(
    atlas_of_three, tmp_path
):
    edition = made(tmp_path / "one")

    there = sums(edition)
    for code in CODES:
        for page in ["", "cases/", "cases/water/", "contributions/a-paper/", "search/", "data/",
                     "cases/map/", "cases/matrix/", "organisations/a-city/"]:  # fmt: skip
            assert f"{code}/{page}index.html" in there
        assert {f"{code}/data/package.zip", f"{code}/cases/export.csv"} <= {*there}
    assert "fr/data/releases/1/index.html" in there
    assert list(broken(edition)) == []


def test_the_same_content_gives_the_same_bytes(atlas_of_three, tmp_path):
    assert sums(made(tmp_path / "one")) == sums(made(tmp_path / "two"))


@pytest.mark.parametrize(
    "address",
    ["/fr/cases/water/", "/en/data/", "/es/data/releases/1/", "/fr/cases/export.xlsx"],
)
def test_the_day_on_which_it_is_made_changes_nothing(atlas_of_three, address, monkeypatch):
    first = Site(date(2020, 2, 3)).answer(address)
    later = SimpleNamespace(date=SimpleNamespace(today=lambda: date(2031, 1, 1)))
    monkeypatch.setattr(styles, "datetime", later)

    assert Site(date(2020, 2, 3)).answer(address).body == first.body
    if first.is_page:
        assert "2020" in first.body.decode()


def test_its_pages_are_not_those_in_the_memory_of_the_server(atlas_of_three, client):
    def live():
        return client.get("/fr/cases/water/", SERVER_NAME="127.0.0.1").content.decode()

    before = live()
    page = Site(date(2020, 2, 3)).answer("/fr/cases/water/").body.decode()

    assert "3 février 2020" in page
    assert live() == before


def test_no_page_is_refused_to_it_however_many_there_are(atlas_of_three, settings):
    settings.QUESTION_RATE, settings.STRANGERS_SHARE = "1/minute", 1
    site = Site(date(2020, 2, 3))

    answers = [site.answer(f"/fr/cases/?q=eau{n}") for n in range(5)]

    assert {answer.status for answer in answers} == {200}


def test_a_page_that_is_not_given_is_told(atlas_of_three, tmp_path, monkeypatch):
    def refused(self, address):
        return Answer(503, "text/html", b"")

    monkeypatch.setattr(Site, "answer", refused)

    with pytest.raises(CommandError, match=r"/fr/ \(503\). The edition is not whole"):
        call_command("make_edition", tmp_path / "one")


def test_nothing_of_a_draft_and_nothing_of_a_server_is_in_it(atlas_of_three, tmp_path):
    edition = made(tmp_path / "one")

    pages = [*edition.rglob("*.html")]
    assert len(pages) > 50
    for path in pages:
        page = path.read_text()
        assert "brouillon secret" not in page
        assert not re.search(r'(?:href|src|action)="/', page), path
        assert 'type="module"' not in page
        assert "csrfmiddlewaretoken" not in page
        assert ' form="' not in page, path
    assert "brouillon secret" not in (edition / "edition/index-fr.js").read_text()
    for sheet in edition.rglob("*.css"):
        assert not re.search(r"url\((?![\"']?(?:data:|#))", sheet.read_text()), sheet


def test_a_page_says_what_it_is_and_where_it_stands_on_line(atlas_of_three, tmp_path):
    page = (made(tmp_path / "one") / "en/cases/water/index.html").read_text()

    assert "Edition to keep" in page
    assert 'href="http://127.0.0.1:8000/en/cases/water/">This page on line' in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/cases/water/"' in page


@pytest.mark.skipif(not CHROMIUM, reason="no chromium on this machine")
@pytest.mark.browser
def test_questions_are_answered_from_a_disk(atlas_of_three, tmp_path):
    edition = made(tmp_path / "one")

    # A thread of its own: the browser's loop must not meet the database's connection.
    with ThreadPoolExecutor(1) as alone:
        seen = alone.submit(looked_at, edition).result()

    assert seen["errors"] == []
    assert seen["all"] == "3 cases"
    assert seen["ticked"] == ("1 case", ["Water of the quarter"])
    assert seen["button"] == "Show 1 case"
    assert seen["linked"] == seen["ticked"]
    assert seen["searched"] == seen["other script"] == ["Water of the quarter"]
    assert seen["kin"] == ["L’eau du quartier"]
    assert seen["none"] == []
    assert seen["begun"] == (True, False)
    assert seen["font"]


def looked_at(edition):
    """What a reader sees of an edition opened from a folder."""
    seen, errors = {}, []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        page = browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and errors.append(said.text))
        page.on(
            "request",
            lambda asked: asked.url.startswith("http") and errors.append(asked.url),
        )

        def titles():
            return [one.inner_text() for one in page.locator(".cards h3:visible").all()]

        def heading():
            return page.inner_text("main h1")

        def search(language, words):
            page.goto(f"file://{edition}/{language}/search/index.html")
            page.fill("main form.q input[name=q]", words)
            page.press("main form.q input[name=q]", "Enter")
            return titles()

        page.goto(f"file://{edition}/en/cases/index.html")
        seen["all"] = heading()
        page.check("input[name=lever][value=one]")
        seen["ticked"] = heading(), titles()
        seen["button"] = page.inner_text(".facets .apply button")
        page.goto(f"file://{edition}/en/cases/index.html?lever=one")
        seen["linked"] = heading(), titles()
        seen["searched"] = search("en", "water in the quarters")[:1]
        seen["other script"] = search("en", "lodz")
        seen["kin"] = search("fr", "Eaux")
        seen["none"] = search("es", "xyzzy")
        beginning = page.locator("#begin-title")
        page.goto(f"file://{edition}/en/search/index.html")
        begun = beginning.is_visible()
        search("en", "lodz")
        seen["begun"] = begun, beginning.is_visible()
        seen["font"] = page.evaluate("document.fonts.ready.then(() => document.fonts.size > 0)")
        browser.close()
    return seen | {"errors": errors}


# --- addresses --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/fr/cases/?page=1", ("/fr/cases/", "")),
        ("/fr/cases/?page=2", ("/fr/cases/?page=2", "")),
        ("/fr/cases/?lever=one&q=eau", ("/fr/cases/", "lever=one&q=eau")),
        ("/en/cases/water/?lever=one&sort=title", ("/en/cases/water/", "")),
        ("/es/search/?q=agua", ("/es/search/", "q=agua")),
        ("/fr/cases/?sort=title", None),
        ("/fr/cases/map/?lever=one", None),
        ("/fr/cases/export.csv?lever=one", None),
        ("/fr/cases/?lever=one&utm_source=x", None),
    ],
)
def test_a_link_leads_to_what_the_edition_can_answer(address, shown):
    assert plainly(address) == shown


@pytest.mark.parametrize("question", ["lever=one&region=019", "q=a&section=1&group=all"])
def test_a_question_in_a_link_is_asked_whole(question):
    """``&region`` begins as ``&reg`` does, and ``&section`` as ``&sect``."""
    link = f'<a href="/en/cases/?{escape(question)}">3</a>'

    said = rewritten("/en/cases/matrix/", link, held={"/en/cases/"})

    assert said == f'<a href="../index.html?{escape(question)}">3</a>'


def test_what_is_on_line_alone_keeps_its_question():
    link = '<a href="/en/cases/map/?lever=one&amp;region=019">3</a>'

    said = rewritten("/en/cases/", link)

    assert said == (
        '<a class="on-line" '
        'href="http://127.0.0.1:8000/en/cases/map/?lever=one&amp;region=019">3</a>'
    )


def rewritten(address, page, held=()):
    return Rewriter(address, page, held=held, statics=set(), day=date(2026, 1, 1)).text


def test_the_second_page_of_a_list_is_a_file_of_its_own():
    assert file_of("/fr/cases/?page=2") == "fr/cases/page-2/index.html"
    assert file_of("/fr/") == "fr/index.html"
    assert file_of("/fr/cases/export.csv") == "fr/cases/export.csv"


TAKEN = {
    *"""
pages:home pages:frame pages:function pages:lever pages:recommendations pages:region
pages:organisation pages:author pages:search pages:about cases:list cases:map cases:matrix
cases:detail cases:changes contributions:list contributions:stages contributions:detail
contributions:changes open_data:export open_data:matrix open_data:case_reference
open_data:contribution_reference open_data:notice_reference open_data:data open_data:package
open_data:releases open_data:release open_data:release_file open_data:release_edition
open_data:release_changes open_data:api open_data:reliability open_data:codebook
open_data:coded_values open_data:results cases:results pages:accessibility
""".split()  # noqa: SIM905
}


def test_every_kind_of_address_is_either_taken_or_said_to_need_the_server():
    kinds = [*views(of_languages())]

    assert len(kinds) > 50
    undecided = {
        kind
        for kind in kinds
        if not ON_LINE.match(kind)
        and kind not in TAKEN
        and not kind.startswith("open_data:reliability_")
    }
    assert undecided == set()


def of_languages():
    (found,) = [
        entry.url_patterns
        for entry in get_resolver().url_patterns
        if isinstance(entry.pattern, LocalePrefixPattern)
    ]
    return found


def views(patterns, before=()):
    for entry in patterns:
        if hasattr(entry, "url_patterns"):
            names = (*before, entry.namespace) if entry.namespace else before
            yield from views(entry.url_patterns, names)
        elif entry.name:
            yield ":".join((*before, entry.name))


# --- refusals ---------------------------------------------------------------------------


def test_it_is_made_in_an_empty_folder_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(CommandError, match="empty folder"):
        call_command("make_edition", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_is_published_meanwhile_is_told(atlas_of_three, tmp_path, monkeypatch):
    def published(self):
        with catalogue.writing():
            pass

    monkeypatch.setattr(making.Making, "make", published)

    with pytest.raises(CommandError, match="meanwhile"):
        call_command("make_edition", tmp_path / "one")


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    def full(self):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making.Making, "make", full)

    with pytest.raises(CommandError, match="No space left on device. The edition is not whole"):
        call_command("make_edition", tmp_path / "one")


# --- beside a release -------------------------------------------------------------------


def test_a_release_offers_its_pages_once_they_are_made(client, make_case):
    make_case("Un cas")
    release = make_release()
    address = f"/fr/data/releases/{release.number}/atlas-edition.zip"
    page = f"/fr/data/releases/{release.number}/"

    assert client.get(address, SERVER_NAME="127.0.0.1").status_code == 404
    assert "atlas-edition.zip" not in client.get(page, SERVER_NAME="127.0.0.1").content.decode()

    (folder() / release.edition_name).write_bytes(b"PK")

    assert b"".join(client.get(address, SERVER_NAME="127.0.0.1").streaming_content) == b"PK"
    assert "atlas-edition.zip" in client.get(page, SERVER_NAME="127.0.0.1").content.decode()


def test_the_command_makes_both_and_leaves_nothing_else(make_case, capsys, monkeypatch):
    def one_page(self):
        self.write("index.html", b"<title>Atlas</title>")

    monkeypatch.setattr(making.Making, "make", one_page)
    make_case("Un cas")

    call_command("make_release")

    assert sorted(path.name for path in folder().iterdir()) == [
        "atlas-edition-1.zip",
        "atlas-release-1.zip",
    ]
    first = edition_of_number(1).read_bytes()
    edition_of_number(1).unlink()
    call_command("make_release")  # nothing changed: the pages alone were missing
    assert edition_of_number(1).read_bytes() == first


def edition_of_number(number):
    return Path(folder()) / f"atlas-edition-{number}.zip"
