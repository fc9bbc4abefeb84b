"""The guide has each chapter in each language, and each picture that it names."""

import pytest
from django.conf import settings
from django.test import Client

from guide.chapters import CHAPTERS, PICTURE, TEXTS, pieces, words
from languages.texts import CODES

IMAGES = settings.BASE_DIR / "static" / "img" / "guide"
LARGEST = 1_000_000  # bytes of all pictures together


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", CHAPTERS)
def test_every_language_has_every_chapter(name, code):
    assert len(words(name, code).split()) > 100
    assert {path.stem for path in (TEXTS / code).glob("*.md")} == set(CHAPTERS)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_shows_the_same_pictures_in_each_language(name):
    shown = [[each for _alt, each in PICTURE.findall(words(name, code))] for code in CODES]

    assert shown[0]
    assert shown == [shown[0]] * len(CODES)


def test_each_picture_that_is_named_is_there_and_no_other_and_all_are_small():
    named = {
        one["picture"].rpartition("/")[2]
        for name in CHAPTERS
        for code in CODES
        for one in pieces(name, code)
        if "picture" in one
    }
    files = list(IMAGES.glob("*"))

    assert {path.name for path in files} == named
    assert sum(path.stat().st_size for path in files) < LARGEST


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.parametrize("code", CODES)
def test_the_desk_shows_a_chapter_in_its_language(name, code, desk):
    desk.cookies["django_language"] = code

    page = desk.get(f"/admin/guide/{name}/")

    assert page.status_code == 200
    assert f"img/guide/{code}-" in page.text


@pytest.mark.django_db
def test_it_is_linked_from_the_desk_and_is_of_the_desk_alone(desk):
    assert "/admin/guide/" in desk.get("/admin/").text
    assert desk.get("/admin/guide/").status_code == 200
    assert desk.get("/admin/guide/nothing/").status_code == 404
    assert Client().get("/admin/guide/").status_code == 302
