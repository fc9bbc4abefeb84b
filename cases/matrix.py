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

from .filters import CaseFilter

AXES = {
    "function": gettext_lazy("Functions"),
    "lever": gettext_lazy("Levers"),
    "region": gettext_lazy("Regions"),
    "country": gettext_lazy("Countries"),
    "group": gettext_lazy("Groups"),
    "theme": gettext_lazy("Themes"),
    "operation": gettext_lazy("Operation"),
    "decade": gettext_lazy("Decade of start"),
}


WHOLE = {"150", "009"}  # Europe and Oceania


class AxesForm(forms.Form):
    """Which two facets are crossed."""

    rows = forms.ChoiceField(choices=AXES.items(), label=gettext_lazy("Rows"))
    columns = forms.ChoiceField(choices=AXES.items(), label=gettext_lazy("Columns"))

    def clean(self):
        axes = super().clean()
        if axes.get("rows") and axes.get("rows") == axes.get("columns"):
            self.add_error("columns", _("Choose two different axes."))
        return axes


@dataclass
class Value:
    """A row or a column: its words, the cases that have it, and what it asks for."""

    label: str
    cases: object  # a set of the answer's kind
    asks: dict  # parameters that replace the question's own
    hue: str = ""
    group: str = ""  # the function of a lever
    number: str = ""


@dataclass
class Cell:
    count: int
    query: str
    label: str

    @property
    def tint(self):
        """The step of the scale: 1, 2, 3, and 4 for more."""
        return min(self.count, 4)


class Matrix:
    def __init__(self, question: CaseFilter, rows: str, columns: str):
        self.question, self.rows_axis, self.columns_axis = question, rows, columns
        self.answer = question.cases()

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
        return sum(not cell.count for _row, cells, _total in self.table for cell in cells)

    @property
    def size(self):
        return len(self.rows) * len(self.columns)

    @property
    def undated(self):
        """Cases of the answer whose decade is not known: no row or column holds them."""
        if "decade" not in (self.rows_axis, self.columns_axis):
            return 0
        years = self.question.answer.by_year().values()
        return len(self.answer) - sum(len(cases & self.answer) for cases in years)

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

    @property
    def nothing(self):
        return type(self.answer)()

    def _union(self, sets):
        return reduce(or_, sets, self.nothing)

    def _cell(self, *values):
        cases = self.answer
        asks = {}
        for value in values:
            cases = cases & value.cases
            asks |= value.asks
        label = ", ".join(value.label for value in values)
        return Cell(len(cases), self._query(asks), label)

    def _query(self, asks):
        data = self.question.data.copy()
        for name in ("rows", "columns", "page"):
            data.pop(name, None)
        for name, value in asks.items():
            data[name] = value
        return data.urlencode()

    def _values(self, axis):
        return list(self._decades() if axis == "decade" else self._choices(axis))

    def _choices(self, axis):
        having = self.question.answer.having(axis)
        for value, label in self._allowed(axis):
            cases = having[value] & self.answer if value in having else self.nothing
            if axis == "country" and not cases:
                continue  # two hundred empty rows would say nothing
            yield Value(str(label), cases, {axis: value}, **self._look(axis, value))

    def _allowed(self, axis):
        """The values that the question's own choice of this facet leaves open."""
        choices = self.question.form.fields[axis].choices
        chosen = self.question.chosen.get(axis)
        if axis == "region":
            return self._subregions(choices, chosen)
        return [choice for choice in choices if not chosen or choice[0] in chosen]

    def _subregions(self, choices, chosen):
        """Sub-regions, but Europe and Oceania as a whole until one is chosen: seventeen
        columns would be more than a sheet holds. Then what was chosen, and what is below."""
        inside = set(self.question.filters["region"].expanded(chosen)) if chosen else None
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

    def _look(self, axis, value):
        if axis == "function":
            return {"hue": value}
        if axis != "lever":
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

    def _decades(self):
        years = {
            year: cases & self.answer for year, cases in self.question.answer.by_year().items()
        }
        chosen = self.question.chosen
        for decade in sorted({year // 10 * 10 for year, cases in years.items() if cases}):
            first = max(decade, chosen.get("from", decade))
            last = min(decade + 9, chosen.get("to", decade + 9))
            yield Value(
                f"{decade}–{decade + 9}",
                self._union(
                    years[year] for year in range(decade, decade + 10) if year in years
                ),
                {"from": first, "to": last},
            )


def order_of(region, by_pk):
    """Sub-regions stand by the code of the region that holds them, then by their own."""
    line = []
    while region:
        line.insert(0, region.code)
        region = by_pk.get(region.parent_id)
    return line
