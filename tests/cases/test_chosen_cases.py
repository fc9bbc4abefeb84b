"""Cases chosen by hand are a question like any other: ``?case=a&case=b``."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.filters import CaseFilter
from cases.models import Case
from editorial.days import DAYS
from editorial.models import FormerSlug
from editorial.publication import State


@pytest.fixture
def three(make_case):
    return [make_case(title, slug=title.lower()) for title in ("Accra", "Bogota", "Chennai")]


def listed(client, query):
    response = client.get(f"/fr/cases/{query}")
    assert response.status_code == 200
    return [case.slug for case in response.context["cases"]]


def test_the_list_holds_them_in_the_order_of_the_address(client, three):
    assert listed(client, "?case=chennai&case=accra") == ["chennai", "accra"]
    assert listed(client, "?case=accra&case=chennai") == ["accra", "chennai"]


def test_another_order_can_be_asked(client, three):
    assert listed(client, "?case=chennai&case=accra&sort=title") == ["accra", "chennai"]


def test_the_order_of_a_choice_is_none_where_nothing_is_chosen(client, three):
    assert len(listed(client, "?sort=chosen")) == 3


@pytest.mark.parametrize("page", ["map/", "matrix/", "export.csv", "feed.atom", "export.bib"])
def test_every_answer_holds_those_and_no_other(client, three, page):
    response = client.get(f"/fr/cases/{page}?case=chennai&case=accra")

    assert response.status_code == 200
    told = (
        b"".join(response.streaming_content).decode() if response.streaming else response.text
    )
    assert "Bogota" not in told
    if page != "matrix/":
        assert "Accra" in told


def test_the_api_reads_the_same_parameter(client, three):
    found = client.get("/api/v1/cases/?case=bogota").json()

    assert [case["slug"] for case in found["results"]] == ["bogota"]


def test_a_choice_and_a_facet_must_both_hold(client, make_case):
    make_case("Accra", slug="accra", groups=["children"])
    make_case("Bogota", slug="bogota")

    assert listed(client, "?case=accra&case=bogota&group=children") == ["accra"]


def test_named_twice_it_is_one(client, three):
    assert listed(client, "?case=accra&case=accra") == ["accra"]


def test_the_address_keeps_its_order_when_it_is_written_again(db, three):
    question = CaseFilter({"case": ["chennai", "", "accra", "chennai"]})

    assert question.query() == "?case=chennai&case=accra"


def test_each_chip_takes_one_away_and_keeps_the_order(client, three):
    chips = client.get("/fr/cases/?case=chennai&case=bogota&case=accra").context["chips"]

    assert [chip.label for chip in chips] == ["Chennai", "Bogota", "Accra"]
    assert chips[1].query == "?case=chennai&case=accra"


def test_many_are_told_by_their_number(client, three, make_case):
    make_case("Dakar", slug="dakar")

    page = client.get("/fr/cases/?case=accra&case=bogota&case=chennai&case=dakar")

    assert page.context["sentence"] == "4 cas choisis"


def test_a_former_slug_names_the_same_case(client, three):
    FormerSlug.objects.renamed("case", "accra-market", "accra")

    assert listed(client, "?case=accra-market&case=bogota") == ["accra", "bogota"]


def test_what_was_withdrawn_is_named_and_left_out(client, three):
    three[0].archive()

    page = client.get("/fr/cases/?case=accra&case=bogota")

    assert [case.slug for case in page.context["cases"]] == ["bogota"]
    assert "Accra (retiré)" in page.text


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_what_was_never_public_is_as_unknown_as_what_is_not_there(client, make_case, state):
    make_case("Secret", slug="secret", state=state)

    page = client.get("/fr/cases/?case=secret")

    assert page.status_code == 400
    assert "Il n’y a pas de cas « secret »" in page.text.replace("\xa0", " ").replace(
        "\u202f", " "
    )


@pytest.mark.parametrize("slug", ["nowhere", "a b", "é", "a\x00b", "'--", "x" * 5000])
def test_a_name_of_nothing_is_refused_in_words(client, three, slug):
    assert client.get("/fr/cases/", {"case": ["accra", slug]}).status_code == 400


def test_thirty_may_be_named_and_no_more(client, make_case):
    slugs = [make_case(f"Case {number}", slug=f"c-{number}").slug for number in range(31)]

    assert client.get("/fr/cases/", {"case": slugs[:30]}).status_code == 200
    page = client.get("/fr/cases/", {"case": slugs})
    assert page.status_code == 400
    assert "31" in page.text


def test_the_boxes_of_the_facets_keep_the_choice(client, three):
    page = client.get("/fr/cases/?case=accra")

    assert '<input type="hidden" name="case" value="accra">' in page.text


def test_a_selection_of_chosen_cases_keeps_their_order_in_its_question(client, three):
    page = client.post("/fr/selections/new/?case=chennai&case=accra", follow=True)

    assert page.status_code == 200
    assert page.context["selection"].question == "case=chennai&case=accra"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["accra", "bogota", "chennai"]), unique=True))
def test_the_index_and_the_database_agree(client, db, make_lever, slugs):
    for slug in ("accra", "bogota", "chennai"):
        Case.objects.get_or_create(
            slug=slug, title_fr=slug, summary_fr=slug, state=State.PUBLISHED,
            defaults=dict.fromkeys(DAYS, "2026-01-01"),
        )  # fmt: skip
    question = CaseFilter({"case": slugs})

    assert question.keys() == frozenset(question.qs.values_list("pk", flat=True))
    if slugs:
        keys = list(question.ordered())
        assert [Case.objects.get(pk=key).slug for key in keys] == slugs
