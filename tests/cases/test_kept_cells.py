"""Cells of the matrix are ticked, and their cases named one by one in an address."""

import pytest

from cases.kept_cells import CELLS
from cases.picked import MOST

ADDRESS = "/fr/cases/kept-cells/"


@pytest.fixture
def cases(make_case, make_place):
    make_case("Un", slug="one", levers=["a"], places=[make_place("Lima")])
    make_case("Deux", slug="two", levers=["a", "b"], places=[make_place("Lima")])
    make_case("Trois", slug="three", levers=["b"])


def test_a_cell_has_a_box_that_belongs_to_the_form(client, cases):
    page = client.get("/fr/cases/matrix/").text

    assert 'name="cell" value="lever=a&amp;region=005" form="cells"' in page
    assert f'action="{ADDRESS}"' in page


def test_the_cases_of_the_ticked_cells_are_named_once_each(client, cases):
    response = client.get(ADDRESS, {"cell": ["lever=a&region=005", "lever=b"], "to": "list"})

    assert response.status_code == 302
    way, _mark, query = response["Location"].partition("?")
    assert way == "/fr/cases/"
    assert sorted(query.split("&")) == ["case=one", "case=three", "case=two"]


@pytest.mark.parametrize(
    ("to", "way"),
    [
        ("compare", "/fr/cases/compare/"),
        ("note", "/fr/cases/note/"),
        ("nonsense", "/fr/cases/"),
        ("", "/fr/cases/"),
    ],
)
def test_they_stand_side_by_side_in_a_note_or_as_a_list(client, cases, to, way):
    response = client.get(ADDRESS, {"cell": "lever=a", "to": to})

    assert response["Location"].partition("?")[0] == way
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("query", ["", "?to=note", "?cell=from%3D2090"])
def test_no_cell_or_an_empty_one_is_told_in_words(client, cases, query):
    response = client.get(f"{ADDRESS}{query}")

    assert response.status_code == 400
    assert "Cochez au moins une case" in response.text


def test_more_cases_than_can_be_kept_are_counted(client, make_case):
    for _ in range(MOST + 2):
        make_case()

    response = client.get(ADDRESS, {"cell": "lever=a-lever"})

    assert response.status_code == 400
    assert f"{MOST + 2} cas" in response.text


def test_no_ticked_cell_is_left_out_in_silence(client, cases):
    empty = [f"lever=a&from={year}" for year in range(1801, 1801 + MOST)]

    response = client.get(ADDRESS, {"cell": [*empty, *empty, "lever=b"]})

    query = response["Location"].partition("?")[2]
    assert sorted(query.split("&")) == ["case=three", "case=two"]


def test_more_cells_than_are_read_are_told_in_words(client, cases):
    many = [f"lever=a&from={year}" for year in range(1801, 1802 + CELLS)]

    response = client.get(ADDRESS, {"cell": many})

    assert response.status_code == 400
    assert f"{CELLS + 1} sont cochées" in response.text


@pytest.mark.parametrize("cell", ["lever=none", "%00", "from=x", "lever=a&lever=%ff", "=&=&"])
def test_a_cell_that_makes_no_sense_is_never_a_fault(client, cases, cell):
    assert client.get(ADDRESS, {"cell": cell}).status_code in (302, 400)


def test_a_case_of_the_map_has_a_box(client, cases):
    page = client.get("/fr/cases/map/").text

    assert 'name="case" value="one" form="tray" aria-label="Garder' in page
    assert 'id="tray"' in page
