"""A matrix in long form: one row for each cell, with keys and the words of all languages."""

from typing import NamedTuple

from django.utils import translation

from cases.filters import CaseFilter
from cases.matrix import Matrix
from languages.texts import CODES

SIDES = ("row", "column")
HEAD = [
    *(name for side in SIDES for name in (
        f"{side}_facet", side, *(f"{side}_{code}" for code in CODES)
    )),
    "count",
]  # fmt: skip


def long_rows(question, axes):
    """``axes``: {"rows", "columns": facets}. Cells of no case are there; totals are not, since
    a case may have several values."""
    said = [in_language(question, axes, code) for code in CODES]
    yield HEAD
    first = said[0]
    rows = [words(axes["rows"], key, [one.rows for one in said]) for key in first.rows]
    columns = [
        words(axes["columns"], key, [one.columns for one in said]) for key in first.columns
    ]
    for row, cells in zip(rows, first.cells, strict=True):
        for column, cell in zip(columns, cells, strict=True):
            yield [*row, *column, cell.count]


class Said(NamedTuple):
    """A matrix in one language, in whose order of words rows and columns stand."""

    rows: dict  # key: label
    columns: dict
    cells: list


def in_language(question, axes, code):
    with translation.override(code):
        matrix = Matrix(CaseFilter(question.data), **axes)
        rows, columns = (
            {key_of(value): value.label for value in values}
            for values in (matrix.rows, matrix.columns)
        )
        return Said(rows, columns, [cells for _row, cells, _total in matrix.table])


def words(facet, key, labels):
    """A row or a column: its facet, its key, what it is called in each language."""
    return [facet, key, *(labels_of[key] for labels_of in labels)]


def key_of(value):
    """What the filter is asked for; of a decade its first year; nothing of no value at all."""
    if value.asks is None:
        return ""
    asked = next(iter(value.asks.values()))
    return asked[0] if isinstance(asked, list) else asked
