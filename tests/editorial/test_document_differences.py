"""What differs between two documents, in words; and nothing that differs is left out."""

import copy
import datetime

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.content import CASE
from cases.models import Theme
from config.content import KINDS
from editorial.conflicts import difference
from editorial.days import DAYS
from editorial.document_differences import MOVED, differences, labels
from editorial.models import FormerSlug
from languages.belongings import Keyed, Numbers, Rows, Within
from languages.parts import CodeList, Fact, Link, Many, Words
from languages.texts import CODES

pytestmark = pytest.mark.django_db
SOURCE = {"number": 1, "title": "A report", "publisher": "A city", "language": "en",
          "kind": "official"}  # fmt: skip


def told(before, after):
    return [
        (one.label, one.before, one.after) for one in differences(CASE.shape, before, after)
    ]


def text(fr, en="", es=""):
    return {"fr": fr, "en": en, "es": es}


# --- in words ---------------------------------------------------------------------------


def test_equal_documents_do_not_differ():
    assert differences(CASE.shape, {"slug": "a"}, {"slug": "a"}) == []


def test_a_text_is_told_by_language_and_word_by_word():
    (one,) = differences(
        CASE.shape,
        {"summary": text("Une crèche ouvre.", "A crèche opens.")},
        {"summary": text("Une crèche ferme.", "A crèche opens.")},
    )

    assert (one.label, one.language) == ("Résumé", "fr")
    assert one.pieces == [
        ("equal", "Une crèche "), ("delete", "ouvre"), ("insert", "ferme"), ("equal", "."),
    ]  # fmt: skip


def test_a_label_is_in_the_language_of_the_desk():
    with translation.override("en"):
        assert told({"operation": "planned"}, {"operation": "ongoing"}) == [
            ("Status", "Planned", "Ongoing")
        ]


def test_places_are_told_by_their_names_and_what_moved_is_told(make_place):
    make_place("Lima")
    make_place("Cusco")

    assert told({"places": ["lima"]}, {"places": ["lima", "cusco"]})[0][1:] == (
        "Lima", "Lima, Cusco",
    )  # fmt: skip
    (moved,) = differences(
        CASE.shape, {"places": ["lima", "cusco"]}, {"places": ["cusco", "lima"]}
    )
    assert (moved.deed, moved.before, moved.after) == (MOVED, "Lima, Cusco", "Cusco, Lima")


def test_what_was_renamed_in_between_is_the_same_thing(db):
    Theme.objects.create(slug="water", name="water", label_fr="Eau")
    FormerSlug.objects.renamed("theme", "eau", "water")

    assert told({"themes": ["eau"]}, {"themes": ["water"]}) == []


def test_what_is_gone_is_told_by_its_slug():
    ((_label, was, now),) = told({"themes": ["gone"]}, {"themes": []})

    assert (was, now) == ("gone", "")


def test_a_field_of_a_source_is_told_with_the_number_of_the_source():
    before = {"sources": [SOURCE]}
    after = {"sources": [{**SOURCE, "title": "The report"}]}

    with translation.override("en"):
        assert told(before, after) == [("Source 1: title", "A report", "The report")]


def test_sources_that_change_places_are_told_once():
    other = {**SOURCE, "title": "A paper", "publisher": "A press"}
    before = {"sources": [SOURCE, {**other, "number": 2}]}
    after = {"sources": [{**other, "number": 1}, {**SOURCE, "number": 2}]}

    (moved,) = differences(CASE.shape, before, after)

    assert (moved.before, moved.after) == (
        "1. A report\n2. A paper", "1. A paper\n2. A report",
    )  # fmt: skip


def test_a_source_that_is_new_is_told_with_all_it_says():
    ((label, was, now),) = told({}, {"sources": [SOURCE]})

    assert (label, was) == ("Source 1", "")
    assert all(words in now for words in ["A report", "A city"])


def test_a_day_that_was_kept_as_text_is_the_same_day():
    day = datetime.date(2026, 11, 3)
    before = {"sources": [{**SOURCE, "consulted_on": day}]}
    after = {"sources": [{**SOURCE, "consulted_on": day.isoformat()}]}

    assert told(before, after) == []


def test_what_changed_is_named_in_the_language_of_the_reader():
    with translation.override("es"):
        assert labels(CASE.shape, ["summary", "sources"]) == ["resumen", "fuentes"]


def test_two_long_texts_are_compared_in_time_and_whole():
    sentences = [f"Phrase {n} sur le soin et la ville." for n in range(4_000)]
    old = " ".join(sentences)
    new = " ".join([*sentences[:2_000], "Une phrase nouvelle.", *sentences[2_001:]])

    pieces = difference(old, new)

    assert "".join(words for deed, words in pieces if deed != "insert") == old
    assert "".join(words for deed, words in pieces if deed != "delete") == new
    assert sum(len(words) for deed, words in pieces if deed != "equal") < 100


# --- nothing is left out ----------------------------------------------------------------

WORD = st.text("abcdé xyz.", min_size=1, max_size=12).map(lambda words: f"q{words}q")
SLUG = st.sampled_from([f"slug-{letter}" for letter in "abcdef"])


def value_of(part):
    if not part.names or part.key in DAYS:  # no part of what is said
        return st.none()
    return next(WAYS[kind](part) for kind in type(part).__mro__ if kind in WAYS)


def rows(part):
    if part.flat:
        return st.lists(SLUG, unique=True, max_size=4)
    row = st.fixed_dictionaries({one.key: value_of(one) for one in part.shape.parts})
    return st.lists(row, max_size=4).map(numbered(part))


def keyed(part):
    code = st.sampled_from(part.codes)
    return st.dictionaries(code, value_of(part.shape.parts[1]), max_size=3)


def fact(part):
    if part.field.choices:
        return st.sampled_from([value for value, _name in part.field.flatchoices if value])
    kinds = {bool: st.sampled_from([True]), int: st.integers(1800, 2100),
             datetime.date: st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 1, 1)),
             str: WORD}  # fmt: skip
    given = kinds.get(part.kind, st.integers(-80, 80))
    return given if part.required else st.none() | given


WAYS = {
    Words: lambda part: st.fixed_dictionaries(dict.fromkeys(CODES, st.just("") | WORD)),
    CodeList: lambda part: st.lists(st.sampled_from(part.values), unique=True).map(sorted),
    Numbers: lambda part: st.lists(st.integers(1, 5), unique=True).map(sorted),
    Keyed: keyed,
    Rows: rows,
    Many: lambda part: st.lists(SLUG, unique=True, max_size=4).map(sorted),
    Link: lambda part: SLUG,
    Within: lambda part: st.integers(1, 5),
    Fact: fact,
}


def numbered(part):
    def number(rows):
        in_place = [one.key for one in part.shape.parts if one.names == ("position",)]
        return [{**row, **dict.fromkeys(in_place, n)} for n, row in enumerate(rows, start=1)]

    return number


def documents(shape):
    return st.fixed_dictionaries({part.key: value_of(part) for part in shape.parts})


def leaves(value, at=()):
    """{where it stands: what is said there} of a document."""
    if isinstance(value, dict):
        return {k: v for key in value for k, v in leaves(value[key], (*at, key)).items()}
    if isinstance(value, list):
        return {k: v for n, each in enumerate(value) for k, v in leaves(each, (*at, n)).items()}
    return {} if value in (None, "") else {at: value}


def said(shape, value):
    """How a leaf is told: as itself, as a day or as the word of a choice."""
    choices = [
        dict(part.field.flatchoices).get(value)
        for one in [shape, *(p.shape for p in shape.parts if isinstance(p, Rows))]
        for part in one.parts
        if isinstance(part, Fact) and part.field.choices
    ]
    day = value.isoformat() if hasattr(value, "isoformat") else None
    return {str(each) for each in [value, *choices, day] if each is not None}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_changed_leaf_of_two_documents_is_told(kind, data):
    before = data.draw(documents(kind.shape))
    after = data.draw(st.sampled_from([before]) | documents(kind.shape))
    if after is before:
        after = changed_somewhere(copy.deepcopy(before), data, kind.shape)
    found = differences(kind.shape, before, after)
    words = "\n".join(f"{one.before}\n{one.after}" for one in found)

    for key in {*before, *after}:
        was, now = leaves(before.get(key)), leaves(after.get(key))
        for at in was.keys() | now.keys():
            if was.get(at) != now.get(at):
                told_of = [one for one in found if one.path[0] == key]
                assert told_of
                for value in {was.get(at), now.get(at)} - {None, True}:
                    is_new = list(was.values()).count(value) != list(now.values()).count(value)
                    if isinstance(value, str) and is_new and value.startswith("q"):
                        assert value in words
    assert bool(found) == (kind.shape.thawed(before) != kind.shape.thawed(after))
    assert differences(kind.shape, before, before) == []


def changed_somewhere(document, data, shape):
    part = data.draw(st.sampled_from(shape.parts))
    document[part.key] = data.draw(value_of(part))
    return document
