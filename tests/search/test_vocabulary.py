"""The words of what a case names count for the case, and are written once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.filters import CaseFilter
from cases.models import CaseOrganisation, Country, Group, Organisation, Region, Role, Theme
from editorial import catalogue
from infrastructures.models import Lever
from search.models import Document, Term


def found(visitor, words, **more):
    response = visitor.get("/fr/cases/", {"q": words, **more})
    return [case.title for case in response.context["cases"]]


@pytest.fixture
def case(make_case, make_place):
    case = make_case(
        "Une crèche", places=[make_place("Lima la grande")], groups=["nourrices"],
        themes=["jardins"], levers=["cantines"], summary_fr="Au bord du lac.",
    )  # fmt: skip
    Country.objects.update(name_fr="Pérou")
    Region.objects.filter(code="419").update(name_fr="Amériques", alternative_names_fr="Andes")
    Group.objects.update(alternative_names_fr="assistantes maternelles")
    city = Organisation.objects.create(
        slug="city", name="Municipalidad Metropolitana", acronym="MML", kind="local-government"
    )
    CaseOrganisation.objects.create(case=case, organisation=city, role=Role.LEAD)
    make_case("La cantine", summary_fr="Au bord du lac.")
    tell(Country, Region, Group, Organisation)
    catalogue.changed(case)
    return case


def tell(*models):
    catalogue.changed(*(row for model in models for row in model.objects.all()))


@pytest.mark.parametrize(
    "words",
    [
        "lac Lima", "crèche Pérou", "Andes lac", "amériques jardin", "nourrice crèche",
        "maternelles lac", "cantines Lima", "MML lac", "municipalidad crèche",
        '"lima la grande"', '"municipalidad metropolitana" lac', "lac -jardins -cantine Lima",
        "physical crèche",
    ],
)  # fmt: skip
def test_words_of_a_case_and_of_what_it_names_meet(visitor, case, words):
    expected = [] if "-jardins" in words else ["Une crèche"]

    assert found(visitor, words) == expected
    titles = CaseFilter({"q": words}).qs.values_list("title_fr", flat=True)
    assert list(titles) == expected


def test_a_word_that_is_left_out_may_stand_in_a_name(visitor, case):
    assert found(visitor, "lac -lima") == ["La cantine"]


def test_a_phrase_does_not_go_on_from_a_name_into_another(visitor, case):
    assert found(visitor, '"grande Pérou"') == []


def test_a_name_weighs_less_than_a_title_and_more_than_a_text(visitor, case, make_case):
    make_case("Autre", summary_fr="Comme à Lima.")
    make_case("Lima")

    assert found(visitor, "lima") == ["Lima", "Une crèche", "Autre"]


def test_the_reason_says_the_name_in_which_the_word_is(visitor, case):
    [one] = visitor.get("/fr/cases/", {"q": "andes"}).context["cases"]

    assert "Andes" in str(one.hit.reasons[0])


def test_a_contribution_is_found_by_its_author_and_a_suggestion_by_a_place(
    visitor, case, make_contribution
):
    paper = make_contribution("Un article", author="Ada Byron")
    response = visitor.get("/fr/search/", {"q": "article byron"})
    assert response.context["contributions"] == [paper]

    suggestions = visitor.get("/fr/search/suggestions.json?q=lima+la+gra").json()["suggestions"]
    assert [one["label"] for one in suggestions] == ["Lima la grande", "Une crèche"]


# A word that only stands in what nothing public names.
UNUSED = {
    "a place": lambda make_place: make_place("Zygomorphe", country="BO", region="010"),
    "a group": lambda _make: Group.objects.create(slug="z", name_fr="Zygomorphe"),
    "a theme": lambda _make: Theme.objects.create(slug="z", name="z", label_fr="Zygomorphe"),
    "an organisation": lambda _make: Organisation.objects.create(
        slug="z", name="Zygomorphe", kind="ngo"
    ),
}


@pytest.mark.parametrize("make", UNUSED.values(), ids=UNUSED)
@pytest.mark.parametrize("typed", ["zygomorphe", "zygomorp", "zigomorphe", "Zygomorphes"])
def test_what_nothing_public_names_is_neither_found_nor_proposed(
    visitor, case, make_place, make, typed
):
    tell(type(make(make_place)))
    assert Term.objects.filter(word="zygomorphe").exists()

    for address in ("/fr/cases/", "/fr/search/", "/fr/search/suggestions.json"):
        for more in ({}, {"exact": "1"}):
            text = visitor.get(address, {"q": typed, **more}).text.lower()
            # Facets list all groups and themes, with how many cases each has: none.
            told = re.sub(r"<fieldset.*?</fieldset>", "", text, flags=re.DOTALL)
            assert "zygomorphe" not in told.replace(typed.lower(), "")


def test_what_is_near_is_not_hidden_by_what_nothing_public_names(visitor, case, make_case):
    make_case("Zygomorphie")
    tell(type(UNUSED["a group"](None)))

    assert found(visitor, "zygomorph") == ["Zygomorphie"]
    assert found(visitor, "zygomorphe") == ["Zygomorphie"]


def test_a_place_of_an_archived_case_is_found_no_more(visitor, case):
    assert found(visitor, "lima") == ["Une crèche"]

    case.archive()

    assert found(visitor, "lima") == []
    assert found(visitor, "limu") == []


def queries_of_a_rename(lever, word):
    lever.short_name_fr += f" {word}"
    lever.save()
    with CaptureQueriesContext(connection) as queries:
        catalogue.changed(lever)
    return len(queries)


def test_a_rename_costs_the_same_for_one_case_and_for_twenty(visitor, make_case):
    make_case("Une crèche", levers=["cantines"])
    lever = Lever.objects.get(slug="cantines")
    one = queries_of_a_rename(lever, "premieres")
    for _ in range(20):
        make_case("Une crèche", levers=["cantines"])
    before = dict(Document.objects.values_list("pk", "digest"))

    assert queries_of_a_rename(lever, "nouvelles") == one
    after = dict(Document.objects.values_list("pk", "digest"))
    assert [pk for pk in after if after[pk] != before[pk]] == [lever.pk * 16 + 3]
    assert len(found(visitor, "nouvelles")) == 20  # of 21, on the first page


WORDS_OF_THE_ATLAS = [
    "eau", "santé", "women", "Bogotá", "cuidado", "marché", "Inde", "Asie", "logement",
    "ville", "cooperative", "care", "day care", "Amérique latine", "WIEGO", "jardin", "-femmes",
    '"espace public"', "enfants", "gouvernance", "social", "santi*", "municipalité",
]  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(WORDS_OF_THE_ATLAS), min_size=1, max_size=3), st.booleans())
def test_masks_and_database_find_the_same(atlas, words, exact):
    question = CaseFilter({"q": " ".join(words), **({"exact": "1"} if exact else {})})

    assert set(question.qs.values_list("pk", flat=True)) == set(question.keys())
