"""What every page says of itself to the services where it is shared."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.test_languages import each_address, each_language

TAG = re.compile(r'<(?:meta|link) (?:name|property|rel)="([^"]+)" (?:content|href)="([^"]*)">')


def told_by(page):
    """{name: words} of the tags that services read; of several, the last."""
    return {name: unescape(words) for name, words in TAG.findall(page)}


@each_language
@each_address
def test_every_page_names_a_picture_that_is_there(client, site, language, address):
    told = told_by(client.get(f"/{language}{address}").text)

    image = told["og:image"]
    assert image.startswith(f"{settings.SITE_URL}/{language}/")
    assert client.get(image.removeprefix(settings.SITE_URL))["Content-Type"] == "image/png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"]
    assert told["twitter:card"] == "summary_large_image"


@each_language
@each_address
def test_every_page_names_itself(client, site, language, address):
    page = client.get(f"/{language}{address}").text
    told = told_by(page)

    assert told["og:url"] == told["canonical"] == f"{settings.SITE_URL}/{language}{address}"
    assert told["og:locale"][:2] == language
    assert told["og:description"]
    assert told["og:title"]


@pytest.mark.parametrize(
    ("language", "name"),
    [("fr", "Atlas du soin"), ("en", "Atlas of Care"), ("es", "Atlas del cuidado")],
)
def test_the_atlas_is_named_in_the_language_of_the_page(client, site, language, name):
    assert told_by(client.get(f"/{language}/").text)["og:site_name"] == name


def test_a_page_with_a_picture_of_its_own_names_it(client, site):
    case = told_by(client.get("/fr/cases/a-case/").text)
    method = told_by(client.get("/fr/about/").text)

    assert case["og:image"].endswith("/fr/cases/a-case/image.png")
    assert case["og:type"] == "article"
    assert case["og:title"] == "Un cas"
    assert case["og:image:alt"].startswith("Un cas. ")
    assert method["og:image"].endswith("/fr/image.png")
    assert method["og:type"] == "website"


def test_words_of_a_case_do_not_break_out_of_their_tag(client, make_case):
    make_case('"><script>"', slug="a-case", in_short_fr='Un "mot" & <deux>')

    page = client.get("/fr/cases/a-case/").text

    assert "<script>" not in page
    assert told_by(page)["og:description"] == 'Un "mot" & <deux>'


def test_what_services_add_to_an_address_is_left_out_of_it(client, site):
    asked = "lever=a-lever&utm_source=letter&sort=title&fbclid=1&q=&page=1"

    told = told_by(client.get(f"/fr/cases/?{asked}").text)

    assert told["canonical"].endswith("/fr/cases/?lever=a-lever&sort=title")


def test_a_case_has_one_address_whatever_question_led_to_it(client, site):
    told = told_by(client.get("/fr/cases/a-case/?lever=a-lever").text)

    assert told["canonical"] == told["og:url"] == f"{settings.SITE_URL}/fr/cases/a-case/"


def test_a_page_that_is_not_there_names_no_picture_and_no_address(client, db):
    told = told_by(client.get("/fr/cases/none/").text)

    assert not {"og:image", "og:url", "canonical"} & set(told)


def test_the_icons_of_a_page_are_there(client, db):
    page = client.get("/fr/").text

    icons = re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="/static/([^"]+)"', page)

    assert len(icons) == 2
    assert all(finders.find(icon) for icon in icons)
    asked = client.get("/favicon.ico")
    assert finders.find(asked["Location"].removeprefix(settings.STATIC_URL))


@pytest.mark.parametrize("page", ["compare", "note"])
def test_cases_side_by_side_and_a_note_have_a_picture_of_their_cases(client, site, page):
    address = f"/fr/cases/{page}/?case=a-case&case=another-case&title=Mot+du+maire"

    told = told_by(client.get(address).text)

    assert told["og:image"].endswith(
        f"/fr/cases/{page}/image.png?case=a-case&case=another-case"
    )
    assert client.get(told["og:image"].removeprefix(settings.SITE_URL)).status_code == 200


@pytest.mark.parametrize("query", ["case=nowhere", "lever=none", "near=x"])
def test_a_picture_of_a_question_that_cannot_be_asked_is_still_one(client, site, query):
    response = client.get(f"/fr/cases/compare/image.png?{query}")

    assert response["Content-Type"] == "image/png"


# --- the languages of a page ------------------------------------------------------------


def alternates(page):
    return re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', page)


def test_a_page_says_what_it_is_in_each_language_and_in_none(client, site):
    root = settings.SITE_URL

    assert alternates(client.get("/es/about/").text) == [
        ("fr", f"{root}/fr/about/"),
        ("en", f"{root}/en/about/"),
        ("es", f"{root}/es/about/"),
        ("x-default", f"{root}/fr/about/"),
    ]


def test_a_text_is_announced_in_the_languages_that_it_has(client, make_case):
    make_case("Un cas", slug="two", title_es="Un caso")

    french, english = client.get("/fr/cases/two/").text, client.get("/en/cases/two/").text

    assert [code for code, _href in alternates(french)] == ["fr", "es", "x-default"]
    assert alternates(english) == []
    assert told_by(english)["og:locale"] == "fr_FR"


def test_no_link_hands_on_what_follows_a_reader(client, site):
    page = client.get("/fr/about/?utm_source=letter&fbclid=1").text
    case = client.get("/fr/cases/a-case/?lever=a-lever&utm_source=letter").text

    assert "utm_" not in page
    assert "fbclid" not in page
    assert "utm_" not in case
    assert {href.partition("?")[2] for _code, href in alternates(case)} == {""}


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("cases/matrix/?rows=lever&columns=region", "cases/matrix/"),
        ("cases/matrix/?columns=group&rows=lever", "cases/matrix/?columns=group"),
        ("cases/?columns=group", "cases/"),
    ],
)
def test_a_page_has_one_address_whatever_it_was_asked_by(client, site, asked, canonical):
    page = client.get(f"/en/{asked}").text

    assert told_by(page)["canonical"] == f"{settings.SITE_URL}/en/{canonical}"
    assert f'hreflang="es" href="{settings.SITE_URL}/es/{canonical}"' in page
