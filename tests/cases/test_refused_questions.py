"""What a question may not say: the page tells it in words, with the status 400."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.filters import CaseFilter

FACETS = [
    "function", "lever", "region", "country", "section", "group", "theme",
    "operation", "identification", "documentation",
]  # fmt: skip


@pytest.mark.parametrize("name", FACETS)
def test_an_unknown_value_is_named_with_what_is_accepted(client, make_case, make_place, name):
    make_case(places=[make_place("Lima")], groups=["children"], themes=["food"])

    response = client.get("/fr/cases/", {name: "inconnue"})

    assert response.status_code == 400
    assert "« inconnue »" in response.text.replace("\xa0", " ")
    accepted = [value for value, _ in CaseFilter().form.fields[name].choices]
    assert all(f"<code>{value}</code>" in response.text for value in accepted)


def test_every_unknown_value_is_named(client, make_case):
    make_case(levers=["one"])

    response = client.get("/fr/cases/?lever=one&lever=deux&lever=trois")

    assert "deux" in response.text
    assert "trois" in response.text


def test_the_rest_of_the_question_is_kept(client, make_case):
    make_case(levers=["one"], groups=["children"])

    response = client.get("/fr/cases/?lever=wrong&group=children&from=1990")

    assert response.status_code == 400
    assert 'value="children" checked' in response.text
    assert 'name="from" inputmode="numeric" maxlength="4" value="1990"' in response.text


@pytest.mark.parametrize(
    "question",
    [
        {"from": "avant"},
        {"from": "20"},
        {"to": "99999"},
        {"from": "2010", "to": "2000"},
        {"sort": "beauty"},
        {"q": "x" * 201},
        {"q": "a\x00b"},
    ],
)
def test_what_makes_no_sense_is_refused(client, db, question):
    assert client.get("/fr/cases/", question).status_code == 400


@pytest.mark.parametrize("page", ["0", "2", "-1", "deux", "9" * 30])
def test_a_page_that_is_not_there_is_not_found(client, make_case, page):
    make_case()

    response = client.get("/fr/cases/", {"page": page})

    assert response.status_code == 404
    assert 'name="q"' in response.text


def test_a_changing_request_is_refused(client, db):
    assert client.post("/fr/cases/").status_code == 405


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from([*FACETS, "q", "from", "to", "sort", "page", "other"]),
        st.lists(st.text(max_size=40), max_size=3),
    )
)
def test_no_question_ends_in_an_error_of_ours(client, db, question):
    assert client.get("/fr/cases/", question).status_code in (200, 400, 404)
