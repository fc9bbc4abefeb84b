"""A question is written down again from what was understood, wherever a page carries it."""

import re
from html import unescape

import pytest
from django.http import QueryDict

from cases.filters import CaseFilter

ODD = [
    ("?q=+eau", "?q=eau"),
    ("?q=a&q=b", "?q=b"),
    ("?from=02015", "?from=2015"),
    ("?to=2015.0", "?to=2015"),
    ("?from=%202015+", "?from=2015"),
    ("?group=children&group=children", "?group=children"),
    ("?group=&group=children&theme=", "?group=children"),
    ("?utm_source=letter&group=children", "?group=children"),
    ("?group=women&group=children", "?group=children&group=women"),
    ("?sort=title&group=children", "?group=children&sort=title"),
]


@pytest.fixture
def some(make_case, make_place):
    for number in range(21):
        make_case(
            f"Eau b {number}", groups=["children", "women"], start_year=2015,
            places=[make_place("Lima")],
        )  # fmt: skip


def links(page):
    """The addresses of a page that carry a question."""
    found = re.findall(r'href="([^"]*\?[^"]*)"', page)
    return [unescape(address) for address in found]


@pytest.mark.parametrize(("typed", "understood"), ODD)
def test_what_asks_the_same_is_written_the_same(db, some, typed, understood):
    assert CaseFilter(QueryDict(typed[1:])).query() == understood


@pytest.mark.parametrize(("typed", "understood"), ODD)
@pytest.mark.parametrize("page", ["", "map/", "matrix/"])
def test_each_chip_takes_its_choice_away(client, some, page, typed, understood):
    chips = client.get(f"/fr/cases/{page}{typed}").context["chips"]

    assert chips
    for chip in chips:
        rest = client.get(f"/fr/cases/{page}{chip.query}").context["chips"]
        assert chip.label not in [other.label for other in rest]
        assert len(rest) == len(chips) - 1


@pytest.mark.parametrize(("typed", "understood"), ODD)
def test_no_link_of_the_page_carries_what_was_typed(client, some, typed, understood):
    page = client.get(f"/fr/cases/{typed}").text

    asked = set(understood.removeprefix("?").split("&"))
    beside = {"page", "sort"}
    for address in links(page):
        carried = address.partition("?")[2].split("&")
        assert set(filter(None, carried)) <= asked | {
            pair for pair in carried if pair.partition("=")[0] in beside
        }, address


def test_the_boxes_show_what_was_understood(client, some):
    page = client.get("/fr/cases/?q=+eau&from=02015").text

    assert 'name="from" inputmode="numeric" maxlength="4" value="2015"' in page
    assert 'value="eau"' in page


def test_the_axes_of_a_matrix_and_the_part_of_a_map_stay(client, some):
    axes = "rows=group&columns=decade"
    (chip,) = client.get(f"/fr/cases/matrix/?{axes}&group=children").context["chips"]
    assert chip.query == f"?{axes}"


def test_the_part_of_the_map_stays(client, make_case, make_place):
    make_case(groups=["children"], places=[make_place("Lima", "PE", "419", "019")])

    (chip,) = client.get("/fr/cases/map/?zoom=019&group=children").context["chips"]

    assert chip.query == "?zoom=019"


def test_other_languages_ask_the_same(client, some):
    page = client.get("/fr/cases/?q=+eau").text

    assert 'href="/en/cases/?q=eau" lang="en"' in page


def test_a_wrong_question_is_wrong_in_every_language(client, some):
    page = client.get("/fr/cases/?lever=wrong").text

    assert 'href="/en/cases/?lever=wrong" lang="en"' in page
