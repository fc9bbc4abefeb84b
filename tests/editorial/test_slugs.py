"""Slugs: no word of an address, and no letter lost."""

import pytest
from django.core.exceptions import ValidationError

from cases.models import Case, Group, Organisation, Place, Theme
from contributions.models import Author, Contribution
from infrastructures.models import Function, Idea, Lever, Recommendation
from languages.addresses import words_of_addresses
from languages.folding import lost_letters, reading, slug_of

from .test_desk import EMPTY_INLINES, LIST

FACTS = {"operation": "unknown", "identification": "named", "documentation": "named-only"}
KINDS = [Case, Group, Organisation, Place, Theme, Author, Contribution, Function, Lever,
         Recommendation, Idea]  # fmt: skip


@pytest.mark.parametrize("model", KINDS)
@pytest.mark.parametrize("word", ["map", "matrix", "export", "feed", "reference", "Map", "fr"])
def test_no_slug_is_a_word_of_an_address(model, word):
    wrong = []
    for validator in model._meta.get_field("slug").validators:
        try:
            validator(word)
        except ValidationError as error:
            wrong.append(error.code)

    assert wrong == ["reserved"]


def test_the_words_are_those_of_the_addresses():
    assert {"cases", "map", "matrix", "export", "feed", "image"} <= words_of_addresses()
    assert not {"slug", "code", "str", "password_change"} & words_of_addresses()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Łódź, Straße Ørsted", "lodz-strasse-orsted"),
        ("Đà Nẵng", "da-nang"),
        ("Ağrı", "agri"),
        ("Œuvre", "oeuvre"),
        ("Þingvellir", "thingvellir"),
        ("İstanbul", "istanbul"),
        ("Le soin au fil de l’eau", "le-soin-au-fil-de-leau"),
        ("Ọ̀yọ́", "oyo"),
        ("Ɓauchi Ŋ", "bauchi-ng"),
    ],
)
def test_a_slug_keeps_its_letters(words, slug):
    assert slug_of(words) == slug
    assert not lost_letters(words)


@pytest.mark.parametrize(
    ("words", "proposal"),
    [("Київ", "kiiv"), ("Αθήνα", "athina"), ("서울", "seoul"), ("とやま", "toyama")],
)
def test_other_scripts_are_read(words, proposal):
    assert lost_letters(words)
    assert reading(words) == proposal


def test_an_editor_is_asked_about_letters_that_would_be_lost(desk):
    form = {"title_fr": "Київ", **FACTS, **EMPTY_INLINES}

    asked = desk.post(f"{LIST}add/", form)

    assert 'value="kiiv"' in asked.text
    assert not Case.objects.exists()
    desk.post(f"{LIST}add/", {**form, "slug": "kiiv"})
    assert Case.objects.get().slug == "kiiv"


@pytest.mark.parametrize("word", ["map", "export", "Matrix"])
def test_the_form_refuses_a_word_of_an_address(desk, word):
    answer = desk.post(f"{LIST}add/", {"title_fr": "x", "slug": word, **FACTS, **EMPTY_INLINES})

    assert "errorlist" in answer.text
    assert not Case.objects.exists()
