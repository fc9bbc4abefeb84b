"""The judged queries are answered well, and the same on every database."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.documents import NUMBER
from cases.filters import CaseFilter
from cases.models import Case
from search.searching import Search

from .judged import ASIDE, broad, found_by, judged, table


@cache
def figures():
    """Reckoned once: the content does not change between tests."""
    return {(kind, part): row for kind, part, *row in table()}


# What the search of before found of the kinds that it was judged by: (recall, rank).
LEAST = {
    "accents and case": (1, 1),
    "acronyms and names": (1, 1),
    "apostrophes and elisions": (1, 0.85),
    "digits": (1, 1),
    "ligatures and hyphens": (1, 1),
    "misspellings": (0.95, 0.95),
    "people and places": (0.935, 0.919),
    "places in other languages": (1, 1),
    "plurals and forms": (1, 1),
    "synonyms across languages": (0.962, 0.917),
    "a subject in a few words": (0.916, 0.902),
}


def test_three_hundred_queries_are_judged_a_third_of_them_whole_questions():
    rows = judged()

    for language in ("fr", "en", "es"):
        assert sum(one == language for _kind, one, _query, _expected in rows) >= 100
    assert sum(kind == "whole questions" for kind, *_rest in rows) >= 100


def test_whole_questions_bring_a_right_case_among_ten_and_near_the_top(atlas):
    for part in ("both", ASIDE):
        _queries, found, _recall, reciprocal_rank = figures()["whole questions", part]
        assert found >= 0.95
        assert reciprocal_rank >= 0.8


@pytest.mark.parametrize("kind", LEAST)
def test_no_other_kind_is_answered_worse_than_before(atlas, kind):
    _queries, _found, recall, reciprocal_rank = figures()[kind, "both"]
    least_recall, least_rank = LEAST[kind]

    assert recall >= least_recall - 0.001
    assert reciprocal_rank >= least_rank - 0.001


@pytest.mark.parametrize(("word", "most", "must"), broad())
def test_a_broad_word_finds_no_more_than_speaks_of_it(atlas, word, most, must):
    assert CaseFilter({"q": word}).count <= most
    assert set(must) <= set(found_by(word))


def test_every_expected_case_is_in_the_atlas(atlas):
    slugs = {slug for *_asked, expected in judged() for slug in expected}
    slugs |= {slug for *_asked, must in broad() for slug in must}

    assert slugs <= set(Case.objects.values_list("slug", flat=True))


ODD = [
    '"', "*", "NEAR", "NEAR(a b)", "AND", "OR NOT", "' OR 1=1 --", "a:b", "(", "-", '-"', "^x",
    "{title}:x", "😀", "مرحبا بالعالم", "東京", "the of and", "l'", "…", "x" * 200, "%", "_",
    "\\", "<->", "a & b", ":*", "!a", "½", "ﬁ", "e\u0301cole", "\u202eabc", "U.N.A.M.",
    "1 500", "'';",
]  # fmt: skip


def test_odd_input_is_answered(atlas, client):
    for typed in ODD:
        for address in ("/fr/cases/", "/en/search/", "/es/search/suggestions.json"):
            for more in ({}, {"exact": "1"}):
                response = client.get(address, {"q": typed, **more})
                assert response.status_code == 200, (address, typed)


def test_what_is_too_long_or_has_a_null_is_refused_in_words(atlas, client):
    for typed in ("x" * 10_000, "a\x00b"):
        assert client.get("/fr/search/", {"q": typed}).status_code == 400
        assert client.get("/fr/cases/", {"q": typed}).status_code == 400
        assert client.get("/fr/search/suggestions.json", {"q": typed}).status_code == 200


many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many
@given(st.text(max_size=60), st.booleans())
def test_whatever_is_typed_has_an_answer(atlas, typed, exact):
    search = Search(typed, exact)

    keys = search.keys(NUMBER)

    assert len(keys) == len(set(keys))
