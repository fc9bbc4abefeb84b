"""A range is a kind of facet: another one is a declaration, and all follows from it."""

import pytest

from cases import facets, matrix
from cases.facet_kinds import Range
from cases.filters import CaseFilter

PLAIN = {
    "field_labels": ("First", "Last"),
    "bounds": ("at least", "at most"),
    "said": ("at least %(value)s", "at most %(value)s"),
    "invalid": "No number.",
    "outside": "Beyond all bounds.",
    "crossed": "The last is before the first.",
    "unknown": "%(count)s of unknown size",
}
END = Range(
    "end", "End year", path="end_year", first="ended_from", last="ended_to", least=1800,
    most=2100, axis="Decades of end", axis_id="end-decade", step=10, **PLAIN,
)  # fmt: skip
NORTH = Range(
    "north", "Latitude", path="latitude", ties=facets.PLACES, first="north_from",
    last="north_to", least=-90, most=90, axis="Belts", axis_id="belt", step=30, **PLAIN,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    longer = [*facets.FACETS, END, NORTH]
    monkeypatch.setattr(facets, "FACETS", longer)
    monkeypatch.setattr(matrix, "AXES", {one.axis_name: one.axis for one in longer if one.axis})


@pytest.fixture
def three(make_case, make_place):
    low, high = make_place("Bas"), make_place("Haut")
    for place, latitude in ((low, 0), (high, 50)):
        place.latitude, place.longitude = latitude, 0
        place.save()
    make_case("Un", end_year=2005, places=[low])
    make_case("Deux", end_year=2015, places=[low, high])
    make_case("Trois")


def titles(response):
    return sorted(case.title for case in response.context["cases"])


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("ended_from=2010", ["Deux"]),
        ("ended_to=2010", ["Un"]),
        ("ended_from=2005&ended_to=2015", ["Deux", "Un"]),
        ("north_from=0", ["Deux", "Un"]),
        ("north_from=-10&north_to=0", ["Deux", "Un"]),
        ("north_from=20&north_to=60", ["Deux"]),
        (
            "north_from=10&north_to=40",
            [],
        ),  # no place of its is between, though both bounds hold
    ],
)
def test_a_question_is_bound_by_it(client, three, question, found):
    response = client.get(f"/fr/cases/?{question}")

    assert titles(response) == found
    asked = response.context["question"]
    assert sorted(asked.qs.values_list("title_fr", flat=True)) == found


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("ended_from=x", "No number."),
        ("ended_to=2200", "Beyond all bounds."),
        ("ended_from=2010&ended_to=2000", "The last is before the first."),
    ],
)
def test_what_makes_no_sense_is_refused_in_its_words(client, three, question, words):
    response = client.get(f"/fr/cases/?{question}")

    assert response.status_code == 400
    assert words in response.text


def test_the_page_has_its_boxes_and_its_chips(client, three):
    response = client.get("/fr/cases/?ended_from=2010&north_to=60")

    assert 'name="ended_from" inputmode="numeric" maxlength="4" value="2010"' in response.text
    chips = {chip.label: chip.query for chip in response.context["chips"]}
    assert chips == {"at least 2010": "?north_to=60", "at most 60": "?ended_from=2010"}


def test_the_matrix_crosses_it(client, three):
    page = client.get("/fr/cases/matrix/?rows=lever&columns=end-decade&ended_to=2012")

    (column,) = page.context["matrix"].columns
    assert column.label == "2000–2009"
    assert column.asks == {"ended_from": 2000, "ended_to": 2009}
    whole = client.get("/fr/cases/matrix/?rows=lever&columns=end-decade")
    assert "1 of unknown size" in whole.text


def test_the_index_counts_what_the_database_counts(client, three):
    belts = client.get("/fr/cases/matrix/?rows=lever&columns=belt").context["matrix"]

    assert [(value.label, len(value.cases)) for value in belts.columns] == [
        ("0–29", 2),
        ("30–59", 1),
    ]
    for value in belts.columns:
        assert CaseFilter(value.asks).qs.count() == len(value.cases)
