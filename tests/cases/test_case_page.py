import pytest

from cases.models import CaseOrganisation, Organisation, OrganisationKind, Result, Role
from editorial.publication import State


@pytest.fixture
def case(make_case, make_place):
    return make_case(
        "Blocs de soin",
        slug="blocs",
        places=[make_place("Bogota", "CO")],
        groups=["carers"],
        context_fr="Une femme sur trois s’occupe d’autrui\u00a0[1].",
        approach_fr="- Deux services à la fois [1].\n- Tout est gratuit [9].",
    )


def test_the_page_shows_the_facts(client, case):
    page = client.get("/fr/cases/blocs/").text

    for words in ["Blocs de soin", "Bogota", "pays CO", "carers", "A report", "A city, 2024"]:
        assert words in page


def test_a_mark_leads_to_its_source_and_the_source_back(client, case):
    page = client.get("/fr/cases/blocs/").text

    assert 'd’autrui<a class="cite" id="use-1-1" href="#source-1"' in page
    assert 'id="source-1"' in page
    assert 'href="#use-1-1"' in page
    assert 'href="#use-1-2"' in page


def test_a_mark_without_source_is_left_as_it_is(client, case):
    assert "Tout est gratuit [9]" in client.get("/fr/cases/blocs/").text


def test_a_result_shows_its_year_and_source(client, case):
    Result.objects.create(
        case=case, year=2025, source=case.sources.get(), statement_fr="27 blocs ouverts."
    )

    page = client.get("/fr/cases/blocs/").text

    assert "27 blocs ouverts." in page
    assert '<time datetime="2025">2025</time>' in page
    assert 'id="use-1-3"' in page


def test_organisations_stand_under_their_role(client, case):
    city = Organisation.objects.create(
        slug="city", name="Alcaldía", label_fr="Ville", kind=OrganisationKind.LOCAL
    )
    CaseOrganisation.objects.create(case=case, organisation=city, role=Role.LEAD)

    response = client.get("/fr/cases/blocs/")

    assert response.context["roles"] == [(Role.LEAD.label, [city])]
    assert "Ville" in response.text


def test_markdown_cannot_carry_a_script(client, make_case):
    make_case(slug="bad", context_fr="<script>alert(1)</script> [x](javascript:alert(1))")

    page = client.get("/fr/cases/bad/").text

    assert "<script>" not in page
    assert 'href="javascript' not in page


def test_a_case_with_little_known_says_so(client, make_case):
    make_case(slug="short")

    assert "contexte" not in client.get("/fr/cases/short/").text
    assert "sur\xa0: pourquoi, " in client.get("/fr/cases/short/").text


def test_a_text_in_another_language_is_marked_and_told(client, case):
    page = client.get("/en/cases/blocs/").text

    assert '<h1 lang="fr">' in page
    assert "not yet in English" in page
    assert "pas encore en français" not in client.get("/fr/cases/blocs/").text


def test_cases_nearby_come_with_the_reason(client, case, make_case):
    make_case("Voisin", slug="near", groups=["carers"])
    make_case("Loin", slug="far", levers=["other"])

    response = client.get("/fr/cases/blocs/")

    assert [near.slug for near in response.context["related"]] == ["near"]
    assert "levier" in response.context["related"][0].reason


def test_contributions_that_tell_it_are_listed(client, case, make_contribution):
    make_contribution("Un article").cases.add(case)
    make_contribution("Un brouillon", state=State.DRAFT).cases.add(case)

    page = client.get("/fr/cases/blocs/").text

    assert "Un article" in page
    assert "Un brouillon" not in page


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.ARCHIVED])
def test_what_is_not_published_is_not_found(client, make_case, state):
    make_case(slug="hidden", state=state)

    assert client.get("/fr/cases/hidden/").status_code == 404


def test_an_unknown_case_is_not_found_and_a_search_is_offered(client, db):
    response = client.get("/fr/cases/nowhere/")

    assert response.status_code == 404
    assert 'role="search"' in response.text


# 1 the case, 2 places, 3 levers, 4 groups, 5 themes, 6 sources, 7 results, 8 organisations;
# 9 related cases, 10 their places, 11 levers, 12 groups; 13 contributions, 14 their authors,
# 15 organisations, 16 levers; and the stamp of the catalogue.
def test_the_page_costs_the_same_whatever_it_shows(
    case, make_case, make_contribution, queries_of
):
    make_case(groups=["carers"])
    make_contribution().cases.add(case)
    few = queries_of("/fr/cases/blocs/")
    for _ in range(9):
        make_case(groups=["carers"])
        make_contribution().cases.add(case)
        Result.objects.create(case=case, source=case.sources.get(), statement_fr="Un.")

    assert queries_of("/fr/cases/blocs/") == few == 23


def test_a_result_that_cites_its_own_source_does_not_cite_it_twice(client, case):
    Result.objects.create(
        case=case, source=case.sources.get(), statement_fr="Un journal en compte 14 [1]."
    )

    page = client.get("/fr/cases/blocs/").text

    assert page.count('href="#source-1"') == 3


def test_what_no_source_tells_is_said(client, case):
    page = client.get("/fr/cases/blocs/").text

    assert "Aucune source n’a été trouvée sur\xa0: résultats, difficultés" in page


def test_a_page_of_what_goes_on_says_how_old_its_newest_source_is(client, case):
    case.sources.create(
        position=2, title="x", publisher="y", language="en", kind="ngo", year=2026,
        is_general=True,
    )  # fmt: skip
    assert "la plus récente" not in client.get("/fr/cases/blocs/").text

    type(case).objects.update(operation="ongoing")

    assert "La source citée la plus récente date de 2024" in client.get("/fr/cases/blocs/").text


def test_a_case_without_a_dated_source_says_nothing_of_it(client, case):
    type(case).objects.update(operation="ongoing")
    case.sources.update(year=None)

    assert "la plus récente" not in client.get("/fr/cases/blocs/").text


@pytest.mark.parametrize(
    ("identification", "documentation", "told"),
    [
        ("inferred", "partly-documented", "Déduit par la rédaction, en partie documenté"),
        ("named", "named-only", "Nommé dans la synthèse, seulement cité"),
        ("unidentified", "named-only", "Seulement cité, non identifié"),
    ],
)
def test_the_card_says_how_sure_and_how_well_documented_it_is(
    client, case, identification, documentation, told
):
    type(case).objects.update(identification=identification, documentation=documentation)

    assert f"<span>{told}</span>" in client.get("/fr/cases/").text


def test_the_documentation_stands_on_the_page(client, case):
    type(case).objects.update(documentation="well-documented")

    assert "Bien documenté" in client.get("/fr/cases/blocs/").text
