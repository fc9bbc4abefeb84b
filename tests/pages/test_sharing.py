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

    assert told["canonical"].endswith("/fr/cases/?lever=a-lever&sort=title&page=1")


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
