"""Two facets crossed: how many cases of an answer have each pair of values.

Every figure is the number of cases that its link lists. So a row stands only for values
that the question allows, and its link puts the value in the place of the question's own
choice of that facet.
"""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.punctuation import joined

from . import facets
from .case_sets import CaseSet
from .facet_kinds import Range
from .filters import CaseFilter

AXES = {facet.axis_name: facet.axis for facet in facets.FACETS if facet.axis}


WHOLE = {"150", "009"}  # Europe and Oceania
# As one reads a map: continents as everywhere on the site, parts of each from west to east.
IN_SPACE = [
    "002", "015", "202",
    "019", "021", "419",
    "142", "145", "143", "034", "035", "030",
    "150", "154", "155", "039", "151",
    "009", "053", "054", "057", "061",
]  # fmt: skip


def axes():
    return list(AXES.items())


DEFAULT_AXES = {"rows": "lever", "columns": "region"}


class AxesForm(forms.Form):
    """Which two facets are crossed."""

    rows = forms.ChoiceField(choices=axes, label=gettext_lazy("Rows"))
    columns = forms.ChoiceField(choices=axes, label=gettext_lazy("Columns"))

    def clean(self):
        axes = super().clean()
        if axes.get("rows") and axes.get("rows") == axes.get("columns"):
            self.add_error("columns", _("Choose two different axes."))
        return axes

    def changed(self):
        """The axes that are not those shown where nothing is said."""
        chosen = self.cleaned_data.items()
        return {name: axis for name, axis in chosen if axis != DEFAULT_AXES[name]}


@dataclass
class Value:
    """A row or a column: its words, the cases that have it, and what it asks for."""

    label: str
    cases: CaseSet
    asks: dict | None  # parameters that replace the question's own; None: nothing asks for it
    hue: str = ""
    group: str = ""  # the function of a lever
    number: str = ""


@dataclass
class Cell:
    count: int
    query: str | None  # None where no list has just these cases
    label: str

    @property
    def is_gap(self):
        return not self.count and self.query is not None

    @property
    def tint(self):
        """The step of the scale: 1, 2, 3, and 4 for more."""
        return min(self.count, 4)


class Matrix:
    def __init__(self, question: CaseFilter, rows: str, columns: str):
        self.question, self.rows_axis, self.columns_axis = question, rows, columns
        self.cases = question.answer.cases()

    @cached_property
    def rows(self):
        return self._values(self.rows_axis)

    @cached_property
    def columns(self):
        return self._values(self.columns_axis)

    @cached_property
    def table(self):
        """[(row, its cells, its total)]; a total counts a case once."""
        return [
            (row, [self._cell(row, column) for column in self.columns], self._cell(row))
            for row in self.rows
        ]

    @cached_property
    def totals(self):
        return [self._cell(column) for column in self.columns]

    @cached_property
    def total(self):
        return self._cell()

    @property
    def rows_label(self):
        return AXES[self.rows_axis]

    @property
    def columns_label(self):
        return AXES[self.columns_axis]

    @property
    def gaps(self):
        return sum(not cell.count for cell in self._open_cells())

    @property
    def size(self):
        return sum(1 for _cell in self._open_cells())

    def _open_cells(self):
        """Those that can be opened: to fill what belongs to no region is no aim."""
        cells = (cell for _row, cells, _total in self.table for cell in cells)
        return (cell for cell in cells if cell.query is not None)

    @property
    def repeats(self):
        """Whether a case stands in several cells: figures add up to more than a total."""
        lines = [(cells, total) for _row, cells, total in self.table]
        lines.append((self.totals, self.total))
        lines += [
            ([cells[at] for _row, cells, _total in self.table], total)
            for at, total in enumerate(self.totals)
        ]
        return any(sum(cell.count for cell in cells) > total.count for cells, total in lines)

    @property
    def undated(self):
        """How many cases of the answer no row or column holds: their number is not known."""
        if not self._range:
            return 0
        rows = (value.cases for value in self._values(self._range.axis_name))
        return len(self.cases - reduce(or_, rows, CaseSet()))

    @property
    def undated_in_words(self):
        count = self.undated
        return self._range.unknown % {"count": count} if count else ""

    @property
    def _range(self):
        crossed = map(facet_of, (self.rows_axis, self.columns_axis))
        return next((facet for facet in crossed if isinstance(facet, Range)), None)

    def records(self):
        """Rows of a table: a head, the counts, the totals."""
        yield ["", *(column.label for column in self.columns), _("Distinct cases")]
        for row, cells, total in self.table:
            yield [row.label, *(cell.count for cell in cells), total.count]
        yield [
            _("Distinct cases"),
            *(cell.count for cell in self.totals),
            self.total.count,
        ]

    def _cell(self, *values):
        cases = self.cases
        asks = {}
        for value in values:
            cases = cases & value.cases
        label = joined(value.label for value in values)
        if any(value.asks is None for value in values):
            return Cell(len(cases), None, label)
        for value in values:
            asks |= value.asks
        return Cell(len(cases), self._query(asks), label)

    def _query(self, asks):
        return self.question.query(**asks).removeprefix("?")

    def _values(self, axis):
        facet = facet_of(axis)
        sets = self.question.answer.case_sets(facet.name)
        sets = {value: cases & self.cases for value, cases in sets.items()}
        if isinstance(facet, Range):
            rows = facet.buckets(sets, self.question.chosen)
            return [Value(label, cases, asks) for label, cases, asks in rows]
        values = list(self._choices(facet, sets))
        if facet is facets.REGION:
            values += self._without_region(values)
        return values

    def _without_region(self, values):
        """The cases that none of the regions has, if any: figures add up to the whole."""
        found = reduce(or_, (value.cases for value in values), CaseSet())
        if left := self.cases - found:
            is_whole = not self.question.chosen.get("region")
            yield Value(_("No region") if is_whole else _("No part of it"), left, None)

    def _choices(self, facet, sets):
        for value, label in self._allowed(facet):
            cases = sets.get(value, CaseSet())
            if facet is facets.COUNTRY and not cases:
                continue  # two hundred empty rows would say nothing
            yield Value(label, cases, {facet.name: [value]}, **self._look(facet, value))

    def _allowed(self, facet):
        """The values that the question's own choice of this facet leaves open."""
        choices = self.question.vocabulary.labels(facet).items()
        chosen = self.question.chosen.get(facet.name)
        if facet is facets.REGION:
            return self._subregions(choices, chosen)
        return [choice for choice in choices if not chosen or choice[0] in chosen]

    def _subregions(self, choices, chosen):
        """Sub-regions, but Europe and Oceania as a whole until one is chosen: seventeen
        columns would be more than a sheet holds. Then what was chosen, and what is below."""
        inside = self.question.vocabulary.regions_inside(chosen) if chosen else None
        levels = {region.code: region for region in self.question.vocabulary.regions}
        by_pk = self.question.vocabulary.regions_by_pk
        for code, label in sorted(
            choices, key=lambda choice: order_of(levels[choice[0]], by_pk)
        ):
            if inside is None:
                wanted = code in WHOLE or (
                    levels[code].level == 2 and by_pk[levels[code].parent_id].code not in WHOLE
                )
            else:
                parent = by_pk.get(levels[code].parent_id)
                deep = levels[code].level == 3 and parent.code not in inside
                wanted = code in inside and (levels[code].level == 2 or deep)
            if wanted:
                yield code, label

    def _look(self, facet, value):
        if facet is facets.FUNCTION:
            return {"hue": value}
        if facet is not facets.LEVER:
            return {}
        lever = next(lever for lever in self.question.vocabulary.levers if lever.slug == value)
        function = next(
            function
            for function in self.question.vocabulary.functions
            if function.pk == lever.function_id
        )
        return {
            "hue": function.slug,
            "group": function.short_name,
            "number": f"{function.position}.{lever.position}",
        }


def facet_of(axis):
    return next(facet for facet in facets.FACETS if facet.axis_name == axis)


def order_of(region, by_pk):
    """Sub-regions stand after the region that holds them; those of no part of a map by code."""
    line = []
    while region:
        at = IN_SPACE.index(region.code) if region.code in IN_SPACE else len(IN_SPACE)
        line.insert(0, (at, region.code))
        region = by_pk.get(region.parent_id)
    return line
