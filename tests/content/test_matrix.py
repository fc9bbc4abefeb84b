"""Every figure of the matrix is the number of cases that its link lists."""

import csv
import io

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cases.filters import CaseFilter
from cases.matrix import AXES, Matrix

from .files import CASES
from .test_questions import questions

any_axes = st.permutations(sorted(AXES)).map(lambda axes: axes[:2])


def listed(cell):
    asked = CaseFilter(QueryDict(cell.query))
    assert asked.is_valid()
    return set(asked.qs.values_list("pk", flat=True))


def lines_of(matrix):
    """(cells, their total) of each row and of each column, totals too."""
    rows = [(cells, total) for _row, cells, total in matrix.table]
    rows.append((matrix.totals, matrix.total))
    return [*rows, *((cells[:-1], cells[-1]) for cells in columns_of(rows))]


def columns_of(rows):
    return zip(*([*cells, total] for cells, total in rows), strict=True)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(questions(), any_axes)
@example({}, ["area", "region"])
def test_a_cell_and_a_total_count_what_their_link_lists(atlas, question, axes):
    data = QueryDict(mutable=True)
    for name, value in question.items():
        data.setlist(name, value if isinstance(value, list) else [str(value)])

    matrix = Matrix(CaseFilter(data), *axes)

    for cells, total in lines_of(matrix):
        if total.query is None:
            continue  # what has no region: its cells stand in the columns too
        assert total.count == len(listed(total)), total
        found = [listed(cell) if cell.query is not None else None for cell in cells]
        left = listed(total).difference(*(one for one in found if one is not None))
        for cell, cases in zip(cells, found, strict=True):
            assert cell.count == len(left if cases is None else cases), cell


@pytest.mark.parametrize("columns", sorted(set(AXES) - {"lever"}))
def test_the_table_to_keep_is_the_table_of_the_page(atlas, client, columns):
    page = client.get(f"/fr/cases/matrix/?rows=lever&columns={columns}")
    table = client.get(f"/fr/cases/matrix.csv?rows=lever&columns={columns}")

    kept = list(csv.reader(io.StringIO(table.getvalue().decode("utf-8-sig"))))
    shown = page.context["matrix"]
    assert [row[0] for row in kept[1:-1]] == [row.label for row, _, _ in shown.table]
    for row, (_value, cells, total) in zip(kept[1:-1], shown.table, strict=True):
        assert row[1:] == [str(cell.count) for cell in [*cells, total]]


def test_totals_count_a_case_once(atlas, client):
    matrix = client.get("/fr/cases/matrix/?rows=group&columns=theme").context["matrix"]

    assert matrix.total.count == CASES
    assert all(
        max(cell.count for cell in cells) <= total.count <= CASES
        for _row, cells, total in matrix.table
    )
