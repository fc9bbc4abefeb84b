"""The accessibility statement says what the grid says, in each language."""

import re
from itertools import groupby

import pytest

from pages.accessibility import CONFORM, NONE, NOT, grid

CRITERIA = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]  # of each of the thirteen themes


def test_the_grid_has_every_criterion_once_and_in_order():
    numbers = list(grid()["criteria"])

    assert numbers == [
        f"{theme}.{number}"
        for theme, count in enumerate(CRITERIA, start=1)
        for number in range(1, count + 1)
    ]
    assert len(numbers) == 106
    assert [theme for theme, _ in groupby(numbers, key=lambda one: one.split(".")[0])] == [
        str(number) for number in grid()["themes"]
    ]


def test_each_line_says_what_holds_how_it_was_looked_at_and_why_not():
    for number, line in grid()["criteria"].items():
        assert line["is"] in (CONFORM, NOT, NONE), number
        assert all(line[language].strip() for language in ("fr", "en", "es")), number
        assert bool(line.get("by")) == (line["is"] != NONE), number
        assert set(line.get("by", ())) <= {"axe", "browser", "tests", "read"}, number
        assert ("why" in line) == (line["is"] == NOT), number


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_page_says_level_date_failings_and_recourse(client, language):
    page = client.get(f"/{language}/accessibility/").text

    assert "2026" in page
    for number, line in grid()["criteria"].items():
        assert line[language] in page, number
        if line["is"] == NOT:
            assert line["why"][language] in page, number
    assert f"/{language}/letters/remark/" in page
    assert "defenseurdesdroits" in page


@pytest.mark.django_db
def test_every_page_leads_to_it_and_says_the_level(client):
    page = client.get("/fr/cases/").text

    assert re.search(
        r'href="/fr/accessibility/">\s*Accessibilité\s*: partiellement conforme', page
    )
