"""A search: what a reader typed, asked of the index of terms, for every kind at once."""

from functools import cached_property

from languages.texts import CODES

from . import engines, spelling
from .expressions import Phrase, either
from .masks import bits_of, mask_of
from .models import STRIDE, Document, Zone, key_of, number_of
from .query import WORD, Group, Level, parse
from .ranking import Found, ranking
from .synonyms import expression_of

WEIGHTS = {Zone.TITLE: 10, Zone.NAMES: 6, Zone.SUMMARY: 4, Zone.BODY: 1}


class Search:
    """The answer for any kind, asked of the database once.

    ``exact``: the words as typed, without regard to case and accents, and nothing else.
    """

    def __init__(self, typed, exact=False):
        self.typed, self.exact = typed, exact
        self.query = parse(typed, exact)

    @cached_property
    def found(self):
        """[(group, [(weight, numbers of documents)])] of all that is asked for."""
        groups = [*self.query.groups, *self._whole()]
        found = _ask(groups)
        unknown = [group for group, ways in found if self._may_be_close(group, ways)]
        if unknown:
            spelling.extend(unknown)
            again = dict(zip(map(id, unknown), _ask(unknown), strict=True))
            found = [again.get(id(group), (group, ways)) for group, ways in found]
        return found

    @cached_property
    def excluded(self):
        return [
            number
            for _group, ways in _ask(self.query.excluded)
            for _w, some in ways
            for number in some
        ]

    def _whole(self):
        """All the words next to one another: not asked for, but better."""
        groups = self.query.groups
        if self.exact or len(groups) < 2 or any(group.is_phrase for group in groups):
            return []
        words = tuple(word for group in groups for word in group.words)
        stems = (Phrase(found) for c in CODES if len(found := expression_of(words, c)) > 1)
        ways = [Level(WORD, 0.5, near)] if (near := either(stems)) else []
        self._bonus = Group(self.typed, words, ways)
        return [self._bonus]

    def _may_be_close(self, group, ways):
        return (
            not self.exact
            and group in self.query.groups
            and not group.is_phrase
            and len(group.words) == 1
            and not any(numbers for _weight, numbers in ways)
        )

    def ranking(self, kind, bit_of):
        """The ranking of a kind; ``bit_of`` gives each primary key its bit."""
        if not self.query:
            return ranking([], 0, 0)
        size = len(bit_of)

        def mask(numbers):
            keys = [number // STRIDE for number in numbers if number % STRIDE == kind]
            return mask_of(bits_of(keys, bit_of), size)

        found = [
            Found(
                tuple((weight, mask(numbers)) for weight, numbers in ways),
                is_bonus=group is getattr(self, "_bonus", None),
                is_phrase=group.is_phrase,
            )
            for group, ways in self.found
        ]
        return ranking(found, mask(self.excluded), size, self.exact)

    def keys(self, kind, *, partly=True):
        """The primary keys of a kind in their order, from the documents alone; ``partly``:
        also of what has the most of the words, when nothing has all."""
        rows = Document.objects.filter(kind=kind).order_by("key")
        keys = list(rows.values_list("key", flat=True))
        found = self.ranking(kind, {key: place for place, key in enumerate(keys)})
        if found.is_partial and not partly:
            return []
        return [keys[place] for place in found.places()]

    def documents(self, kind, keys):
        """{primary key: passages as kept} of some things."""
        numbers = [number_of(kind, key) for key in keys]
        rows = Document.objects.filter(pk__in=numbers).values_list("pk", "passages")
        return {key_of(number)[1]: passages for number, passages in rows}


def _ask(groups):
    asked, of = [], []
    for group in groups:
        for level in group.levels:
            for zone in Zone:
                asked.append((zone.value, level.expression))
                of.append((group, WEIGHTS[zone] * level.weight))
    found = {id(group): (group, []) for group in groups}
    for (group, weight), numbers in zip(of, engines.rows(asked), strict=True):
        found[id(group)][1].append((weight, numbers))
    for _group, ways in found.values():
        ways.sort(key=lambda way: -way[0])
    return list(found.values())
