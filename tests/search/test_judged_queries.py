"""The judged queries are answered well, and the same on every database."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.documents import NUMBER
from cases.models import Case
from search.searching import Search

from .judged import judged, table


def test_the_cases_expected_are_found_and_come_first(atlas):
    *_kinds, (_all, queries, recall, reciprocal_rank) = table()

    assert queries >= 60
    assert recall >= 0.95
    assert reciprocal_rank >= 0.8


def test_every_expected_case_is_in_the_atlas(atlas):
    slugs = {slug for _kind, _query, expected in judged() for slug in expected}

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
