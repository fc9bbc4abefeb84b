"""From a case to the one before and the one after, in the answer the reader came from."""

import re

import pytest


@pytest.fixture
def three(make_case):
    return [
        make_case(title, slug=title.lower(), groups=["children"])
        for title in ("Ana", "Bo", "Cy")
    ]


def trail(client, address):
    """The trail of a page: [(relation, address)], or None where it has none."""
    found = re.search(r'<nav class="trail".*?</nav>', client.get(address).text, re.DOTALL)
    return found and re.findall(r'<a (?:rel|class)="(\w+)" href="([^"]+)"', found[0])


def test_a_case_of_the_list_carries_the_question_along(client, three):
    page = client.get("/fr/cases/?group=children&page=1").text

    assert 'href="/fr/cases/ana/?group=children&amp;sort=documented"' in page


def test_a_case_leads_to_its_neighbours_and_back_to_the_answer(client, three):
    asked = "?group=children&amp;sort=title"

    assert trail(client, "/fr/cases/bo/?group=children&sort=title") == [
        ("prev", f"/fr/cases/ana/{asked}"),
        ("whole", f"/fr/cases/{asked}"),
        ("next", f"/fr/cases/cy/{asked}"),
    ]


def test_the_first_and_the_last_case_have_one_neighbour(client, three):
    def relations(slug):
        return [name for name, _ in trail(client, f"/fr/cases/{slug}/?sort=title")]

    assert relations("ana") == ["whole", "next"]
    assert relations("cy") == ["prev", "whole"]


def test_the_trail_says_where_the_case_stands(client, three):
    assert "2 sur 3" in client.get("/fr/cases/bo/?sort=title").text


@pytest.mark.parametrize(
    "question",
    ["", "?utm_source=letter", "?group=nonsense", "?from=2020&to=1990", "?operation=stopped"],
)
def test_without_an_answer_that_holds_the_case_there_is_no_trail(client, three, question):
    assert trail(client, f"/fr/cases/bo/{question}") is None


def test_a_draft_is_no_neighbour(client, three, make_case):
    make_case("Bea", slug="bea", state="draft")

    assert ("next", "/fr/cases/bo/?sort=title") in trail(client, "/fr/cases/ana/?sort=title")


def test_a_trail_costs_the_same_in_a_short_answer_and_in_a_long_one(
    three, make_case, queries_of
):
    short = queries_of("/fr/cases/bo/?sort=title")
    for _ in range(47):
        make_case()

    assert queries_of("/fr/cases/bo/?sort=title") == short
