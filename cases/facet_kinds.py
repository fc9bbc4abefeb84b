"""The kinds of facets: what a facet declares, and all that follows from it.

A kind says how a question asks for its values (form fields), which cases have them (once for
the database, once as sets), and the words for them. Whatever it is, ``asked`` is what the
question wants of it, None for nothing.
"""

from array import array
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from functools import reduce
from math import floor
from operator import or_

from django.db.models import Q

from languages.punctuation import alternatives, lowered
from search.masks import whole

from .case_sets import CaseSet, Sparse, Ties
from .facet_fields import BoundField, FacetField


class Shown(Enum):
    """How the box of a facet is ordered on the page."""

    # OWN: facet_boxes has a function for it; NAMED: none, its values are asked for by name.
    LISTED, FOLDED, BY_COUNT, OWN, NAMED = range(5)


@dataclass(frozen=True, eq=False)
class Facet:
    """``label`` of its box; ``axis`` in the matrix, for a facet that can be crossed."""

    name: str
    label: str
    _: KW_ONLY
    axis: str = ""

    @property
    def axis_name(self):
        return self.name

    def columns(self):
        """The columns of the case that it reads."""
        return []

    def in_sentence(self, labels):
        """What is asked of one of its parameters, as a part of a sentence."""
        return alternatives(labels)

    def case_sets(self, tables):
        """{value: CaseSet}"""
        return {value: tables.case_set(bits) for value, bits in self.bits(tables).items()}

    def cases_of(self, sets, asked):
        """Of {value: CaseSet} the cases that a question asks for."""
        wanted = (sets[value].mask for value in self.wanted(sets, asked) if value in sets)
        return CaseSet(reduce(or_, wanted, 0))


@dataclass(frozen=True, eq=False)
class Choices(Facet):
    """Any of some values: those of a column of the case, each with its label, or rows that
    cases are tied to, found by ``paths``; ``rows`` is their name in the vocabulary, and the
    name of the facet is that of their model."""

    values: type | None = None
    ties: Ties | None = None
    paths: tuple = ()
    rows: str = ""
    key: str = "slug"
    shown: Shown = Shown.LISTED
    box: int = 0  # where it stands on the page

    named: bool = False  # its values are names, which keep their capital

    @property
    def parameters(self):
        return (self.name,)

    def in_sentence(self, labels):
        """The words of a code begin with a capital of their own, which a sentence has not."""
        if self.values and not self.named:
            labels = [*labels[:1], *map(lowered, labels[1:])]
        return super().in_sentence(labels)

    def fields(self):
        kind = self.name if self.rows else ""
        return {self.name: FacetField(label=self.label, kind=kind)}

    def labels(self, vocabulary):
        """{value: label} in their order."""
        if self.rows:
            rows = getattr(vocabulary, self.rows)
            return {getattr(row, self.key): str(row) for row in rows}
        return {value: str(label) for value, label in self.values.choices}

    def columns(self):
        return [] if self.ties else [self.name]

    def bits(self, tables):
        return tables.reached(self.ties, self.paths) if self.ties else tables.own(self.name)

    def asked(self, chosen):
        return chosen.get(self.name)

    def wanted(self, sets, asked):
        return asked

    def condition(self, asked):
        """The same for the database, whichever path leads to one of the values."""
        return reduce(or_, (Q(**{f"{path}__in": asked}) for path in self.case_paths))

    @property
    def case_paths(self):
        return [f"{self.ties.via}__{path}" for path in self.paths] or [self.name]

    def words(self, name, asked, vocabulary):
        """(value, words) of what is asked for."""
        labels = vocabulary.labels(self)
        return [(value, labels[value]) for value in asked]


@dataclass(frozen=True, eq=False)
class ByName(Choices):
    """Rows of which there may be as many as cases, each of few: no box lists them."""

    def case_sets(self, tables):
        bits = {value: array("I", some) for value, some in self.bits(tables).items()}
        return Sparse(bits, len(tables.bit_of))


@dataclass(frozen=True, eq=False)
class Coded(Choices):
    """Values of a column that holds several codes, of the case or of rows tied to it."""

    def bits(self, tables):
        found = {}
        for codes, bits in super().bits(tables).items():
            bits = list(bits)
            for code in codes:
                found.setdefault(code, []).extend(bits)
        return found

    def condition(self, asked):
        (path,) = self.case_paths
        return reduce(or_, (Q(**{f"{path}__contains": f",{code},"}) for code in asked))


@dataclass(frozen=True, eq=False)
class Classed(Choices):
    """Classes of a number; ``values`` says the ``bounds`` of each, and which a number is
    ``of``."""

    def bits(self, tables):
        found = {}
        for number, bits in super().bits(tables).items():
            found.setdefault(self.values.of(number), []).extend(bits)
        return found

    def condition(self, asked):
        (path,) = self.case_paths
        return reduce(or_, (self._between(path, *self.values(one).bounds) for one in asked))

    def _between(self, path, least, end):
        held = Q(**{f"{path}__gte": least})
        return held if end is None else held & Q(**{f"{path}__lt": end})


@dataclass(frozen=True, eq=False)
class OrNone(Choices):
    """Values of rows tied to the case; ``none``: (value, label) of the cases without a row;
    ``only``: (value, other value, its label) of those that have rows of one value alone."""

    none: tuple = ()
    only: tuple = ()

    def labels(self, vocabulary):
        beside = {value: str(label) for value, label in (self.none, self.only[1:])}
        return beside | super().labels(vocabulary)

    def case_sets(self, tables):
        sets = super().case_sets(tables)
        everything = CaseSet(whole(len(tables.bit_of)))
        value, alone, _label = self.only
        others = (cases for one, cases in sets.items() if one != value)
        return sets | {
            self.none[0]: everything - reduce(or_, sets.values(), CaseSet()),
            alone: sets.get(value, CaseSet()) - reduce(or_, others, CaseSet()),
        }

    def condition(self, asked):
        value, alone, _label = self.only
        rows = [one for one in asked if one not in (self.none[0], alone)]
        found = super().condition(rows) if rows else Q(pk__in=[])
        if self.none[0] in asked:
            found |= Q(**{f"{self.ties.via}__isnull": True})
        if alone in asked:
            (path,) = self.paths
            others = self.ties.model.objects.exclude(**{path: value})
            others = Q(pk__in=others.order_by().values(self.ties.case))
            found |= super().condition([value]) & ~others
        return found


@dataclass(frozen=True, eq=False)
class Nested(Choices):
    """Values that contain others: a case has all that contain its own. ``lines`` gives
    {value: itself and all that contain it}."""

    lines: object = None

    def bits(self, tables):
        lines, found = self.lines(), {}
        for value, bits in super().bits(tables).items():
            bits = list(bits)
            for one in lines.get(value, [value]):
                found.setdefault(one, []).extend(bits)
        return found

    def condition(self, asked):
        inside = {value for value, line in self.lines().items() if set(line) & set(asked)}
        return super().condition(sorted(inside))


@dataclass(frozen=True, eq=False)
class Range(Facet):
    """Whole numbers between two bounds, both included: of a column of the case, or of rows
    that it is tied to, by ``path``. ``first`` and ``last`` are its two parameters.

    Words for people: ``bounds`` before each box, ``said`` of each bound in a question (with
    ``%(value)s``), ``invalid``, ``outside`` and ``crossed`` for what cannot be; ``unknown``
    for so many cases (``count``) that no row of the matrix holds.
    """

    first: str
    last: str
    path: str
    least: int
    most: int
    field_labels: tuple
    bounds: tuple
    said: tuple
    invalid: str
    outside: str
    crossed: str
    step: int  # numbers in a row of the matrix
    axis_id: str
    unknown: str = ""
    ties: Ties | None = None

    @property
    def parameters(self):
        return self.first, self.last

    @property
    def axis_name(self):
        return self.axis_id

    @property
    def length(self):
        """Signs of the longest number that a bound may be."""
        return len(str(self.most))

    def fields(self):
        words = {"invalid": self.invalid, "outside": self.outside}
        return {
            name: BoundField(label=label, min_value=self.least, max_value=self.most, **words)
            for name, label in zip(self.parameters, self.field_labels, strict=True)
        }

    def columns(self):
        return [] if self.ties else [self.path]

    def bits(self, tables):
        if self.ties:
            return tables.reached(self.ties, [self.path])
        return tables.own(self.path)

    def asked(self, chosen):
        bounds = tuple(chosen.get(name) for name in self.parameters)
        return None if bounds == (None, None) else bounds

    def wanted(self, sets, asked):
        return [number for number in sets if self._holds(number, *asked)]

    def _holds(self, number, first, last):
        return (first is None or first <= number) and (last is None or number <= last)

    def condition(self, asked):
        path = f"{self.ties.via}__{self.path}" if self.ties else self.path
        bounds = zip(("gte", "lte"), asked, strict=True)
        return Q(**{f"{path}__{way}": bound for way, bound in bounds if bound is not None})

    def fault(self, chosen):
        """What is wrong with the two bounds together, in words."""
        first, last = (chosen.get(name) for name in self.parameters)
        return self.crossed if None not in (first, last) and first > last else ""

    def words(self, name, asked, vocabulary):
        said = self.said[self.parameters.index(name)]
        return [(asked, said % {"value": asked})]

    def buckets(self, sets, chosen):
        """(label, cases, what it asks for) of each row of the matrix that has a number; the
        question's own bounds cut the first and the last one."""
        first, last = (chosen.get(name) for name in self.parameters)
        rows = {}
        for number, cases in sets.items():
            if cases and self._holds(number, first, last):
                start = floor(number / self.step) * self.step
                rows.setdefault(start, []).append(cases)
        for start, found in sorted(rows.items()):
            end = start + self.step - 1
            asks = {
                self.first: start if first is None else max(start, first),
                self.last: end if last is None else min(end, last),
            }
            yield f"{start}–{end}", reduce(or_, found), asks
