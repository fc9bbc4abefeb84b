"""Kept cases are put in another order or taken out, and keep the town of the reader."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

NOTE, COMPARE = "/fr/cases/note/", "/fr/cases/compare/"
TOWN = "near=EC-50000&weigh_size=0"


@pytest.fixture(autouse=True)
def ecuador(make_place):
    make_place("Loja", country="EC")


@pytest.fixture
def three(make_case):
    return [make_case(title, slug=title.lower()) for title in ("Accra", "Bogota", "Chennai")]


def asked(address):
    return parse_qsl(urlsplit(address).query)


def cases(address):
    return [value for name, value in asked(address) if name == "case"]


@pytest.mark.parametrize(
    ("move", "order", "place"),
    [
        ("up chennai", ["accra", "chennai", "bogota"], "at-chennai"),
        ("down accra", ["bogota", "accra", "chennai"], "at-accra"),
        ("out bogota", ["accra", "chennai"], "order"),
        ("up accra", ["accra", "bogota", "chennai"], "at-accra"),
        ("up nothing", ["accra", "bogota", "chennai"], "order"),
        ("\x00", ["accra", "bogota", "chennai"], "order"),
    ],
)
def test_a_button_of_the_note_leads_to_the_note_in_another_order(
    client, three, move, order, place
):
    query = "?case=accra&case=bogota&case=chennai&title=Que+faire&note-bogota=Oui"

    answer = client.post(f"{NOTE}{query}", {"move": move})

    assert answer.status_code == 302
    assert cases(answer["Location"]) == order
    assert ("title", "Que faire") in asked(answer["Location"])
    assert (("note-bogota", "Oui") in asked(answer["Location"])) is ("bogota" in order)
    assert urlsplit(answer["Location"]).fragment == place
    page = client.get(answer["Location"]).text
    assert f'id="{place}" tabindex="-1"' in re.sub(r"\s+", " ", page)
    assert [page.index(f'"up {slug}"') for slug in order[1:]] == sorted(
        page.index(f'"up {slug}"') for slug in order[1:]
    )


def test_the_last_case_of_a_note_stays(client, three):
    assert "Ordre des cas" not in client.get(f"{NOTE}?case=accra").text
    answer = client.post(f"{NOTE}?case=accra", {"move": "out accra"})
    assert cases(answer["Location"]) == ["accra"]


def test_what_the_question_was_stays_in_the_title_of_the_note(client, make_case):
    for title in ("Accra", "Bogota"):
        make_case(title, slug=title.lower(), groups=["children"])

    answer = client.post(f"{NOTE}?group=children&sort=title", {"move": "down accra"})

    assert cases(answer["Location"]) == ["bogota", "accra"]
    assert "children" in dict(asked(answer["Location"]))["title"]
    assert "group" not in dict(asked(answer["Location"]))


def test_an_order_of_the_reader_holds_beside_a_town(client, three):
    answer = client.post(f"{NOTE}?case=accra&case=bogota&{TOWN}", {"move": "up bogota"})

    page = client.get(answer["Location"])

    assert ("near", "EC-50000") in asked(answer["Location"])
    assert [case.slug for case in page.context["note"].cases] == ["bogota", "accra"]


def test_side_by_side_a_case_is_moved_both_ways_and_beside_a_town_too(client, three):
    page = client.get(f"{COMPARE}?case=accra&case=bogota&case=chennai&sort=chosen&{TOWN}")

    [(_case, first), (_other, second), (_last, third)] = page.context["columns"]
    assert set(first) == {"down", "out"}
    assert set(third) == {"up", "out"}
    assert cases(second["down"]) == ["accra", "chennai", "bogota"]
    moved = client.get(f"{COMPARE}{second['down']}")
    assert [case.slug for case in moved.context["table"].cases] == cases(second["down"])
    assert ("near", "EC-50000") in asked(second["down"])
    assert 'id="at-bogota" tabindex="-1"' in page.text
    assert cases(page.context["kept"]) == ["accra", "bogota", "chennai"]
    assert ("sort", "chosen") in asked(page.context["kept"])


@pytest.mark.parametrize("address", ["", "map/", "accra/"])
def test_what_keeps_cases_keeps_the_town(client, three, address):
    html = client.get(f"/fr/cases/{address}?{TOWN}").text

    tray = html.partition('id="tray"')[2].partition("</form>")[0]
    hidden = re.findall(r'type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', tray)
    assert sorted(hidden) == [("near", "EC-50000"), ("weigh_size", "0")]


def test_the_choice_of_those_to_compare_keeps_the_town(client, three):
    html = client.get(f"{COMPARE}?case=accra&{TOWN}").text

    assert re.search(r'type="hidden"\s+name="near"\s+value="EC-50000"', html)


def test_cells_of_the_matrix_keep_the_town(client, three):
    answer = client.get("/fr/cases/kept-cells/", {"cell": TOWN, "to": "note"})

    assert ("near", "EC-50000") in asked(answer["Location"])
