"""A search: what a reader typed, asked of the index of terms, for every kind at once."""

from functools import cached_property

from languages.texts import preference

from . import lexicon, spelling
from .analysis import is_of_its_own
from .hits import Hits, Things
from .kinds import any_public, kinds
from .models import Document, Zone, number_of
from .query import CODED, FORM, Group, Level, by_lemmas, parse
from .ranking import Held, ranking

FEW = 5  # words that may be meant to stand side by side
WEIGHTS = {Zone.TITLE: 10, Zone.NAMES: 6, Zone.SUMMARY: 4, Zone.BODY: 1}


class Search:
    """What was typed, looked up once for all kinds.

    ``exact``: the words as typed, without regard to case and accents, and nothing else.
    ``book``: the concepts that the atlas knows.
    """

    def __init__(self, typed, exact=False, book=None):
        self.typed, self.exact = typed, exact
        self.query = parse(typed, exact, book)

    @cached_property
    def groups(self):
        """What is looked for; last, if there is one, what is no more than better."""
        return [*self.query.groups, *self._side_by_side()]

    @cached_property
    def hits(self):
        hits = Hits(expressions_of(self.groups + self.query.excluded))
        unknown = [group for group in self.query.groups if self._may_be_close(group, hits)]
        if unknown:
            spelling.extend(unknown)
            hits.numbers |= Hits(expressions_of(unknown)).numbers
        return hits

    def _side_by_side(self):
        """All the words next to one another: not asked for, but better."""
        groups = self.query.groups
        if self.exact or not 1 < len(groups) < FEW or any(one.is_phrase for one in groups):
            return []
        words = tuple(word for group in groups for word in group.words)
        levels = [Level(FORM, near)] if (near := by_lemmas(words)) else []
        return [Group(words, levels, is_bonus=True)]

    def _may_be_close(self, group, hits):
        """True of a word that no language has and nothing public holds; of *maïs*, what is
        near would be near *mais*."""
        return (
            not self.exact
            and not group.is_phrase
            and len(group.words) == 1
            and not is_of_its_own(group.words[0].written)
            and not lexicon.is_word(group.words[0].written)
            and not any_public(hits.of(expressions_of([group])))
        )

    def ranking(self, number, bit_of, ties=None):
        """The ranking of a kind. ``bit_of`` gives each primary key its bit; ``ties``, if what
        names what is known already, has ``mask(named, keys)``."""
        return self.ranked(Things(kinds[number], bit_of, ties, keys=()))

    def ranked(self, things):
        if not self.query:
            return ranking([], 0, 0)
        hits = self.hits
        held = [held_by(group, things, hits) for group in self.groups]
        excluded = things.anywhere(hits, expressions_of(self.query.excluded))
        return ranking(held, excluded, things.size, self.exact)

    def keys(self, number, *, partly=True):
        """The primary keys of the answer in its order, from the database alone; ``partly``:
        also where nothing has all the words."""
        things = Things.in_database(number)
        ranking = self.ranked(things)
        if ranking.is_partial and not partly:
            return []
        return [things.keys[bit] for bit in ranking.in_order()]

    def passages(self, number, keys):
        """{primary key: passages as kept} of some things: their own, and those of what they
        name that has the words, in the zones in which they count. The name of a row that is
        asked for as such carries its number."""
        kind = kinds[number]
        coded = self._coded_rows()
        named = [
            (key, (one.kind.number, other), dict(one.zones))
            for one in kind.names
            if (
                wanted := self.hits.of_kind(one.kind.number) | coded.get(one.kind.number, set())
            )
            for key, other in set(one.pairs(kind.model._base_manager.filter(pk__in=keys)))
            if other in wanted
        ]
        numbers = {number_of(number, key) for key in keys}
        numbers |= {number_of(*row) for _key, row, _zones in named}
        kept = dict(Document.objects.filter(pk__in=numbers).values_list("pk", "passages"))
        found = {key: list(kept.get(number_of(number, key), ())) for key in keys}
        for key, row, zones in sorted(named, key=lambda one: one[:2]):
            some = kept.get(number_of(*row), ())
            names = first_names(some)
            label = next((names[code] for code in preference() if code in names), "")
            label = label if kinds[row[0]].is_code else ""
            found[key] += [
                [zones[zone], what, language, text, (), label]
                for zone, what, language, text in some
                if zone in zones
            ]
            if row[1] in coded.get(row[0], ()):
                found[key] += [
                    [Zone.NAMES.value, kinds[row[0]].name, language, name, row, label]
                    for language, name in names.items()
                ]
        for name, values in kind.columns.items():
            if wanted := coded.get(name):
                rows = kind.model._base_manager.filter(pk__in=keys, **{f"{name}__in": wanted})
                for key, value in rows.order_by().values_list("pk", name):
                    row = [Zone.NAMES.value, name, "", str(values(value).label)]
                    found[key].append([*row, (name, value), row[-1]])
        return found

    def _coded_rows(self):
        """{number of a kind: primary keys} of the rows that the question asks for as such."""
        found = {}
        for group in self.query.groups:
            for concept in group.concepts:
                number, key = concept.row
                found.setdefault(number, set()).add(key)
        return found


def first_names(kept):
    """{language: the first name of a row}"""
    found = {}
    for zone, _what, language, text in kept:
        if zone == Zone.TITLE:
            found.setdefault(language, text)
    return found


def expressions_of(groups):
    return [level.expression for group in groups for level in group.levels]


def held_by(group, things, hits):
    """What holds a group, and how."""
    ways, levels = [], {}
    for level in group.levels:
        for zone in Zone:
            says, coded = things.holding_apart(hits, zone.value, level.expression)
            ways.append((WEIGHTS[zone] * level.weight, says | coded))
            levels[level.reason] = levels.get(level.reason, 0) | says
            levels[CODED] = levels.get(CODED, 0) | coded
    ways = tuple(sorted(ways, key=lambda way: -way[0]))
    return Held(
        ways,
        levels,
        is_bonus=group.is_bonus,
        is_phrase=group.is_phrase,
        is_meant=bool(group.concepts),
    )
