"""The finding of the front page, where there is little to count, or much."""

from cases.tally import unit_for
from pages.finding import TICKS, Row


def test_an_atlas_without_results_has_no_finding_and_no_doors(client, make_case):
    make_case()
    page = client.get("/fr/")

    assert page.status_code == 200
    assert page.context["finding"] is None
    assert page.context["ways"] == []


def test_many_results_share_a_tick():
    row = Row("reported", 399, unit_for(399, TICKS))

    assert row.unit == 5
    assert row.ticks.count("M") == 80
