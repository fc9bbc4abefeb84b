"""``near=``: a town is an order of the same question, and every case says why."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import nearness
from cases.filters import CaseFilter
from cases.models import Country, IncomeGroup, Place
from cases.near_words import Reasoner
from cases.ordering import Sort
from editorial.models import FormerSlug

GUAYAQUIL = "3657509-guayaquil"
SPACES = str.maketrans("\xa0\u202f", "  ")


@pytest.fixture
def world(make_place):
    """make(name, country, population): a place; EC, PE, DE, KE are where they are."""
    regions = {"EC": ("005", "419"), "PE": ("005", "419"), "DE": ("155", "150"),
               "KE": ("014", "202")}  # fmt: skip
    groups = {"EC": "upper-middle", "PE": "upper-middle", "DE": "high", "KE": "lower-middle"}

    def make(name, country, population=None):
        region, within = regions[country]
        place = make_place(name, country=country, region=region, within=within)
        Country.objects.filter(iso2=country).update(
            income_group=groups[country], income_year=2025
        )
        if population:
            Place.objects.filter(pk=place.pk).update(
                population=population, population_year=2026, population_source="GeoNames"
            )
        return place

    return make


@pytest.fixture
def five(world, make_case):
    places = [
        ("quito", "EC", 2_400_000), ("lima", "PE", 9_000_000), ("bonn", "DE", 330_000),
        ("nairobi", "KE", 4_400_000), ("cuenca", "EC", None),
    ]  # fmt: skip
    for name, country, population in places:
        make_case(name.title(), slug=name, tier=["municipal"],
                  places=[world(name.title(), country, population)])  # fmt: skip
    make_case("Nowhere", slug="nowhere")


def listed(client, query, status=200):
    response = client.get(f"/fr/cases/{query}")
    assert response.status_code == status, response.status_code
    return [case.slug for case in response.context["cases"]]


def said(response):
    return response.content.decode().translate(SPACES)


# --- an order -----------------------------------------------------------------------------


def test_the_nearest_cases_come_first(client, five):
    found = listed(client, f"?near={GUAYAQUIL}")

    assert found[0] == "quito"
    assert found.index("lima") < found.index("bonn")
    assert found[-1] == "nowhere"


def test_a_town_takes_no_case_away(client, five):
    assert sorted(listed(client, f"?near={GUAYAQUIL}")) == sorted(listed(client, ""))


def test_a_facet_still_narrows(client, five):
    assert listed(client, f"?near={GUAYAQUIL}&country=DE") == ["bonn"]


def test_another_order_can_be_asked(client, five):
    found = listed(client, f"?near={GUAYAQUIL}&sort=title")

    assert found == sorted(found)


def test_without_a_town_there_is_no_such_order(client, five):
    assert listed(client, "?sort=near") == listed(client, "")


@pytest.mark.parametrize("page", ["map/", "matrix/", "export.csv", "export.bib", "feed.atom"])
def test_every_answer_reads_it_and_holds_the_same_cases(client, five, page):
    def told(query):
        response = client.get(f"/fr/cases/{page}{query}")
        assert response.status_code == 200
        return b"".join(response) if response.streaming else response.content

    assert b"Quito" in told(f"?near={GUAYAQUIL}") or page == "matrix/"
    if page.startswith("export"):
        assert told(f"?near={GUAYAQUIL}") == told("")


def test_the_api_gives_the_nearest_first(client, five):
    found = client.get(f"/api/v1/cases/?near={GUAYAQUIL}").json()

    assert found["results"][0]["slug"] == "quito"
    assert len(found["results"]) == 6


def test_side_by_side_says_why_and_keeps_the_town(client, five):
    page = client.get(f"/fr/cases/compare/?case=bonn&case=quito&near={GUAYAQUIL}")

    assert [case.slug for case, _moves in page.context["columns"]] == ["quito", "bonn"]
    assert "le même pays" in said(page)
    assert page.context["kept"] == f"?case=quito&case=bonn&near={GUAYAQUIL}"


def test_the_cases_around_a_case_are_those_of_the_order(client, five):
    first, second, *_rest = listed(client, f"?near={GUAYAQUIL}")

    trail = client.get(f"/fr/cases/{second}/?near={GUAYAQUIL}").context["trail"]

    assert trail.previous.slug == first


def test_the_boxes_and_the_search_keep_the_town(client, five):
    page = client.get(f"/fr/cases/?near={GUAYAQUIL}&weigh_size=1")

    assert page.text.count(f'value="{GUAYAQUIL}"') >= 3
    assert 'name="weigh_size"' in page.text


# --- a town as it is written ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("3657509", GUAYAQUIL),
        ("3657509-an-old-name", GUAYAQUIL),
        ("Guayaquil", GUAYAQUIL),
        ("guayaquil, ecuador", GUAYAQUIL),
        ("Guayaquil (EC)", GUAYAQUIL),
        ("ec-50000", "EC-50000"),
        ("  ", None),
    ],
)
def test_one_town_is_written_one_way(db, five, typed, written):
    Country.objects.filter(iso2="EC").update(name_fr="Équateur", name_en="Ecuador")
    question = CaseFilter({"near": typed})

    assert question.is_valid(), question.errors
    assert question.query() == (f"?near={written}" if written else "?")


@pytest.mark.parametrize(
    "typed",
    ["Xyzzyxyzzy", "San José", "1", "999999999", "ZZ-50000", "EC-0", "EC-99999999", "é" * 90,
     "x" * 5000, "a\x00b", "'--", "Guayaquil, Nowhere"],
)  # fmt: skip
def test_what_is_no_town_is_refused_in_words(client, five, typed):
    page = client.get("/fr/cases/", {"near": typed})

    assert page.status_code == 400
    assert page.context["question"].form.errors["near"]


def test_a_town_that_is_misspelled_is_told_the_nearest_spelling(client, five):
    assert "Guayaquil" in said(client.get("/fr/cases/?near=Guayakil"))


def test_what_is_usual_or_needs_a_town_is_not_written(db, five):
    usual = {"near": GUAYAQUIL, "weigh_size": "3", "has_tier": ["municipal"]}

    assert CaseFilter(usual).query() == f"?near={GUAYAQUIL}"
    assert CaseFilter({"weigh_size": "1", "has_lever": ["a-lever"]}).query() == "?"
    assert CaseFilter({"near": GUAYAQUIL, "weigh_size": "0"}).query(near=None) == "?"


@pytest.mark.parametrize("weight", ["4", "-1", "much"])
def test_a_weight_has_bounds(client, five, weight):
    assert client.get(f"/fr/cases/?near={GUAYAQUIL}&weigh_size={weight}").status_code == 400


def test_a_selection_is_of_the_cases_not_of_the_order(client, five):
    page = client.post(f"/fr/selections/new/?country=EC&near={GUAYAQUIL}", follow=True)

    assert page.context["selection"].question == "country=EC"


# --- the reasons ----------------------------------------------------------------------------


def test_each_case_says_why_it_is_near_or_far(client, five):
    cards = {card.slug: card for card in client.get(
        f"/fr/cases/?near={GUAYAQUIL}").context["cases"]}  # fmt: skip

    assert "le même pays" in cards["quito"].nearness.near
    assert "région 005" in cards["lima"].nearness.near
    assert "une autre région" in cards["bonn"].nearness.far
    assert "le nombre d’habitants" in cards["cuenca"].nearness.unknown
    assert "si la région est la même" in cards["nowhere"].nearness.unknown


def test_where_the_country_of_the_town_is_not_known_no_region_is_said_to_be_another(
    client, five
):
    cards = client.get("/fr/cases/?near=786714").context["cases"]  # Pristina, XK

    for card in cards:
        assert "si la région est la même" in card.nearness.unknown
        assert "si les groupes de revenu se ressemblent" in card.nearness.unknown
        assert "une autre région" not in card.nearness.far


def test_a_case_in_which_no_government_acts_is_not_said_to_have_other_powers(
    client, five, make_case
):
    make_case("Alone", slug="alone", local_role=["none-seen"])

    page = client.get(f"/fr/cases/?near={GUAYAQUIL}&has_role=pays")

    [card] = [card for card in page.context["cases"] if card.slug == "alone"]
    assert "aucun rôle d’un gouvernement local constaté" in card.nearness.far
    assert "avec d’autres pouvoirs" not in said(page)


def test_the_head_says_nearest_first_only_where_they_come_first(client, five):
    first = said(client.get(f"/fr/cases/?near={GUAYAQUIL}"))
    other = said(client.get(f"/fr/cases/?near={GUAYAQUIL}&sort=title"))

    assert "Les plus proches de Guayaquil" in first
    assert "C’est un ordre, pas un filtre" in first
    assert "Les plus proches de Guayaquil" not in other
    assert "Ce que chaque cas a en commun avec Guayaquil" in other
    assert "C’est un ordre, pas un filtre" not in other


@pytest.mark.parametrize("view", ["", "map/", "matrix/"])
def test_the_town_is_a_choice_that_can_be_taken_away(client, five, view):
    *_others, chip = client.get(f"/fr/cases/{view}?near={GUAYAQUIL}&country=EC").context[
        "chips"
    ]

    assert chip.label.startswith("votre ville\xa0: Guayaquil")
    assert chip.query == "?country=EC"


def test_files_have_an_order_of_their_own_and_do_not_speak_of_the_town(client, five):
    page = client.get(f"/fr/data/?near={GUAYAQUIL}&country=EC")

    assert page.status_code == 200
    assert len(page.context["chips"]) == 1
    assert "Guayaquil," not in said(page)


@pytest.mark.parametrize(("town", "says"), [(f"&near={GUAYAQUIL}", True), ("", False)])
def test_who_keeps_a_list_is_told_that_the_town_is_not_kept(client, five, town, says):
    page = said(client.get(f"/fr/selections/new/?country=EC{town}"))

    assert ("La ville et l’ordre qui en dépend ne sont pas gardés." in page) is says


def test_income_groups_are_told_with_their_source_year_and_licence(client, five):
    page = said(client.get(f"/fr/cases/?near={GUAYAQUIL}"))

    assert "Groupes de revenu : Banque mondiale, exercice 2025 (CC BY 4.0)." in page
    assert "Groupes de revenu :" not in said(client.get("/fr/cases/?near=786714"))


@pytest.mark.parametrize(("population", "words"), [(1, "1 habitant."), (2, "2 habitants.")])
def test_one_inhabitant_is_one(client, five, population, words):
    assert words in said(client.get(f"/fr/cases/?near=EC-{population}"))


@pytest.mark.parametrize("population", ["0", "50000001"])
def test_a_town_has_one_inhabitant_at_least(client, five, population):
    page = said(client.get(f"/fr/cases/?near=EC-{population}"))

    assert "au moins 1 habitant et au plus 50 millions" in page


def test_no_number_stands_for_a_city(client, five):
    page = said(client.get(f"/fr/cases/?near={GUAYAQUIL}"))

    assert "Beaucoup en commun" in page
    assert "0.8" not in page


def test_where_no_case_is_near_the_page_says_so(client, five):
    page = said(client.get("/fr/cases/?near=KE-6000&country=DE"))

    assert "Aucun cas n’a ici beaucoup en commun" in page
    assert "Aucun cas n’a ici" not in said(client.get(f"/fr/cases/?near={GUAYAQUIL}"))


def test_a_thing_that_does_not_count_is_not_told(client, five):
    [card] = client.get(f"/fr/cases/?near={GUAYAQUIL}&country=DE&weigh_place=0").context[
        "cases"
    ]

    assert "une autre région" not in card.nearness.far


def test_what_the_town_has_counts_once_it_says_so(client, five, make_case, make_lever):
    make_lever("other")
    make_case("Canteen", slug="canteen", levers=["other"], local_role=["pays"])
    order = "weigh_place=0&weigh_size=0&weigh_income=0&weigh_tier=0"

    found = listed(client, f"?near={GUAYAQUIL}&{order}&has_lever=other&has_role=pays")

    assert found[0] == "canteen"


def test_a_former_name_of_a_lever_asks_for_the_present_one(db, five, make_lever):
    FormerSlug.objects.renamed("lever", "an-old-lever", "a-lever")
    question = CaseFilter({"near": GUAYAQUIL, "has_lever": ["an-old-lever"]})

    assert question.query() == f"?near={GUAYAQUIL}&has_lever=a-lever"


# --- the order as such ------------------------------------------------------------------------

WEIGHTS = st.fixed_dictionaries({}, optional={
    f"weigh_{name}": st.integers(0, 3).map(str) for name in nearness.COUNTS
} | {
    "has_tier": st.lists(st.sampled_from(["municipal", "national"]), unique=True),
    "has_role": st.lists(st.sampled_from(["pays", "provides"]), unique=True),
    "country": st.lists(st.sampled_from(["EC", "PE", "DE"]), unique=True),
})  # fmt: skip
TOWNS = st.sampled_from([GUAYAQUIL, "DE-5000", "KE-20000000", "PE-300000"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(near=TOWNS, more=WEIGHTS)
def test_an_order_is_a_permutation_of_the_same_answer(five, near, more):
    question = CaseFilter({"near": near, **more})
    plain = CaseFilter({"country": more.get("country", [])})

    keys = list(question.ordered(Sort.NEAR))

    assert (
        sorted(keys) == sorted(plain.keys()) == sorted(question.qs.values_list("pk", flat=True))
    )
    shares = [question.answer.nearness.share(key) for key in keys]
    assert shares == sorted(shares, reverse=True)
    reasons = [Reasoner(question).reasons(key) for key in keys]
    assert all(one.step for one in reasons)
    written = question.query()
    assert CaseFilter(QueryDict(written.removeprefix("?"))).query() == written
    assert question.query(**dict.fromkeys(nearness.PARAMETERS)) == plain.query()


def test_a_near_list_costs_the_same_for_one_case_and_for_fifty(make_case, world, queries_of):
    make_case(places=[world("Quito", "EC", 2_000_000)], tier=["municipal"])
    address = f"/fr/cases/?near={GUAYAQUIL}&has_lever=a-lever"
    one, plain = queries_of(address), queries_of("/fr/cases/")
    for _ in range(49):
        make_case(places=[world("Quito", "EC", 2_000_000)], tier=["municipal"])

    assert queries_of(address) == one == plain


# --- income and size are facets too -----------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("income=high", {"bonn"}),
        ("income=upper-middle", {"quito", "lima", "cuenca"}),
        ("size=from-2m", {"quito", "nairobi"}),
        ("size=from-200k&size=from-5m", {"bonn", "lima"}),
    ],
)
def test_a_question_narrows_by_income_and_size(client, five, asked, found):
    assert set(listed(client, f"?{asked}")) == found
    values = {}
    for pair in asked.split("&"):
        name, value = pair.split("=")
        values.setdefault(name, []).append(value)
    assert set(CaseFilter(values).qs.values_list("slug", flat=True)) == found


def test_income_groups_are_those_of_the_codes():
    assert IncomeGroup.values == ["low", "lower-middle", "upper-middle", "high"]
