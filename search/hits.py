"""Which documents hold which expressions, asked of the index at once; and what that means for
the things of one kind: a document of its own, or of something it names."""

from functools import reduce
from itertools import chain
from operator import or_

from . import engines
from .expressions import Coded
from .kinds import by_kind, kinds
from .masks import mask_of, mask_of_keys
from .models import Document, Zone


class Hits:
    """{(zone, expression): numbers of documents}, of what the index is asked for."""

    def __init__(self, expressions):
        parts = dict.fromkeys(one for one in expressions if not isinstance(one, Coded))
        asked = [(zone, part) for part in parts for zone in Zone.values]
        self.numbers = dict(zip(asked, engines.rows(asked), strict=True))
        self._by_kind = {}

    def keys(self, number, zone, part):
        if (zone, part) not in self._by_kind:
            self._by_kind[zone, part] = by_kind(self.numbers[zone, part])
        return self._by_kind[zone, part].get(number, ())

    def of(self, expressions):
        """The numbers of the documents that hold any of some expressions."""
        wanted = set(expressions)
        return chain.from_iterable(
            numbers for (_zone, one), numbers in self.numbers.items() if one in wanted
        )

    def of_kind(self, number):
        """The keys of a kind that hold any of the expressions, wherever."""
        return set().union(*(self.keys(number, *asked) for asked in self.numbers))


class Ties:
    """Which things of a kind name which others, as the database says."""

    def __init__(self, kind, bit_of):
        self.kind, self.bit_of = kind, bit_of
        self._masks = {}

    def mask(self, named, keys):
        """The things that name any of some keys."""
        if named.kind.number not in self._masks:
            self._masks[named.kind.number] = self._read(named)
        masks = self._masks[named.kind.number]
        return reduce(or_, (masks[key] for key in keys if key in masks), 0)

    def column(self, name, value):
        """The things of which a column has a value."""
        keys = (
            self.kind.public().filter(**{name: value}).order_by().values_list("pk", flat=True)
        )
        return mask_of_keys(keys, self.bit_of, len(self.bit_of))

    def _read(self, named):
        found = {}
        for key, one in named.pairs(self.kind.public()):
            if (bit := self.bit_of.get(key)) is not None:
                found.setdefault(one, set()).add(bit)
        return {one: mask_of(bits, len(self.bit_of)) for one, bits in found.items()}


class Things:
    """The things of one kind as bits: where each expression stands in them, by zone.

    ``keys`` are their primary keys, ``bit_of`` gives each its bit, and ``ties`` tells which of
    them name some others.
    """

    def __init__(self, kind, bit_of, ties=None, keys=None):
        self.kind, self.bit_of = kind, bit_of
        self.keys = list(bit_of) if keys is None else keys
        self.ties = ties or Ties(kind, bit_of)
        self.size = len(bit_of)

    @classmethod
    def in_database(cls, number):
        rows = Document.objects.filter(kind=number).order_by("key")
        keys = rows.values_list("key", flat=True)
        return cls(kinds[number], {key: bit for bit, key in enumerate(keys)})

    def holding(self, hits, zone, expression):
        """The mask of those that hold an expression in a zone."""
        says, is_coded = self.holding_apart(hits, zone, expression)
        return says | is_coded

    def holding_apart(self, hits, zone, expression):
        """The same in two masks: those that say it, and those coded with what is called so."""
        if isinstance(expression, Coded):
            return 0, self._coded(expression) if zone == Zone.NAMES else 0
        masks = [self._mask(hits.keys(self.kind.number, zone, expression)), 0]
        for named in self.kind.names:
            for there, here in named.zones:
                if here == zone and (keys := hits.keys(named.kind.number, there, expression)):
                    masks[named.kind.is_code] |= self.ties.mask(named, keys)
        return tuple(masks)

    def _coded(self, expression):
        masks = [
            self.ties.column(name, value)
            for name, value in expression.rows
            if name in self.kind.columns
        ]
        masks += [
            self.ties.mask(named, [key])
            for number, key in expression.rows
            for named in self.kind.names
            if named.kind.number == number
        ]
        return reduce(or_, masks, 0)

    def anywhere(self, hits, expressions):
        """The mask of those that hold any of some expressions in any zone."""
        masks = [self.holding(hits, zone, one) for one in expressions for zone in Zone.values]
        return reduce(or_, masks, 0)

    def _mask(self, keys):
        return mask_of_keys(keys, self.bit_of, self.size)
