"""What sums say beside themselves: how large they are, roughly, and for each inhabitant."""

from datetime import date
from decimal import Decimal

import pytest

from cases.filters import CaseFilter
from cases.models import Case, Cost
from cases.orders_of_size import order_of, rates, words
from cases.per_inhabitant import PerInhabitant

RATE = Decimal("88.171")  # of the Indian rupee on 30 December 2022


@pytest.fixture
def make_cost():
    def make(case, amount=1_000_000, currency="INR", year_to=2022, kind="budget", **fields):
        return Cost.objects.create(
            case=case, amount=amount, currency=currency, year_to=year_to, kind=kind,
            cites="[1]", what_fr="Le tout", **fields,
        )  # fmt: skip

    return make


def test_a_sum_is_shown_as_written_and_its_order_with_rate_and_day(
    client, make_case, make_cost
):
    case = make_case()
    make_cost(case)

    page = client.get(case.get_absolute_url()).text

    assert "1 000 000 INR" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert "Ordre de grandeur\xa0: dizaines de milliers d’euros" in page
    assert "88,171 INR" in page
    assert "30 décembre 2022" in page


@pytest.mark.parametrize(
    ("currency", "year"), [("EUR", 2022), ("ARS", 2022), ("INR", None), ("INR", 1850)]
)
def test_without_a_rate_nothing_is_guessed(client, make_case, make_cost, currency, year):
    case = make_case()
    make_cost(case, currency=currency, year_to=year)

    assert "Ordre de grandeur\xa0:" not in client.get(case.get_absolute_url()).text


@pytest.mark.parametrize(
    ("amount", "exponent"),
    [("0.5", -1), ("1", 0), ("9.99", 0), ("10", 1), ("999", 2), ("1000", 3), ("1e12", 9)],
)
def test_an_order_is_a_power_of_ten(amount, exponent):
    assert order_of(Cost(amount=Decimal(amount), currency="EUR")).exponent == exponent
    assert words(exponent)


def test_a_range_has_the_order_of_its_middle():
    cost = Cost(amount=Decimal(60), amount_to=Decimal(200), currency="EUR")

    assert order_of(cost).exponent == 2


def test_nothing_has_no_order():
    assert order_of(Cost(amount=Decimal(0), currency="EUR")) is None


def test_the_last_rate_of_a_year_is_taken():
    rate = rates()["INR", 2022]

    assert (rate.per_euro, rate.day) == (RATE, date(2022, 12, 30))


def test_a_sum_of_a_place_is_said_for_each_inhabitant(client, make_case, make_place, make_cost):
    place = make_place("Lima")
    counted = {"population": 500_000, "population_year": 2020, "population_source": "Cens"}
    type(place).objects.filter(pk=place.pk).update(**counted)
    case = make_case(places=[place])
    make_cost(case)

    page = client.get(case.get_absolute_url()).text.replace("\xa0", " ").replace("\u202f", " ")

    assert "2,00 INR par personne (Lima : population de 500 000, 2020)" in page


@pytest.mark.parametrize(
    ("amount", "each"),
    [
        ("999999", "2,00"),
        ("99990000", "200"),
        ("49999999", "100,00"),
        ("3000", "0,006"),
        ("0", "0,00"),
    ],
)
def test_a_sum_for_each_inhabitant_is_rounded_not_cut_off(make_place, amount, each):
    place = make_place("Lima")
    place.population, place.population_year = 500_000, 2020

    told = PerInhabitant(Decimal(amount) / 500_000, "INR", place).in_words

    assert told.startswith(f"{each} INR")


@pytest.mark.parametrize("kind", ["price", "pay", "unit-cost", "wider", "revenue"])
def test_a_price_is_not_said_for_each_inhabitant(
    client, make_case, make_place, make_cost, kind
):
    place = make_place("Lima")
    counted = {"population": 500_000, "population_year": 2020, "population_source": "Cens"}
    type(place).objects.filter(pk=place.pk).update(**counted)
    case = make_case(places=[place])
    make_cost(case, kind=kind)

    assert "par personne" not in client.get(case.get_absolute_url()).text


def test_without_a_population_or_with_two_places_it_is_not_said(
    client, make_case, make_place, make_cost
):
    case = make_case(places=[make_place("Lima"), make_place("Cusco")])
    make_cost(case)

    assert "par personne" not in client.get(case.get_absolute_url()).text


def test_a_list_shows_the_sum_that_tells_most_of_the_whole(client, make_case, make_cost):
    case = make_case()
    make_cost(case, 5, kind="price", position=1)
    make_cost(case, Decimal("12.5"), kind="investment", amount_to=20, position=2)
    make_cost(case, 7_000_000, kind="wider", position=3)
    make_case("Sans chiffre")

    page = client.get("/fr/cases/").text

    assert "12,5–20 INR" in page.replace("12,50", "12,5")
    assert "≈" in page
    assert "Aucune somme trouvée" in page


def test_no_sum_found_can_be_asked_for(client, make_case, make_cost):
    make_cost(make_case("Chiffré"))
    make_case("Sans chiffre")

    page = client.get("/fr/cases/?money=none").text

    assert "Sans chiffre" in page
    assert "Chiffré" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/fr/cases/",
        "/fr/cases/partage/",
        "/fr/cases/note/?case=partage",
        "/fr/cases/?money=not-alone",
    ],
)
def test_a_sum_for_more_than_the_case_is_none_of_its_own(client, make_case, make_cost, address):
    shared = make_case("Partagé", slug="partage")
    make_cost(shared, 7_000_000, kind="wider")
    make_cost(shared, 8_000_000, kind="wider", position=2)
    both = make_case("Les deux", slug="both")
    make_cost(both, 7_000_000, kind="wider")
    make_cost(both, 9_000, kind="budget", position=2)

    page = client.get(address).text

    assert "Aucune somme pour ce seul cas" in page
    told = page.partition('<ul class="cards')[2].partition('class="tray')[0]
    assert "Aucune somme trouvée" not in told  # the box of the facet says it
    if "money" in address:
        assert "Partagé" in page
        assert "Les deux" not in page


def test_no_sum_for_the_case_alone_is_asked_of_the_database_too(client, make_case, make_cost):
    make_cost(make_case("Partagé", slug="shared"), kind="wider")
    make_cost(make_case("Chiffré", slug="own"))
    make_case("Sans chiffre", slug="nothing")

    for asked, slugs in [
        (["not-alone"], {"shared"}), (["not-alone", "none"], {"shared", "nothing"}),
        (["not-alone", "budget"], {"shared", "own"}), (["wider"], {"shared"}),
        (["none"], {"nothing"}),
    ]:  # fmt: skip
        question = CaseFilter({"money": asked})
        assert {case.slug for case in question.qs} == slugs
        assert {case.slug for case in Case.objects.filter(pk__in=question.ordered())} == slugs


def test_sums_side_by_side_have_their_order(client, make_case, make_cost):
    cases = [make_case(slug="one"), make_case(slug="two")]
    make_cost(cases[0])

    assert "dizaines de milliers" in client.get("/fr/cases/compare/?case=one&case=two").text
