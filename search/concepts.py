"""What the vocabulary knows, and the expressions by which a reader may mean it.

An expression is known by its lemmas in one language, stop words left out and negations kept:
*personnes en situation de handicap* is (personne, situation, handicap), *sans abri* is not
*abri*. Rows of the vocabulary are known by their names, and by whatever says the same in
``synonyms.yaml``.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from languages.content import read
from languages.texts import CODES

from . import lexicon
from .analysis import composed, is_asking, lemmas, tokens

LONGEST = 8  # words of an expression, stop words included
READINGS = 8  # of an expression whose words may each be of several lemmas


@dataclass(frozen=True)
class Concept:
    """A value of a facet: the row that it is, and its expressions; ``names`` are those that
    stand for it alone, the others may be of something else too."""

    facet: str
    value: str
    row: tuple  # number of the kind, primary key; or name of a column, its value
    names: tuple = ()
    sayings: tuple = ()
    is_body: bool = False  # that may be called by a common word: then its capital tells
    literal: tuple = ()  # words by which it is meant just so, each a tuple

    @classmethod
    def named(cls, facet, value, row, names, others, **more):
        """``names`` and ``others``: (language, words)."""
        names, others = (
            tuple(dict.fromkeys(key for code, said in some for key in keys_of(said, code)[:1]))
            for some in (names, others)
        )
        return cls(facet, value, row, names, (*names, *others), **more)


class Book:
    """The concepts of an atlas by their expressions."""

    def __init__(self, concepts=()):
        claims = defaultdict(dict)  # {key: {concept: how surely it is meant}}
        self.literal = defaultdict(list)
        for concept in concepts:
            for words in concept.literal:
                self.literal[words].append(concept)
            for key, strength in claimed(concept):
                claims[key][concept] = max(strength, claims[key].get(concept, 0))
        self.by_key = {key: surest(found) for key, found in claims.items()}

    def reading(self, words, is_whole=False):
        """(how many of the first words, their keys) of the longest expression that is known;
        (1, ()) for none. ``is_whole``: nothing else is asked."""
        for length in range(min(len(words), LONGEST), 0, -1):
            some = words[:length]
            keys = (key for key in all_keys(some) if self.knows(key))
            capital = (is_whole and length == len(words)) or some[0].capital
            if keys := tuple(key for key in keys if capital or not self.needs_capital(key)):
                return length, keys
        return 1, ()

    def as_it_stands(self, words, before=None):
        """(how many of the first words, concepts) that are meant just so; a single word only
        beside one that asks, *completed programmes*, or alone."""
        for length in range(min(len(words), LONGEST), 0, -1):
            found = self.literal.get(tuple(word.word for word in words[:length]))
            beside = [word for word in (before, *words[length : length + 1]) if word]
            asks = not beside or any(is_asking(word.word) for word in beside)
            if found and (length > 1 or asks):
                return length, tuple(found)
        return 0, ()

    def knows(self, key):
        return key in self.by_key or key in by_expression()

    def needs_capital(self, key):
        """True of a common word that only an organisation is called by."""
        found = self.by_key.get(key, ())
        (first, *more) = key
        return bool(
            found
            and not more
            and key not in by_expression()
            and all(concept.is_body for concept in found)
            and is_common(first)
        )

    def concepts(self, keys):
        return tuple(dict.fromkeys(c for key in keys for c in self.by_key.get(key, ())))

    def others(self, keys):
        """The expressions that say the same as some keys, themselves left out."""
        found = [
            said
            for concept in self.concepts(keys)
            for said in concept.sayings
            if concept in self.by_key[said]  # and nothing else more surely
        ]
        found += [
            said
            for key in keys
            for number in by_expression().get(key, ())
            for said in ring_keys(number)
        ]
        return tuple(dict.fromkeys(said for said in found if said not in keys))


NAME, RING, OTHER = 3, 2, 1
SHARED = 2  # other words of a row that a ring must have, to say the same as it


def claimed(concept):
    """(key, how surely it means a concept): by name, by a ring that has its name or several of
    its other words, by one of these."""
    yield from ((key, NAME) for key in concept.names)
    yield from ((key, OTHER) for key in concept.sayings)
    rings_of = Counter(n for key in concept.sayings for n in by_expression().get(key, ()))
    for number, shared in rings_of.items():
        keys = ring_keys(number)
        if shared >= SHARED or set(keys) & set(concept.names):
            yield from ((key, RING) for key in keys)


def surest(found):
    most = max(found.values())
    return tuple(concept for concept, strength in found.items() if strength == most)


def is_common(lemma):
    """True of the lemma of a word that a language has; others are kept in letters."""
    code, _, number = lemma.partition("_")
    return bool(re.fullmatch(r"[0-9a-f]{8}", number)) and lexicon.is_lemma(number, code)


def all_keys(words):
    """The keys that words in a row may have, in each language; the first and the last one of
    them must carry something in it."""
    for code in CODES:
        rows = [word.lemmas(code, loose=True) for word in words]
        if rows[0] and rows[-1]:
            yield from _keys(rows)


@lru_cache(maxsize=50_000)
def keys_of(text, code):
    """The keys of an expression, the most likely one first. A name is read once: an index is
    made anew with each change of the atlas, and few names change with it."""
    words = [token for token in tokens(composed(text)) if not token.joined]
    return tuple(_keys([lemmas(word.written, code) for word in words]))


def _keys(rows):
    rows = [row for row in rows if row]
    if rows:
        for number, key in enumerate(product(*rows)):
            if number < READINGS:
                yield key


@cache
def rings():
    return read(Path(__file__).parent / "synonyms.yaml")


@cache
def ring_keys(number):
    return tuple(
        dict.fromkeys(
            keys_of(words, code)[0]
            for code in CODES
            for words in rings()[number].get(code, [])
            if keys_of(words, code)
        )
    )


@cache
def by_expression():
    """{key: numbers of the rings that hold it}"""
    found = defaultdict(list)
    for number in range(len(rings())):
        for key in ring_keys(number):
            found[key].append(number)
    return dict(found)
