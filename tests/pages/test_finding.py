"""The finding of the front page, where there is little to count, or much."""

import pytest

from cases.models import Result
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


@pytest.mark.parametrize("kind", ["rule", "recognition", "forecast", "input", "context"])
def test_what_is_no_result_is_not_counted_as_one(client, make_case, kind):
    case = make_case()
    source = case.sources.get()
    for own in ["output", "outcome", "finding", kind]:
        Result.objects.create(
            case=case, source=source, statement_fr="Fait.", kind=own, evidence="compared"
        )

    told = client.get("/fr/").context["finding"]

    assert (told.results, told.compared) == (3, 3)
