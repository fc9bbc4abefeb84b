"""Levers crossed with areas of life: what is said to have changed, by who says it.

A result stands in the cell of each lever that its case shows, under each area that it is about.
Every figure is a number of results, and leads to the page of its cell, where all of them stand.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from languages.punctuation import joined, lowered

from . import facets
from .coded_results import coded_results
from .evidence_marks import words_of_signs
from .matrix import Value
from .models import Area, Evidence, Result, ResultKind

NO_AREA = ""  # of a result that is about no area of life
# Sentences that a cell shows: of all levers, of one, and of one cell on one page.
FEW, SOME, PER_PAGE = 3, 12, 50


@dataclass
class Cell:
    """``keys``: its results, the firmest first; ``shown``: those with their texts."""

    label: str
    query: str
    keys: list
    sign: str = ""  # of the firmest
    shown: list = field(default_factory=list)

    @property
    def count(self):
        return len(self.keys)

    @property
    def sign_word(self):
        """The sign in words, for who does not see it."""
        return next((word for sign, word, _says in words_of_signs() if sign == self.sign), "")

    @property
    def left_out(self):
        return self.count - len(self.shown)

    def by_sign(self):
        """The results of each column: [[result]]"""
        columns = defaultdict(list)
        for result in self.shown:
            columns[sign_of(result.evidence)].append(result)
        return columns


class ResultsMatrix:
    """``page`` may be set: which page of the sentences, where one cell is asked for."""

    def __init__(self, question):
        self.question, self.page = question, 1
        chosen = question.chosen
        self.kinds = chosen.get("result") or [ResultKind.OUTCOME.value]
        self.areas, self.evidence = chosen.get("area"), chosen.get("evidence")

    @cached_property
    def results(self):
        """Those of the cases of the answer that the question itself asks for, each once."""
        cases = self.question.keys()
        return [
            result for result in coded_results() if result.case in cases and self._asks(result)
        ]

    @property
    def count(self):
        return len(self.results)

    @cached_property
    def case_count(self):
        return len({result.case for result in self.results})

    @cached_property
    def levers(self):
        """Those that the question leaves open."""
        chosen = self.question.chosen
        known = self.question.vocabulary
        functions = {function.pk: function for function in known.functions}
        found = []
        for lever in known.levers:
            function = functions[lever.function_id]
            if lever.slug not in chosen.get("lever", [lever.slug]):
                continue
            if function.slug not in chosen.get("function", [function.slug]):
                continue
            number = f"{function.position}.{lever.position}"
            sets = self.question.answer.case_sets(facets.LEVER.name)
            cases = sets.get(lever.slug)
            found.append(Value(
                str(lever), cases, {"lever": [lever.slug]}, hue=function.slug,
                group=str(function.short_name), number=number,
            ))  # fmt: skip
        return found

    @cached_property
    def columns(self):
        """{area: label} of those that the question leaves open; NO_AREA where one has none."""
        open_ones = {
            code: str(label)
            for code, label in Area.choices
            if not self.areas or code in self.areas
        }
        if not self.areas and any(not result.areas for result in self.results):
            open_ones[NO_AREA] = _("No area said")
        return open_ones

    @cached_property
    def table(self):
        """[(lever, its cells, how many distinct results)]"""
        return [(lever, *self._row(lever)) for lever in self.levers]

    @property
    def is_of_one_cell(self):
        return len(self.levers) == 1 and len(self.columns) == 1

    @property
    def of_one_cell(self):
        """The keys of the one cell that is asked for, to be cut in pages; else None."""
        return self.table[0][1][0].keys if self.is_of_one_cell else None

    @property
    def signs(self):
        """[(sign, word, what it says)] of the columns; that of no sign where it is needed."""
        signs = words_of_signs()
        if any(not sign_of(result.evidence) for result in self.results):
            signs.append(("", _("not said"), _("it is not clear who says it")))
        return signs

    @cached_property
    def told(self):
        """What each lever has; those without a result are left out."""
        self._read()
        told = []
        for lever, cells, count in self.table:
            rows = [
                (cell, [cell.by_sign()[sign] for sign, *_words in self.signs])
                for cell in cells
                if cell.count
            ]
            empty = [
                label
                for cell, label in zip(cells, self.columns.values(), strict=True)
                if not cell.count
            ]
            if count:
                told.append(Told(lever, rows, empty, self.signs))
        return told

    def rows_of_results(self):
        """(lever, area, primary key of a result) of every cell, in the order of the page."""
        for lever, cells, _count in self.table:
            for area, cell in zip(self.columns, cells, strict=True):
                yield from ((lever.asks["lever"][0], area, key) for key in cell.keys)

    def query(self, asks):
        return self.question.query(**asks).removeprefix("?")

    def _asks(self, result):
        return (
            result.kind in self.kinds
            and (not self.evidence or result.evidence in self.evidence)
            and (not self.areas or not set(self.areas).isdisjoint(result.areas))
        )

    def _row(self, lever):
        keys = self.question.answer.index.keys_of(lever.cases) if lever.cases else ()
        found, distinct = defaultdict(list), 0
        for result in self.results:
            if result.case in keys:
                distinct += 1
                for area in result.areas or (NO_AREA,):
                    found[area].append(result)
        cells = []
        for area, label in self.columns.items():
            asks = lever.asks | {"area": [area] if area else None}
            cells.append(Cell(
                label, self.query(asks), [result.pk for result in found[area]],
                sign=sign_of(found[area][0].evidence) if found[area] else "",
            ))  # fmt: skip
        return cells, distinct

    @property
    def most(self):
        """How many sentences a cell shows."""
        return FEW if len(self.levers) > 1 else SOME

    def _read(self):
        """The texts of the results that are shown."""
        cells = [cell for _lever, cells, _count in self.table for cell in cells]
        first = 0
        most = self.most
        if self.is_of_one_cell:
            first, most = (self.page - 1) * PER_PAGE, PER_PAGE
        keys = {key for cell in cells for key in cell.keys[first : first + most]}
        rows = Result.objects.filter(pk__in=keys).select_related("case", "source")
        texts = {result.pk: result for result in rows}
        for cell in cells:
            # One that went meanwhile is left out, as everywhere.
            shown = cell.keys[first : first + most]
            cell.shown = [texts[key] for key in shown if key in texts]


@dataclass
class Told:
    """What a lever has: rows of (cell, results of each sign)."""

    lever: Value
    rows: list
    empty: list  # labels of the areas without a result
    signs: list

    @property
    def heads(self):
        """[(sign, word, whether its column holds a sentence)]"""
        columns = zip(*(results for _cell, results in self.rows), strict=True)
        return [
            (sign, word, any(column))
            for (sign, word, _meaning), column in zip(self.signs, columns, strict=True)
        ]

    @property
    def silent_in_words(self):
        return joined([lowered(label) for label in self.empty])


def sign_of(evidence):
    return Evidence(evidence).sign if evidence else ""
