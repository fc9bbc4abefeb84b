"""Places, organisations and operations are recognised in a question, and may be chosen."""

import re

import pytest

from cases.models import CaseOrganisation, Operation, Organisation, Role
from editorial import catalogue

from . import found


@pytest.fixture
def known(make_case, make_place):
    """Two cases with a place each, one of them with an organisation, one still running."""
    lima = make_case("Le marché", places=[make_place("Lima", "PE", "005", "419")])
    make_case("L’école", places=[make_place("Tours", "FR", "155", "150")])
    who = Organisation.objects.create(
        slug="who", name="World Health Body", acronym="WHB",
        label_fr="Corps mondial de la santé", kind="international-organisation",
    )  # fmt: skip
    CaseOrganisation.objects.create(case=lima, organisation=who, role=Role.PARTNER, position=1)
    type(lima).objects.filter(pk=lima.pk).update(operation=Operation.ONGOING)
    catalogue.changed(who, lima)
    return lima


def meant(client, words, language="fr"):
    response = client.get(f"/{language}/cases/", {"q": words})
    return [(one.value, one.chosen) for one in response.context["meanings"]]


@pytest.mark.parametrize(
    ("language", "words", "query"),
    [
        ("fr", "que fait Lima ?", "?place=lima"),
        ("en", "what does the city of Lima do", "?place=lima"),
        ("es", "¿qué hace el municipio de Lima?", "?place=lima"),
        ("fr", "WHB", "?organisation=who"),
        ("en", "world health body", "?organisation=who"),
        ("es", "corps mondial de la santé", "?organisation=who"),
        ("fr", "programmes toujours en cours", "?operation=ongoing"),
        ("en", "ongoing projects", "?operation=ongoing"),
        ("es", "proyectos en curso", "?operation=ongoing"),
    ],
)
def test_it_is_one_click_from_a_choice(client, known, language, words, query):
    [(value, chosen)] = meant(client, words, language)

    assert chosen == query
    answer = client.get(f"/{language}/cases/{chosen}")
    assert [case.title for case in answer.context["cases"]] == ["Le marché"]
    assert answer.context["chips"][0].label == value


def test_a_word_that_only_looks_like_an_operation_is_none(client, known):
    assert meant(client, "un cours de cuisine arrêté par la pluie") == []


def test_what_is_chosen_by_name_stays_when_a_box_is_ticked(client, known):
    html = client.get("/fr/cases/?place=lima&organisation=who").text

    for name, value in (("place", "lima"), ("organisation", "who")):
        assert re.search(rf'type="hidden"\s+name="{name}"\s+value="{value}"', html)


@pytest.mark.parametrize("query", ["?place=nowhere", "?organisation=nobody"])
def test_a_name_that_nothing_published_has_is_refused_in_words(client, known, query):
    Organisation.objects.create(slug="nobody", name="Nobody", kind="ngo")

    response = client.get(f"/fr/cases/{query}")

    assert response.status_code == 400
    assert "nowhere" in response.text or "nobody" in response.text


@pytest.mark.parametrize(
    ("typed", "label", "address"),
    [
        ("lim", "Lima", "?place=lima"),
        ("corps mon", "Corps mondial de la santé", "?organisation=who"),
    ],
)  # fmt: skip
def test_names_are_suggested_as_choices(client, known, typed, label, address):
    suggested = client.get("/fr/search/suggestions.json", {"q": typed}).json()["suggestions"]

    assert {"label": label, "address": f"/fr/cases/{address}"}.items() <= next(
        one for one in suggested if one["label"] == label
    ).items()


def test_each_way_of_finding_is_counted_in_words(client, make_case):
    make_case("Une crèche")
    make_case("Des crèches")
    make_case("La garderie")

    html = client.get("/fr/cases/", {"q": "crèche"}).text

    assert "1 a vos mots" in html
    assert "1 les a sous une autre forme" in html
    assert "1 le dit autrement" in html
    assert "autre forme" not in client.get("/fr/cases/", {"q": "Une"}).text


@pytest.mark.parametrize("address", ["/fr/search/", "/fr/search/?q=zzzz", "/fr/cases/?q=zzzz"])
def test_a_page_without_an_answer_says_where_to_begin(client, older, address):
    html = client.get(address).text

    assert 'href="/fr/cases/?group=older-persons"' in html
    assert "Proposez-le" in html


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Le maïs", "maïs"), ("Des visites", "visite"), ("Las frutas", "fruta"),
        ("Two meetings", "meeting"), ("Neighbourhood", "neighborhoods"),
        ("Des données", "donnée"),
    ],
)  # fmt: skip
def test_a_plural_is_of_its_singular(client, make_case, title, words):
    make_case(title, title_en=title, title_es=title)

    assert found(client, words) == [title]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Mais oui", "maïs"), ("Ils marchent", "marché"), ("Il donne", "données"),
        ("Un solar", "solas"), ("Oyó", "Ọ̀yọ́"), ("The old town", "elders"),
        ("Solo una", "solas"),
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_another_word(client, make_case, title, words):
    make_case(title, title_en=title, title_es=title)

    assert found(client, words) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Le maïs", "mais"), ("Oyo", "Ọ̀yọ́"), ("Ọ̀yọ́", "oyo"), ("Łódź", "lodz"), ("Lodz", "Łódź"),
        ("Da Nang", "Đà Nẵng"), ("Une crèche", "creche"), ("Oyó", "oyo"),
    ],
)  # fmt: skip
def test_accents_may_be_left_out(client, make_case, title, words):
    make_case(title, title_en=title, title_es=title)

    assert found(client, words) == [title]
