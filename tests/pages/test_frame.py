"""The page that says what infrastructures of care are."""

import pytest

from infrastructures.models import Idea

ADDRESS = "/fr/infrastructures-of-care/"


@pytest.fixture
def think(db, lever):
    def think(number=1, body="Prendre soin demande des appuis.", **more):
        idea = Idea.objects.create(
            slug=f"idea-{number}",
            position=number,
            title_fr=f"Idée {number}",
            body_fr=body,
            **more,
        )
        idea.levers.add(lever)
        return idea

    return think


@pytest.fixture
def lever(make_lever):
    return make_lever("canteens")


def test_ideas_stand_in_their_order_with_their_levers(client, think):
    think(2), think(1)

    page = client.get(ADDRESS).text

    assert page.index('id="idea-1"') < page.index('id="idea-2"')
    assert "/fr/levers/canteens/" in page


def test_an_idea_leads_to_cases_that_are_published_and_to_sources(client, think, make_case):
    make_case(slug="lima")
    think(body="À [Lima](case:lima), à [Rien](case:nowhere), dit [CGLU](https://uclg.org/).")

    page = client.get(ADDRESS).text

    assert '<a href="/fr/cases/lima/">Lima</a>' in page
    assert "à Rien, dit" in page
    assert 'href="https://uclg.org/"' in page


def test_home_functions_and_levers_lead_to_it(client, think, lever):
    think()

    for page in ["/fr/", "/fr/functions/social/", "/fr/levers/canteens/"]:
        assert ADDRESS in client.get(page).text, page
    assert f"{ADDRESS}#idea-1" in client.get("/fr/levers/canteens/").text


def test_it_leads_to_the_synthesis_once_that_is_published(client, think, make_contribution):
    think()
    assert (
        "/fr/contributions/"
        not in client.get(ADDRESS).text.partition("<main")[2].partition("</main")[0]
    )

    synthesis = make_contribution(is_synthesis=True)

    link = f'<a href="{synthesis.get_absolute_url()}">Elles viennent'
    assert link in client.get(ADDRESS).text


def test_without_ideas_it_says_so(client, db):
    assert "Rien n’est encore écrit ici." in client.get(ADDRESS).text


def test_it_costs_the_same_for_one_idea_and_for_fifty(queries_of, think, make_case):
    make_case(slug="lima")
    think(1, "À [Lima](case:lima).")
    one = queries_of(ADDRESS)

    for number in range(2, 51):
        think(number, "À [Lima](case:lima).")

    assert queries_of(ADDRESS) == one == 7
