"""What a reader typed, as groups of which a thing must hold each one.

Words; “words in quotes” next to one another; -word for what must not be there; wor* for words
that begin so. Whatever else is typed separates words.
"""

import re
from dataclasses import dataclass, field, replace

from languages.texts import CODES

from . import synonyms
from .analysis import composed, is_stop, tokens
from .expressions import Both, Phrase, either

MOST = 24  # groups that are looked at; a long title has fewer
PIECE = re.compile(
    r"(?:(?<=\s)|^)(?P<minus>-)?(?:[\"“„«](?P<quoted>[^\"“”„«»]*)[\"”“»]|(?P<plain>[^\s\"“”«»]+))"
)
GROUPED = re.compile(r"(?<=\d)[\u202f\u00a0\u2009 ](?=\d{3}(?!\d))")  # 1 500 is one number

WORD, STEM, PREFIX, SPELLING, SYNONYM = "word", "stem", "prefix", "spelling", "synonym"


@dataclass(frozen=True)
class Level:
    """One way to hold a group; ``weight`` says how near it is to what was typed."""

    reason: str
    weight: float
    expression: object


@dataclass
class Group:
    """Something asked for: a word, an expression, a phrase."""

    asked: str
    words: tuple  # tokens
    levels: list = field(default_factory=list)
    is_phrase: bool = False
    is_bonus: bool = False  # adds to the score, and is not asked for


@dataclass
class Query:
    typed: str  # the letters of words are counted in
    groups: list
    excluded: list
    exact: bool = False

    def __bool__(self):
        return bool(self.groups or self.excluded)

    def with_word(self, group, word):
        """What was typed, with another word in the place of a group."""
        first, last = group.words[0], group.words[-1]
        return self.typed[: first.start] + word + self.typed[last.end :]


def parse(typed, exact=False):
    """The query of what was typed; false if nothing in it can be searched for."""
    wanted, excluded = [], []
    loose = []  # words in a row, among which expressions are looked for
    typed = GROUPED.sub("", composed(typed.replace("\x00", " ")))
    for piece in PIECE.finditer(typed):
        words = placed(piece)
        if piece["minus"] or piece["quoted"] or piece[0].endswith("*"):
            wanted += grouped(loose, exact)
            loose = []
            (excluded if piece["minus"] else wanted).extend(special(piece, words, exact))
        else:
            loose += words
    wanted += grouped(loose, exact)
    return Query(typed, without_stops(wanted)[:MOST], excluded[:MOST], exact)


def placed(piece):
    """The words of a piece, where they stand in all that was typed."""
    name = "plain" if piece["plain"] else "quoted"
    first = piece.start(name)
    return [
        replace(word, start=first + word.start, end=first + word.end)
        for word in tokens(piece[name] or "")
    ]


def special(piece, words, exact):
    """A phrase, an excluded word or the beginning of one."""
    words = tuple(word for word in words if not word.joined)
    if not words:
        return []
    group = Group(" ".join(word.written for word in words), words, is_phrase=True)
    if piece[0].endswith("*"):
        expression = Phrase(tuple(word.word for word in words), begun=True)
        group.levels = [Level(PREFIX, 1, expression)]
    elif piece["quoted"]:
        group.levels = [Level(WORD, 1, phrase(words))]
    else:
        group.levels = levels(words, exact)[:2]
    return [group]


def grouped(words, exact):
    """Words in a row as groups: an expression that has synonyms is one."""
    groups, at = [], 0
    plain = [word for word in words if not word.joined]
    joined = [word for word in words if word.joined]
    while at < len(plain):
        length = _hyphened(plain[at:], joined) or (
            1 if exact else synonyms.length_at(plain[at:])
        )
        some = tuple(plain[at : at + length])
        inside = [word for word in joined if some[0].start == word.start and length > 1]
        asked = " ".join(word.written for word in some)
        groups.append(Group(asked, some, levels(some, exact, inside)))
        at += length
    return groups


def _hyphened(words, joined):
    """How many of the first words one written word with hyphens is made of; else 0."""
    for whole in joined:
        if whole.start == words[0].start:
            return sum(
                1 for word in words if word.end <= whole.end and word.start >= whole.start
            )
    return 0


def without_stops(groups):
    """Stop words are dropped, unless there is nothing else."""
    kept = [
        group
        for group in groups
        if group.is_phrase or len(group.words) > 1 or not is_stop(group.words[0].word)
    ]
    return kept or groups


def levels(words, exact, joined=()):
    """The ways to hold one or several words, the nearest first."""
    ways = [
        Level(WORD, 1, either([exactly(words), *(Phrase((word.word,)) for word in joined)]))
    ]
    if exact:
        return ways
    if stems := either([by_stems(words), *(by_stems((word,)) for word in joined)]):
        ways.append(Level(STEM, 0.9, stems))
    if others := either(Phrase(expression) for expression in synonyms.others(words)):
        ways.append(Level(SYNONYM, 0.6, others))
    return ways


def exactly(words):
    if len(words) == 1:
        return phrase(words)
    return Both(tuple(Phrase((word.word,)) for word in words))


def phrase(words):
    return Phrase(tuple(word.word for word in words))


def by_stems(words):
    """Each of the words by any of its stems, in one of the languages."""
    ways = []
    for code in CODES:
        each = [either(Phrase((stem,)) for stem in word.stems(code)) for word in words]
        each = [expression for expression in each if expression]
        if each:
            ways.append(each[0] if len(each) == 1 else Both(tuple(each)))
    return either(ways)
