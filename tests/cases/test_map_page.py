"""The map of an answer, its index, and the locators."""

import re

import pytest

from cases.models import Place, PlaceKind

LIMA, CALLAO, PARIS = (-12.05, -77.04), (-12.06, -77.12), (48.86, 2.35)


@pytest.fixture
def make_point(make_place):
    """make_point("Lima", LIMA, kind=…): a place with coordinates."""

    def make(name="Lima", at=LIMA, kind=PlaceKind.CITY, **above):
        place = make_place(name, **above)
        place.latitude, place.longitude, place.kind = *at, kind
        place.save()
        return place

    return make


def links(page):
    """[(address, accessible name)] of the points of the sheet."""
    sheet = page[page.index('<svg class="world"') :].partition("</svg></div>")[0]
    return re.findall(r'<a [^>]*href="([^"]*)"><title>(.*?)</title>', sheet)


def test_a_case_alone_is_its_mark_and_a_link_to_it(client, make_case, make_point):
    case = make_case("Des jardins", slug="gardens", places=[make_point()],
                     identification="inferred")  # fmt: skip

    page = client.get("/fr/cases/map/").text

    assert links(page) == [(case.get_absolute_url(), "Lima\u00a0: Des jardins")]
    assert '<use class="pt" href="#m-physical-inferred"' in page


def test_neighbours_are_gathered_in_a_ring_that_leads_to_their_list(
    client, make_case, make_lever, make_point
):
    make_lever("one", "physical")
    make_lever("two", "social")
    make_case("Ici", levers=["one"], places=[make_point("Lima", LIMA)])
    make_case("Là", levers=["two"], places=[make_point("Callao", CALLAO)])

    response = client.get("/fr/cases/map/")

    [ring] = response.context["map"].gatherings
    assert links(response.text) == [("#ring-1", "2 cas\u00a0: Lima, Callao")]
    assert [function for function, _path in ring.arcs()] == ["physical", "social"]
    listed = response.text.partition('id="ring-1"')[2].partition("</section>")[0]
    assert "Ici" in listed
    assert "Là" in listed


def test_a_case_with_two_places_far_apart_stands_at_both(client, make_case, make_point):
    make_case("Deux villes", places=[make_point("Lima"), make_point("Paris", PARIS)])

    response = client.get("/fr/cases/map/")

    assert len(links(response.text)) == 2
    assert [line.site.slug for line in response.context["map"].index] == ["lima", "paris"]


def test_a_case_with_two_places_close_together_is_one_mark(client, make_case, make_point):
    make_case("Un port", places=[make_point("Lima"), make_point("Callao", CALLAO)])

    page = client.get("/fr/cases/map/").text

    assert [name for _address, name in links(page)] == ["Lima, Callao\u00a0: Un port"]


def test_what_has_no_point_is_listed_beside(client, make_case, make_place):
    make_case("Un réseau")
    make_case("Sans coordonnées", places=[make_place("Lima")])

    response = client.get("/fr/cases/map/")

    assert links(response.text) == []
    beside = response.text.partition('class="unplaced"')[2].partition("</section>")[0]
    assert "Un réseau" in beside
    assert "Sans coordonnées" in beside
    assert "Lima" in beside


def test_an_area_is_said_to_be_one(client, make_case, make_point):
    make_case("Une loi", places=[make_point("Pérou", kind=PlaceKind.COUNTRY)])

    page = client.get("/fr/cases/map/").text

    assert [name for _address, name in links(page)] == ["Pérou (territoire)\u00a0: Une loi"]
    assert "<small>territoire, marqué en son milieu</small>" in page


def test_the_index_gives_the_cell_of_a_place(client, make_case, make_point):
    make_case(places=[make_point("Lima")])

    assert '<td class="g num">D4</td>' in client.get("/fr/cases/map/").text


def test_the_map_answers_the_question(client, make_case, make_point):
    make_case("Oui", groups=["children"], places=[make_point("Lima")])
    make_case("Non", places=[make_point("Paris", PARIS)])

    page = client.get("/fr/cases/map/?group=children").text

    assert [name for _address, name in links(page)] == ["Lima\u00a0: Oui"]


@pytest.mark.parametrize("view", ["", "map/", "matrix/"])
def test_list_map_and_matrix_lead_to_each_other_and_keep_the_question(client, make_case, view):
    make_case(groups=["children"])

    page = client.get(f"/fr/cases/{view}?group=children&page=1").text

    for other in {"", "map/", "matrix/"} - {view}:
        assert f'href="/fr/cases/{other}?group=children"' in page


def test_the_facets_of_the_map_ask_the_map(client, make_case, make_point):
    make_case(places=[make_point()])

    form = client.get("/fr/cases/map/?zoom=419").text.partition('<form class="facets"')[2]

    assert 'action="/fr/cases/map/"' in form.partition(">")[0]
    assert '<input type="hidden" name="zoom" value="419">' in form


# --- nearer -----------------------------------------------------------------------------


def test_a_region_is_a_sheet_of_its_own(client, make_case, make_point):
    make_case("Près", places=[make_point("Lima")])
    make_case("Loin", places=[make_point("Paris", PARIS, country="FR", region="155",
                                         within="150")])  # fmt: skip

    response = client.get("/fr/cases/map/?zoom=419")

    assert [name for _address, name in links(response.text)] == ["Lima\u00a0: Près"]
    assert response.context["map"].places_beyond == 1
    assert "Loin" in response.text.partition('<div class="index">')[2]


def test_neighbours_part_when_the_reader_comes_nearer(client, make_case, make_point):
    above = {"country": "FR", "region": "155", "within": "150"}
    make_case("A", places=[make_point("Paris", PARIS, **above)])
    make_case("B", places=[make_point("Tours", (47.39, 0.68), **above)])

    assert len(links(client.get("/fr/cases/map/").text)) == 1
    assert len(links(client.get("/fr/cases/map/?zoom=155").text)) == 2


def test_the_links_to_parts_of_the_world_keep_the_question(client, make_case, make_point):
    make_case(groups=["children"], places=[make_point("Lima")])

    page = client.get("/fr/cases/map/?group=children").text

    assert 'href="?group=children&amp;zoom=419"' in page


@pytest.mark.parametrize("zoom", ["999", "abc", "005x", "<b>"])
def test_an_unknown_part_of_the_world_is_refused_in_words(client, make_case, make_point, zoom):
    make_case(places=[make_point()])

    response = client.get("/fr/cases/map/", {"zoom": zoom})

    assert response.status_code == 400
    assert "n’est pas le code M49" in response.text
    assert 'href="?zoom=419"' in response.text
    assert "<b>" not in response.text.partition('role="alert"')[2].partition("<ul")[0]


def test_a_question_that_makes_no_sense_is_refused(client, make_case):
    make_case()

    response = client.get("/fr/cases/map/?lever=none&zoom=419")

    assert response.status_code == 400
    assert "none" in response.text.partition('class="refusal"')[2]


# --- cost -------------------------------------------------------------------------------


# The stamp of the catalogue, with which the map of all cases is kept. For a question, the
# cases: those in a ring or alone on the sheet, those of the index.
def test_the_map_costs_the_same_for_one_case_and_for_fifty(make_case, make_point, queries_of):
    def add():
        make_case(places=[make_point("Lima")], groups=["children"], themes=["food"])

    add()
    one = queries_of("/fr/cases/map/")
    for _ in range(49):
        add()

    assert queries_of("/fr/cases/map/") == one == 1
    assert queries_of("/fr/cases/map/?group=children") == 3


# --- locators ---------------------------------------------------------------------------


def test_a_place_keeps_the_drawing_of_its_coast(make_point):
    place = Place.objects.get(pk=make_point("Lima").pk)

    assert place.outlines.land
    assert place.outlines.graticule


def test_the_drawing_follows_the_place(make_point):
    place = make_point("Lima", LIMA)
    before = place.locator

    place.latitude, place.longitude = PARIS
    place.save(update_fields=["latitude", "longitude"])
    elsewhere = Place.objects.get(pk=place.pk).locator
    place.kind = PlaceKind.COUNTRY
    place.save()
    wider = place.locator
    place.latitude = place.longitude = None
    place.save()

    assert len({before, elsewhere, wider}) == 3
    assert place.outlines is None


def test_the_country_of_the_case_stands_out(make_point):
    place = make_point("Lima")
    place.country.m49 = "604"
    place.country.save()
    place.save()

    assert place.outlines.home


def test_a_card_without_a_point_keeps_the_bare_grid(client, make_case, make_point):
    make_case("Ici", places=[make_point()])
    make_case("Un réseau")

    page = client.get("/fr/cases/").text

    assert page.count('<svg class="locator ') == 2
    assert page.count('<path class="land"') == 1
    assert 'aria-label="Lima, carreau D4 de la planche"' in page
