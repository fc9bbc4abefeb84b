"""A figure on a page is the number of cases that its link opens."""

import re

import pytest

FIGURES = """cells => cells.map(
  cell => [cell.href, parseInt(cell.textContent.match(/\\d+(?!.*\\d)/s))])"""  # the last number
COUNT = re.compile(r'<h1>\s*<span class="num">(\d+)</span>')


def listed(page, address):
    """How many cases the list at an address says it has."""
    return int(COUNT.search(page.request.get(address).text())[1])


@pytest.mark.parametrize(
    "question",
    ["", "?rows=group&columns=operation&function=social", "?rows=function&from=2010"],
)
def test_every_figure_of_the_matrix_opens_a_list_of_so_many(browse, question):
    page = browse(f"/fr/cases/matrix/{question}")
    cells = page.locator(".matrix td a").evaluate_all(FIGURES)

    assert len(cells) > 10
    assert [cell for cell in cells if listed(page, cell[0]) != cell[1]] == []


@pytest.mark.parametrize("question", ["", "?function=social", "?region=019&group=children"])
def test_the_map_and_its_index_hold_the_cases_of_the_list(browse, question):
    page = browse(f"/fr/cases/map/{question}")
    cases = "links => [...new Set(links.map(link => new URL(link.href).pathname))]"

    on_the_map = page.locator(".index .marked a").evaluate_all(cases)
    beside = page.locator(".unplaced .marked a").evaluate_all(cases)

    assert len({*on_the_map, *beside}) == listed(page, f"/fr/cases/{question}")
