"""A card is drawn once, and shows what its rows say at the moment: a drawing is kept, a row is
not. Statements are written once: what they read is what a queryset reads."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils.translation import override

from cases.cards import cards, cards_of
from cases.models import Case, CaseLever, Cost, Group, Place, Result
from languages.addresses import in_language, known_address


@pytest.fixture
def lima(make_place):
    return make_place("Lima")


@pytest.fixture
def case(make_case, lima):
    return make_case("Crèche du marché", places=[lima], levers=["one"], groups=["children"])


def rows_change(case, lima, make_lever):
    """{what a card says: a change in the tables, told to nobody; what is read then}"""
    rows = Case.objects.filter(pk=case.pk)
    cost = {"case": case, "amount": 5, "currency": "EUR", "kind": "budget", "cites": "[1]"}
    return {
        "title": (lambda: rows.update(title_fr="Autre titre"), "Autre titre"),
        "line": (lambda: rows.update(in_short_fr="En bref"), "En bref"),
        "years": (lambda: rows.update(start_year=1999), "depuis 1999"),
        "place": (lambda: Place.objects.filter(pk=lima.pk).update(name_fr="Cusco"), "Cusco"),
        "lever": (
            lambda: CaseLever.objects.create(case=case, lever=make_lever("two")),
            'href="/fr/levers/two/"',
        ),
        "sum": (lambda: Cost.objects.create(what_fr="Tout", **cost), "5 EUR"),
        "evidence": (
            lambda: Result.objects.bulk_create([
                Result(case=case, source=case.sources.get(), kind="output",
                       evidence="press", statement_fr="Fait.")
            ]),
            "rapporté par la presse",
        ),
    }  # fmt: skip


WHAT = ["title", "line", "years", "place", "lever", "sum", "evidence"]


@pytest.mark.parametrize("what", WHAT)
def test_a_card_shows_what_its_rows_say_now(visitor, case, lima, make_lever, what):
    make_lever("two")
    change, words = rows_change(case, lima, make_lever)[what]
    first = card_in(visitor.get("/fr/cases/").text)
    assert words not in first
    assert card_in(visitor.get("/fr/cases/?drawn=before").text) == first

    change()

    assert words in card_in(visitor.get("/fr/cases/?asked=again").text)


def card_in(page):
    page = page.replace("\u202f", " ").replace("\xa0", " ")
    return page.partition('<li class="card')[2].partition("</li>")[0]


def test_a_group_that_is_taken_away_leaves_the_card(visitor, case):
    assert "children" in card_in(visitor.get("/fr/cases/").text)

    case.groups.remove(Group.objects.get(slug="children"))

    assert "children" not in card_in(visitor.get("/fr/cases/?again").text)


def test_a_kept_drawing_leads_back_to_the_question_of_each_reader(visitor, case):
    """What differs from reader to reader stands in the same drawing."""
    for question in ("lever=one", "group=children", "lever=one&group=children"):
        card = card_in(visitor.get(f"/fr/cases/?{question}").text)

        trail = f"{question}&sort=documented".replace("&", "&amp;")
        assert f'href="{case.get_absolute_url()}?{trail}"' in card
        assert 'rel="nofollow"' in card

    card = card_in(visitor.get("/fr/").text)  # which asks nothing
    assert f'href="{case.get_absolute_url()}"' in card
    assert "nofollow" not in card


def test_a_kept_drawing_is_ticked_for_those_who_chose_the_case(visitor, case):
    for _again in range(2):
        assert " checked" not in card_in(visitor.get("/fr/cases/").text)
        assert " checked" in card_in(visitor.get(f"/fr/cases/?case={case.slug}").text)


def test_a_kept_drawing_is_of_one_language(visitor, case):
    pages = [visitor.get(f"/{code}/cases/").text for code in ("fr", "en", "fr")]

    assert card_in(pages[0]) == card_in(pages[2]) != card_in(pages[1])


def test_what_one_reader_is_told_of_a_card_is_told_to_no_other(visitor, case, make_case):
    """Where the words of a question stand, why a case is near another."""
    make_case("Jardin", levers=["one"], groups=["children"])
    before = card_in(visitor.get("/fr/cases/").text)

    assert "<mark>" in card_in(visitor.get("/fr/cases/?q=crèche").text)
    assert card_in(visitor.get("/fr/cases/compare/?case=jardin").text) != before

    assert card_in(visitor.get("/fr/cases/?again=1").text) == before


@pytest.mark.django_db
def test_a_statement_written_once_reads_what_a_queryset_reads(make_case, make_place):
    place = make_place("Lima")
    made = [
        make_case(f"Cas {n}", places=[place] * (n % 2), groups=["a", "b"][: n % 3])
        for n in range(7)
    ]
    Cost.objects.create(
        case=made[3], amount=5, currency="EUR", kind="budget", cites="[1]", what_fr="Tout"
    )
    for some in (made, made[:1], made[::-1], made[2:5], []):
        keys = [case.pk for case in some]
        rows = Case.objects.published().for_cards().in_order(keys)

        assert [told(card) for card in cards_of(keys)] == [told(card) for card in cards(rows)]


def told(card):
    sums = str(card.cost), card.no_sum
    ties = [str(one) for one in [*card.levers, *card.groups]]
    return card.pk, card.title, str(card.main_place), card.best_evidence, ties, sums


@pytest.mark.django_db
def test_more_keys_than_one_statement_takes_are_read_too(make_case):
    keys = [make_case(f"Cas {n}", levers=()).pk for n in range(3)]

    found = cards_of([*keys, *range(10**6, 10**6 + 300)])

    assert [card.pk for card in found] == keys


@pytest.mark.parametrize("code", ["fr", "en", "es"])
def test_an_address_in_a_template_is_that_of_reverse(code):
    with override(code):
        for name, args in [("cases:list", []), ("cases:detail", ["some-case"])]:
            given = " ".join(f'"{part}"' for part in args)
            page = Template(f'{{% url "{name}" {given} %}}').render(Context())

            assert page == reverse(name, args=args) == known_address(name, *args)


def test_an_address_is_translated_with_its_question():
    with override("fr"):
        assert in_language("/fr/cases/?q=é&a=b?c", "en") == "/en/cases/?q=é&a=b?c"
        assert in_language("/nowhere", "en") == "/nowhere"
    with override("en"):
        assert in_language("/en/cases/", "es") == "/es/cases/"
