"""Sets of published cases as bits, and the tables that say which case has what.

Each table is read once, by numbers: the ties of a hundred thousand cases are a million rows,
and joins would take longer than all the rest.
"""

from array import array
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from search.masks import mask_of

from .models import Case
from .ordering import AT_ONCE


class CaseSet:
    """Cases of one facet index; ``len``, ``&``, ``|`` and ``-`` as of any set."""

    __slots__ = ("mask",)

    def __init__(self, mask=0):
        self.mask = mask

    def __and__(self, other):
        return CaseSet(self.mask & other.mask)

    def __or__(self, other):
        return CaseSet(self.mask | other.mask)

    def __sub__(self, other):
        return CaseSet(self.mask & ~other.mask)

    def __len__(self):
        return self.mask.bit_count()


class Sparse(Mapping):
    """{value: CaseSet} of values that few cases have each: made from their bits when asked."""

    def __init__(self, bits, size):
        self.bits, self.size = bits, size

    def __getitem__(self, value):
        return CaseSet(mask_of(self.bits[value], self.size))

    def __iter__(self):
        return iter(self.bits)

    def __len__(self):
        return len(self.bits)


@dataclass(frozen=True, eq=False)
class Ties:
    """A table that ties cases to rows of a model: the names of its two keys, and what the
    rows are called from a case."""

    table: type
    case: str
    row: str
    model: type
    via: str


class Tables:
    """What the tables say of the cases that have a bit: {value: bits}."""

    def __init__(self, bit_of, columns):
        """``bit_of`` gives each primary key its bit; ``columns`` of the case may be asked."""
        self.bit_of, self.columns = bit_of, columns
        self.tied = cache(self.tied)

    def own(self, column):
        """{value of a column of the case: bits}; what is not known is left out."""
        if not hasattr(self, "_own"):
            by_value = self._read(Case, ["pk", *self.columns])
            self._own = dict(zip(self.columns, by_value, strict=True))
        return {value: bits for value, bits in self._own[column].items() if is_known(value)}

    def tied(self, ties):
        """{primary key of a row: bits of the cases tied to it}"""
        (by_key,) = self._read(ties.table, [ties.case, ties.row])
        return by_key

    def reached(self, ties, paths):
        """{value: bits} by paths from the tied rows, such as the country of a place."""
        by_key, found = self.tied(ties), {}
        for path in paths:
            for key, value in ties.model.objects.order_by().values_list("pk", path):
                if is_known(value) and key in by_key:
                    found.setdefault(value, []).append(by_key[key])
        return {value: chain(*those) for value, those in found.items()}

    def case_set(self, bits):
        return CaseSet(mask_of(bits, len(self.bit_of)))

    def _read(self, model, columns):
        """{value: bits} for each column but the first, which is the case."""
        found = [defaultdict(lambda: array("I")) for _column in columns[1:]]
        for case, *values in model.objects.order_by().values_list(*columns).iterator(AT_ONCE):
            if (bit := self.bit_of.get(case)) is not None:
                for by_value, value in zip(found, values, strict=True):
                    by_value[value].append(bit)
        return found


def is_known(value):
    """Zero is a fact."""
    return value not in (None, "")
