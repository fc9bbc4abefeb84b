"""The interface in three languages: every string translated, every page in each of them."""

import re
import shutil
import subprocess
import sys

import polib
import pytest
from django.conf import settings

LANGUAGES = ["fr", "en", "es"]
TRANSLATIONS = ["fr", "es"]  # the strings of the code are in English


def catalogue(language, project=settings.BASE_DIR):
    return polib.pofile(str(project / "locale" / language / "LC_MESSAGES" / "django.po"))


def forms(entry):
    """(what the code says, what the translation says) for each form of a string."""
    if entry.msgid_plural:
        return [(entry.msgid_plural, words) for words in entry.msgstr_plural.values()]
    return [(entry.msgid, entry.msgstr)]


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


# --- the catalogues ---------------------------------------------------------------------


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_string_is_translated_for_certain(language):
    entries = [entry for entry in catalogue(language) if not entry.obsolete]

    assert entries
    assert [
        entry.msgid for entry in entries if not all(words for _, words in forms(entry))
    ] == []
    assert [entry.msgid for entry in entries if entry.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_translation_has_the_placeholders_of_its_string(language):
    placeholder = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    for entry in catalogue(language):
        for said, translated in forms(entry):
            if translated:
                expected = sorted(placeholder.findall(said))
                assert sorted(placeholder.findall(translated)) == expected, entry.msgid


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_plural_has_the_forms_of_its_language(language):
    number = re.search(r"nplurals=(\d)", catalogue(language).metadata["Plural-Forms"])
    for entry in catalogue(language):
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == list(range(int(number[1]))), entry.msgid


def test_french_strings_keep_their_typography():
    for entry in catalogue("fr"):
        for _said, words in forms(entry):
            assert not re.search(r" :|[^\u202f][;!?]|[^\u00a0]»|«[^\u00a0]|'|\"", words), words


@pytest.fixture
def gathered(tmp_path):
    """A copy of the project after ``make messages``."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed: strings cannot be gathered")
    away = shutil.ignore_patterns(".*", "fixtures", "docs", "bench", "*.mo", "__pycache__")
    shutil.copytree(settings.BASE_DIR, tmp_path / "copy", ignore=away)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--no-location", "--no-obsolete"]
        + ["--verbosity=0", *(f"--locale={language}" for language in TRANSLATIONS)],
        cwd=tmp_path / "copy",
        check=True,
    )
    return tmp_path / "copy"


def test_no_string_of_the_code_is_missing_from_the_catalogues(gathered):
    for language in TRANSLATIONS:
        in_code = {key(entry) for entry in catalogue(language, gathered)}
        known = {key(entry) for entry in catalogue(language) if not entry.obsolete}
        assert in_code - known == set()
        assert known - in_code == set()


# --- the pages --------------------------------------------------------------------------

ADDRESSES = [
    "/",
    "/functions/physical/",
    "/levers/a-lever/",
    "/recommendations/",
    "/infrastructures-of-care/",
    "/regions/419/",
    "/organisations/a-city/",
    "/authors/ada-byron/",
    "/about/",
    "/accessibility/",
    "/search/?q=cas",
    "/cases/",
    "/cases/?lever=a-lever&sort=title",
    "/cases/map/",
    "/cases/matrix/",
    "/cases/results/",
    "/cases/compare/?case=a-case&case=another-case",
    "/cases/near/",
    "/cases/note/?case=a-case",
    "/cases/a-case/",
    "/cases/a-case/changes/",
    "/contributions/",
    "/contributions/stages/",
    "/contributions/a-paper/",
    "/contributions/a-paper/changes/",
    "/data/",
    "/data/?lever=a-lever",
    "/data/reliability/",
    "/data/codebook/",
    "/data/codebook/values/",
    "/data/api/",
    "/data/releases/",
    "/data/releases/1/",
    "/selections/abcdefgh/",
    "/selections/new/",
    "/letters/remark/",
    "/letters/proposal/",
    "/letters/case/a-case/",
    "/letters/contribution/a-paper/",
    "/letters/sent/abcdefgh/",
]


each_address = pytest.mark.parametrize("address", ADDRESSES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
@each_address
def test_every_page_answers_in_each_language_and_says_which(client, site, language, address):
    response = client.get(f"/{language}{address}")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.text
    assert response["Content-Language"] == language


@each_language
@each_address
def test_every_page_links_to_itself_in_the_three_languages(client, site, language, address):
    page = client.get(f"/{language}{address}").text

    links = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', page)

    same = address.replace("&", "&amp;")
    assert links == [(code, f"{settings.SITE_URL}/{code}{same}") for code in LANGUAGES]


def test_every_kind_of_public_page_is_in_the_list_above(site):
    from cases.urls import urlpatterns as cases
    from contributions.urls import urlpatterns as contributions
    from council.urls import urlpatterns as council
    from letters.urls import urlpatterns as letters
    from open_data.urls import urlpatterns as open_data
    from pages.urls import urlpatterns as pages

    paths = {address.partition("?")[0] for address in ADDRESSES}

    pages_of_pages = [path for path in pages if path.name != "suggestions"]
    pages_of_data = [path for path in open_data if "." not in str(path.pattern)]
    pages_of_cases = [
        path for path in cases if "." not in str(path.pattern) and path.name != "keep_cells"
    ]
    notes = [path for path in council if "." not in str(path.pattern)]
    rooms = [pages_of_cases, contributions, letters, notes, pages_of_pages, pages_of_data]
    assert len(paths) == sum(map(len, rooms))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.5", "es"),
        ("en-GB", "en"),
        ("fr-CA", "fr"),
        ("sw", "fr"),
        ("*", "fr"),
        ("", "fr"),
    ],
)
def test_the_bare_address_leads_to_the_language_of_the_reader(client, db, accepted, language):
    response = client.get("/", headers={"accept-language": accepted})

    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"
    assert "Accept-Language" in response["Vary"]


def test_the_language_of_an_address_wins_over_that_of_the_browser(client, site):
    page = client.get("/fr/about/", headers={"accept-language": "es"}).text

    assert '<html lang="fr">' in page


@each_language
def test_a_page_that_is_not_there_says_so_in_its_language(client, site, language):
    response = client.get(f"/{language}/cases/no-such-case/")

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.text
