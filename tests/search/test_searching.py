"""What a reader types and what is found, through the list."""

import pytest

from cases.filters import CaseFilter
from editorial import catalogue

from . import found, reasons


@pytest.mark.parametrize(
    "words",
    [
        "creche", "CRÈCHES", "crèche marché", "guardería", "day care", "garderie",
        '"crèche au marché"', "crech*", "marché -cantine", "criche",
    ],
)  # fmt: skip
def test_a_case_is_found_by_words_near_its_own(client, make_case, words):
    make_case("Une crèche au marché")
    make_case("La cantine")

    assert found(client, words) == ["Une crèche au marché"]


@pytest.mark.parametrize("words", ["21st", "1500", "1 500", "UNAM", "U.N.A.M.", "coproduction"])
def test_digits_acronyms_and_hyphens(client, make_case, words):
    make_case("Un", summary_en="The 21st: 1,500 people of U.N.A.M. in co-production.")
    make_case("Deux")

    assert found(client, words) == ["Un"]


def test_words_of_several_languages_meet_in_one_case(client, make_case):
    make_case("Une crèche", summary_en="At the harbour.")

    assert found(client, "guardería harbour") == ["Une crèche"]


@pytest.mark.parametrize(
    ("words", "title"),
    [("répit", "Le répit"), ("repit", "Le répit"), ("repas", "Des repas"),
     ("loyer", "Les loyers"), ("loi", "La loi"), ("casa", "La casa")],
)  # fmt: skip
def test_an_end_that_only_looks_like_a_suffix_is_not_cut(client, make_case, words, title):
    for one in ["Le répit", "Des repas", "Les loyers", "La loi", "El caso", "La casa"]:
        make_case(one, title_es=one)

    assert found(client, words) == [title]


def test_a_phrase_in_quotes_is_kept_together(client, make_case):
    make_case("Le droit de la ville")
    make_case("La ville et le droit")

    assert found(client, '"droit de la ville"') == ["Le droit de la ville"]


def test_exact_words_are_neither_stemmed_nor_replaced(client, make_case):
    make_case("Une crèche")
    make_case("Des crèches")

    assert found(client, "creches", exact="1") == ["Des crèches"]
    assert found(client, "guardería", exact="1") == []


def test_a_minus_leaves_out(client, make_case):
    make_case("Eau et ville")
    make_case("Eau et lac")

    assert found(client, "eau -lac") == ["Eau et ville"]


def test_a_title_that_has_the_words_comes_before_a_text_that_has_them(client, make_case):
    make_case("Autre", summary_fr="Il y est question de la renaturation.")
    make_case("Renaturation")

    assert found(client, "renaturation") == ["Renaturation", "Autre"]
    assert found(client, "renaturation", sort="title") == ["Autre", "Renaturation"]


def test_when_nothing_has_all_the_words_the_nearest_are_shown_and_told(client, make_case):
    make_case("Une crèche")

    response = client.get("/fr/cases/", {"q": "crèche volcan"})

    assert [case.title for case in response.context["cases"]] == ["Une crèche"]
    assert "Aucun cas n’a tout ce que vous demandez" in response.text


def test_a_quoted_phrase_is_never_given_up(client, make_case):
    make_case("Une crèche")

    assert found(client, 'crèche "au volcan"') == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("crèche", "« crèche »"),
        ("crèches", "autre forme de"),
        ("daycare", "autre mot pour"),
        ("renatu", "commence par"),
        ("creshe", "écrit presque"),
        ("lima", "le lieu"),
    ],
)
def test_each_reason_is_told_in_words(client, make_case, make_place, words, said):
    make_case("Une crèche renaturée", places=[make_place("Lima")])

    assert any(said in reason for reason in reasons(client, words))


def test_the_extract_is_marked_in_the_language_that_has_the_words(client, make_case):
    make_case("Titre", summary_fr="Rien.", summary_es="Hay un <b>mercado</b> grande.")

    html = client.get("/fr/cases/", {"q": "mercado"}).text

    assert '<p class="extract" lang="es">' in html
    assert "&lt;b&gt;<mark>mercado</mark>&lt;/b&gt;" in html


def test_relevance_is_an_order_only_where_there_are_words(client, make_case):
    make_case("Une crèche")

    assert "sort=relevance" in client.get("/fr/cases/?q=cr%C3%A8che").text
    assert "sort=relevance" not in client.get("/fr/cases/").text
    assert client.get("/fr/cases/?sort=relevance").status_code == 200


def test_no_answer_proposes_what_would_have_one(client, make_case, make_place):
    make_case("Une crèche", places=[make_place("Lima")])
    make_place("Accra", "GH", "011", "002")

    html = client.get("/fr/cases/", {"q": "crèche", "region": "002"}).text

    assert 'href="/fr/cases/?q=cr%C3%A8che"' in html


def test_the_results_have_a_group_for_each_kind(
    client, make_case, make_contribution, make_lever
):
    lever = make_lever("canteens")
    lever.short_name_fr = "Cantines"
    lever.save()
    make_case("Cantine du marché", levers=["canteens"])
    make_contribution("Des cantines")
    catalogue.changed(lever)

    response = client.get("/fr/search/", {"q": "cantine"})

    assert [case.title for case in response.context["cases"]] == ["Cantine du marché"]
    assert response.context["levers"] == [lever]
    assert [one.title for one in response.context["contributions"]] == ["Des cantines"]


def test_suggestions_complete_the_last_word(client, make_case):
    case = make_case("Une crèche au marché")

    [one] = client.get("/fr/search/suggestions.json?q=une+cre").json()["suggestions"]

    assert one == {
        "label": "Une crèche au marché",
        "language": "fr",
        "address": case.get_absolute_url(),
    }
    assert client.get("/fr/search/suggestions.json").json() == {"suggestions": []}


@pytest.mark.parametrize("typed", ["guarderrie", "Guarderrie", "GUARDERRIE", "guarderrié"])
def test_a_spelling_is_proposed_whatever_the_capitals(client, make_case, typed):
    make_case("Une guarderie")

    response = client.get("/fr/cases/", {"q": typed, "exact": "1"})

    assert any("q=guarderie&" in one.query + "&" for one in response.context["attempts"])


def test_a_spelling_is_proposed_in_the_place_of_its_word_alone(client, make_case):
    make_case("Une salle et des cantines", summary_fr="Une cantinesalee.")

    response = client.get("/fr/cases/", {"q": "cantinesalee salee", "exact": "1"})

    [one] = [one for one in response.context["attempts"] if "salle" in one.query]
    assert "q=cantinesalee+salle" in one.query


def test_a_word_before_one_with_a_hyphen_is_a_word_of_its_own(client, make_case):
    make_case("Eau", summary_fr="La co-production.")

    query = CaseFilter({"q": "eau co-production"}).search.query

    assert [group.asked for group in query.groups] == ["eau", "co-production"]
