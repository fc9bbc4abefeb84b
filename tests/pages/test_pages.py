"""Home, functions, levers, recommendations, regions, method: what they show and cost."""

import pytest

from cases.models import Identification, Organisation, Role
from editorial.publication import State
from infrastructures.models import Recommendation


@pytest.fixture
def lever(make_lever):
    return make_lever("canteens", function="social")


def advise(lever, slug="start-small"):
    advice = Recommendation.objects.create(slug=slug, position=1, title_fr="Commencer petit")
    advice.levers.add(lever)
    return advice


def test_home_shows_the_levers_with_their_published_cases(client, make_case, lever, make_place):
    make_case("Cantine", levers=["canteens"], places=[make_place("Lima")])
    make_case("Brouillon", levers=["canteens"], state=State.DRAFT)

    response = client.get("/fr/")

    [function] = response.context["functions"]
    [shown] = function.levers.all()
    assert [case.title for case in shown.shown] == ["Cantine"]
    assert response.context["counts"]["cases"] == 1
    assert response.context["counts"]["countries"] == 1


def test_marks_stand_from_sure_to_unsure(client, make_case, lever):
    for identification in reversed(Identification):
        make_case(identification, levers=["canteens"], identification=identification)

    [function] = client.get("/fr/").context["functions"]

    [shown] = function.levers.all()
    assert [case.identification for case in shown.shown] == list(Identification)


def test_a_case_with_two_levers_stands_under_both(client, make_case, make_lever):
    make_lever("one"), make_lever("two")
    make_case("Deux leviers", levers=["one", "two"])

    [function] = client.get("/fr/").context["functions"]

    assert [len(lever.shown) for lever in function.levers.all()] == [1, 1]


def test_a_lever_shows_its_cases_contributions_and_recommendations(
    client, make_case, make_contribution, lever
):
    make_case("Cantine", levers=["canteens"])
    make_case("Autre", levers=["other"])
    make_contribution("Un article").levers.add(lever)
    make_contribution("Inédit", state=State.DRAFT).levers.add(lever)
    advise(lever)

    page = client.get("/fr/levers/canteens/").text

    for words in ["Cantine", "Un article", "Commencer petit"]:
        assert words in page
    for words in ["Autre", "Inédit"]:
        assert words not in page


def test_a_lever_shows_the_regions_where_the_atlas_has_nothing(
    client, make_case, make_place, lever
):
    make_case(levers=["canteens"], places=[make_place("Lima")])
    make_place("Accra", "GH", "011", "002")

    gaps = client.get("/fr/levers/canteens/").context["gaps"]

    assert [region.code for region in gaps] == ["011"]


def test_a_function_shows_the_cases_of_its_levers_once(client, make_case, make_lever):
    make_lever("one", "social"), make_lever("two", "social")
    make_case("Cantine", levers=["one", "two"])

    response = client.get("/fr/functions/social/")

    assert [case.title for case in response.context["cases"]] == ["Cantine"]


def test_recommendations_lead_to_the_cases_of_their_levers(client, lever):
    advise(lever)

    page = client.get("/fr/recommendations/").text

    assert 'id="start-small"' in page
    assert "/fr/cases/?lever=canteens" in page


def test_a_region_shows_its_cases_and_which_levers_are_missing(
    client, make_case, make_place, make_lever
):
    make_case("Lima", levers=["one"], places=[make_place("Lima")])
    make_case("Accra", levers=["two"], places=[make_place("Accra", "GH", "011", "002")])

    response = client.get("/fr/regions/419/")

    assert [case.title for case in response.context["cases"]] == ["Lima"]
    levers = [row for _, rows in response.context["functions"] for row in rows]
    assert [(lever.slug, count) for lever, count in levers] == [("one", 1), ("two", 0)]


def test_an_organisation_shows_what_it_did_and_wrote(client, make_case, make_contribution):
    city = Organisation.objects.create(slug="city", name="Lima", kind="local-government")
    case, paper = make_case("Cantine"), make_contribution("Un article")
    case.case_organisations.create(organisation=city, role=Role.LEAD)
    paper.contribution_organisations.create(organisation=city)

    page = client.get("/fr/organisations/city/").text

    assert "Cantine" in page
    assert "Un article" in page


def test_an_organisation_shows_by_what_others_know_it(client, make_case, make_place):
    city = Organisation.objects.create(
        slug="city", name="City", kind="local-government", website="https://city.example/",
        ror="03yrm5c26", wikidata="Q42", country=make_place("Lima").country,
    )  # fmt: skip
    make_case().case_organisations.create(organisation=city, role=Role.LEAD)

    page = client.get("/fr/organisations/city/").text

    for told in ("pays PE", "https://city.example/", "https://ror.org/03yrm5c26",
                 "https://www.wikidata.org/wiki/Q42"):  # fmt: skip
        assert told in page


def test_an_organisation_of_unpublished_work_is_not_found(client, make_case):
    city = Organisation.objects.create(slug="city", name="Lima", kind="local-government")
    case = make_case(state=State.DRAFT)
    case.case_organisations.create(organisation=city, role=Role.LEAD)

    assert client.get("/fr/organisations/city/").status_code == 404


def test_an_author_shows_what_they_wrote(client, make_contribution):
    make_contribution("Un article")

    assert "Un article" in client.get("/fr/authors/ada-byron/").text


def test_an_author_of_unpublished_work_is_not_found(client, make_contribution):
    make_contribution(state=State.DRAFT)

    assert client.get("/fr/authors/ada-byron/").status_code == 404


def test_a_guide_links_published_cases_and_leaves_the_others_as_words(client, make_case, lever):
    make_case(slug="lima", levers=["canteens"])
    make_case(slug="hidden", levers=["canteens"], state=State.DRAFT)
    lever.practice_fr = "- Servir à midi : [Lima](case:lima), [Caché](case:hidden)."
    lever.save()

    page = client.get("/fr/levers/canteens/").text

    assert '<a href="/fr/cases/lima/">Lima</a>, Caché.' in page
    assert "case:" not in page


def test_a_lever_with_many_cases_says_how_many_it_leaves_out(
    client, make_case, lever, monkeypatch
):
    monkeypatch.setattr("pages.ledger.LINES", 3)
    for number in range(5):
        make_case(f"Cantine {number}", levers=["canteens"])

    assert "3 cas sur 5 sont montrés ici" in client.get("/fr/levers/canteens/").text


def test_a_lever_groups_its_cases_by_region(client, make_case, make_place):
    make_case(levers=["one"], places=[make_place("Lima")])
    make_case(levers=["one"], places=[make_place("Accra", "GH", "011", "002")])
    make_case(levers=["one"])

    grouped = client.get("/fr/levers/one/").context["by_region"]

    assert [(str(group.region), len(group.cases)) for group in grouped] == [
        ("région 002", 1),
        ("région 419", 1),
        ("None", 1),
    ]


def test_a_recommendation_shows_the_published_cases_that_illustrate_it(
    client, make_case, lever
):
    advice = advise(lever)
    make_case("Cantine").recommendations.add(advice)
    make_case("Brouillon", state=State.DRAFT).recommendations.add(advice)

    page = client.get("/fr/recommendations/").text

    assert "Cantine" in page
    assert "Brouillon" not in page


@pytest.mark.parametrize(
    "address",
    [
        "levers/none/",
        "functions/none/",
        "organisations/none/",
        "authors/none/",
        "regions/999/",
        "regions/abc/",
        "nowhere/",
    ],
)
def test_what_is_not_there_is_not_found(client, db, address):
    assert client.get(f"/fr/{address}").status_code == 404


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_method_is_told_in_each_language(client, db, language):
    page = client.get(f"/{language}/about/").text

    for anchor in ["method", "provenance", "licences", "accessibility", "privacy"]:
        assert f'id="{anchor}"' in page


# The stamp of the catalogue is asked for by every page; the values of a question, where the
# cases are, the plates of the levers and the figures are kept with it. Cards take 4: the cases,
# their places, levers and groups; lines the first three.
# Home: cards, functions and levers, recommendations with their levers and functions.
# A function: itself, lines, functions and levers.
# A lever: itself, lines, functions, levers, contributions with authors, organisations and
# levers, recommendations, ideas.
# Recommendations: the ties to cases, themselves, levers, functions; more cases where tied.
# A region: itself and lines.
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/fr/", 10),
        ("/fr/functions/social/", 7),
        ("/fr/levers/canteens/", 13),
        ("/fr/recommendations/", 6),
        ("/fr/regions/419/", 5),
        ("/fr/about/", 1),
    ],
)
def test_a_page_costs_the_same_for_one_case_and_for_fifty(
    make_case, make_place, make_contribution, queries_of, lever, address, queries
):
    def add():
        make_case(levers=["canteens"], places=[make_place("Lima")], groups=["children"])
        make_contribution().levers.add(lever)

    advise(lever)
    add()
    one = queries_of(address)
    for _ in range(49):
        add()

    assert queries_of(address) == one == queries
