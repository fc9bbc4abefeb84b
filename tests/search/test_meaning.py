"""A question is read for what it means, not for its letters; and what is near is proposed."""

import re

import pytest

from editorial import catalogue

from . import found, reasons


def test_what_the_vocabulary_knows_finds_what_is_coded_so_and_says_so(client, older):
    response = client.get("/en/cases/", {"q": "housing for older persons"})

    assert [case.title for case in response.context["cases"]] == ["Le village"]
    assert "coded: Older persons" in response.text


def test_a_meaning_is_one_click_from_a_choice_and_one_from_leaving(client, older):
    response = client.get("/fr/cases/", {"q": "logements personnes agees"})

    [meaning] = response.context["meanings"]
    assert (meaning.facet, meaning.value, meaning.count) == ("Pour qui", "Personnes âgées", 1)
    assert meaning.chosen == "?q=logements&group=older-persons"
    assert meaning.without == "?q=logements"
    assert client.get(f"/fr/cases/{meaning.chosen}").context["question"].count == 1


def test_words_that_only_ask_weigh_nothing(client, make_case):
    make_case("Une cantine")
    make_case("La ville", summary_fr="Des villes, des exemples, des projets.")

    words = "Quelles villes ont un exemple de projet de cantine ?"
    assert found(client, words) == ["Une cantine"]
    assert found(client, "villes") == ["La ville"]


def test_the_answer_is_counted_alone_and_the_rest_follows_it(client, make_case):
    make_case("Une cantine au bord du lac")
    make_case("Une cantine")
    make_case("Un marché")

    response = client.get("/fr/cases/", {"q": "cantine lac"})

    assert [case.title for case in response.context["cases"]] == ["Une cantine au bord du lac"]
    assert response.context["question"].count == 1
    assert [case.title for case in response.context["rest"]] == ["Une cantine"]
    assert "1 autre cas a une partie de ce que vous demandez" in response.text.replace(
        "\xa0", " "
    )
    assert (
        len(client.get("/fr/cases/export.csv", {"q": "cantine lac"}).getvalue().splitlines())
        == 2
    )


def test_the_rare_word_counts_for_more_than_the_common_one(client, make_case):
    for number in range(5):
        make_case(f"Un parc, le {number}")
    make_case("Une cantine")

    assert found(client, "parc cantine volcan")[0] == "Une cantine"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("cuidadoras", "El cuidado"), ("habitantes", "El hábitat"),
        ("égalité", "Également"),
        ("abri", "Abrió"), ("solas", "Sólida"), ("cour", "Courir"),
        ("mutuelle", "Mutuellement"),
        ("marché", "Le mois de March"), ("montant", "La montagne"), ("solitude", "Solide"),
        ("aidants", "Aider"), ("sans abri", "À l’abri de la spéculation"),
        ("sin techo", "El techo"), ("homeless", "Un abri, un hogar"),
        ("garder", "Ils regardent la gare"), ("garder", "La garderie"), ("garde", "Un gardien"),
        ("regarder", "Garder des enfants"), ("gardien", "Garder"), ("garder", "Un jardin"),
        ("care", "A career"), ("cuidar", "Descuidar"), ("soigner", "Un besoin"),
        ("garderie", "Une garde-robe"), ("child-minding", "A child"),
    ],
)  # fmt: skip
def test_words_that_only_look_alike_are_no_kin(client, make_case, words, title):
    make_case(title, title_es=title, summary_fr="")

    assert found(client, words) == []


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("cuidadora", "Las cuidadoras"), ("children", "A child"), ("niña", "Los niños"),
        ("vieux", "Vieilles"), ("aidante", "Des aidants"), ("repit", "Le répit"),
        ("yeux", "Un œil"), ("sans-abri", "Personnes sans abri"), ("NYC", "New York"),
        ("homeless", "Personas sin techo"), ("heat wave", "Une canicule"),
        ("garder", "Ils gardent"), ("garder les enfants", "Des crèches"),
        ("child-minding", "Une garderie"), ("minding children", "La guardería"),
        ("housework", "Le travail domestique"), ("tareas del hogar", "Domestic work"),
        ("tâches ménagères", "Trabajo doméstico"), ("time spent", "L’emploi du temps"),
    ],
)  # fmt: skip
def test_forms_of_a_word_and_what_says_the_same_are(client, make_case, words, title):
    make_case(title, title_en=title, title_es=title)

    assert found(client, words) == [title]


@pytest.mark.parametrize(
    ("words", "said"),
    [("ola de calor", "« ola de calor »"), ("personas con discapacidad", "« personas con disc"),
     ("New-York", "« New-York »"), ("éco-anxiété", "« éco-anxiété »")],
)  # fmt: skip
def test_an_expression_is_a_reason_as_a_whole(client, make_case, words, said):
    text = "Ola de calor y personas con discapacidad: New-York, éco-anxiété."
    make_case("Titre", summary_fr=text, summary_es=text)

    assert any(said.casefold() in one.casefold() for one in reasons(client, words))


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "canicule", "“canicule” (in French)"),
        ("en", "ola de calor", "“ola de calor” (in Spanish)"),
        ("es", "ola de calor", "“ola de calor”"),
        ("fr", "canicule", "« canicule »"),
    ],
)
def test_a_reason_says_in_which_language_it_stands(client, make_case, language, words, said):
    make_case("Titre", summary_fr="Une canicule.", summary_es="Una ola de calor.")

    assert said in [one.replace("\u202f", " ") for one in reasons(client, words, language)]


def reason_on_the_page(client, address):
    page = re.sub("[\u202f\xa0]", " ", client.get(address).content.decode())
    return re.search(r'class="why">.*?</span>\s*<span\s*>(.*?)</span>\s*</p>', page, re.S)[1]


def test_words_of_another_language_are_marked_as_such(client, make_case):
    make_case("Titre", summary_fr="Une canicule.")

    told = reason_on_the_page(client, "/en/search/?q=canicule")

    assert told == '“<span lang="fr">canicule</span>” (in French)'
    assert reason_on_the_page(client, "/fr/search/?q=canicule") == "« canicule »"


def test_a_reason_is_text(client, make_case, make_place):
    make_case("Titre", places=[make_place("Ñemby <b>")])

    told = reason_on_the_page(client, "/fr/search/?q=%C3%91emby")

    assert told == "le lieu « Ñemby &lt;b&gt; »"


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("fr", "droit", "codé : Aliments, qui comprend « droit à l’alimentation »"),
        ("fr", "cantines", "codé : Aliments, qui comprend « cantines »"),
        ("fr", "droit aliments", "codé : Aliments, qui comprend « droit à l’alimentation »"),
        ("en", "droit",
         "coded: Aliments, which covers “droit à l’alimentation” (in French)"),
    ],
)  # fmt: skip
def test_other_words_of_a_subject_are_told_whole(client, make_case, language, words, said):
    """A subject does not cover a word that one of its expressions begins with."""
    case = make_case("Titre", themes=["aliments"])
    theme = case.themes.get()
    theme.label_fr, theme.alternative_names_fr = "Aliments", "droit à l’alimentation, cantines"
    theme.save()
    catalogue.changed(theme)

    assert [one.replace("\u202f", " ") for one in reasons(client, words, language)] == [said]


def test_a_place_spelled_nearly_so_comes_before_other_words(client, make_case, make_place):
    make_case("Une ville", places=[make_place("Medellín")])
    make_case("Des médecins", summary_fr="Le medecin.")

    assert found(client, "Medelin") == ["Une ville"]


@pytest.mark.parametrize("address", ["/fr/search/", "/fr/cases/"])
@pytest.mark.parametrize("typed", ["personnes agee zzzz", "personne", '"personnes zzzz"'])
def test_an_empty_answer_offers_what_is_near(client, older, address, typed):
    response = client.get(address, {"q": typed, "exact": "1"})

    assert response.context["question"].count == 0
    assert 'href="/fr/cases/?group=older-persons"' in response.text
    assert "Proposez-le" in response.text


@pytest.mark.parametrize(
    ("language", "typed", "label"),
    [("fr", "personnes â", "Personnes âgées"), ("en", "older", "Older persons"),
     ("fr", "older pers", "Older persons")],
)  # fmt: skip
def test_values_are_suggested_with_their_counts(client, older, language, typed, label):
    address = f"/{language}/search/suggestions.json"
    first, *_others = client.get(address, {"q": typed}).json()["suggestions"]

    assert first["label"] == label
    assert "1 cas" in first["note"]
    assert first["address"] == f"/{language}/cases/?group=older-persons"
