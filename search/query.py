"""What a reader typed, as groups of which a thing must hold each one.

What the vocabulary knows comes first, the longest expression before the shorter; then words,
of which those that only ask count for nothing. “Words in quotes” stay next to one another;
-word leaves out what has it; wor* stands for words that begin so. Whatever else is typed
separates words.
"""

import re
from dataclasses import dataclass, field, replace

from languages.texts import CODES

from . import lexicon
from .analysis import (
    BEFORE_VERBS,
    BINDING,
    composed,
    has_accents_of_its_own,
    is_asking,
    is_of_its_own,
    is_passed_over,
    own_lemmas,
    tokens,
)
from .concepts import Book
from .expressions import Coded, Phrase, either

BETWEEN = 3  # a negation and what it turns round: *sans l’aide*, *without any of the papers*
MOST = 12  # groups that are looked at; a long question has fewer
PIECE = re.compile(
    r"(?:(?<=\s)|^)(?P<minus>-)?(?:[\"“„«](?P<quoted>[^\"“”„«»]*)[\"”“»]|(?P<plain>[^\s\"“”«»]+))"
)
GROUPED = re.compile(r"(?<=\d)[\u202f\u00a0\u2009 ](?=\d{3}(?!\d))")  # 1 500 is one number

WORD, FORM, CODED, SYNONYM = "word", "form", "coded", "synonym"
PREFIX, SPELLING = "prefix", "spelling"
WEIGHT = {WORD: 1, FORM: 0.9, CODED: 0.8, SYNONYM: 0.6, PREFIX: 0.6, SPELLING: 0.5}


@dataclass(frozen=True)
class Level:
    """One way to hold a group; ``weight`` says how near it is to what was typed."""

    reason: str
    expression: object

    @property
    def weight(self):
        return WEIGHT[self.reason]


@dataclass
class Group:
    """Something asked for: a word, an expression, a phrase."""

    words: tuple  # tokens
    levels: list = field(default_factory=list)
    concepts: tuple = ()  # that the vocabulary knows by these words
    is_known: bool = False  # as an expression, or made one by its negation
    is_phrase: bool = False
    is_bonus: bool = False  # adds to the score, and is not asked for
    asked: str = ""  # as it was typed


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

    def without(self, group):
        """What was typed, without the words of a group."""
        return " ".join(self.with_word(group, " ").split())


def parse(typed, exact=False, book=None):
    """The query of what was typed; false if nothing in it can be searched for. ``book``: the
    concepts of the atlas."""
    wanted, excluded = [], []
    loose = []  # words in a row, among which expressions are looked for
    book = book or Book()
    typed = GROUPED.sub("", composed(typed.replace("\x00", " ")))
    for piece in PIECE.finditer(typed):
        words = placed(piece)
        if piece["minus"] or piece["quoted"] or piece[0].endswith("*"):
            wanted += grouped(loose, exact, book)
            loose = []
            (excluded if piece["minus"] else wanted).extend(special(piece, words))
        else:
            loose += words
    wanted += grouped(loose, exact, book)
    for group in wanted:
        group.asked = " ".join(typed[group.words[0].start : group.words[-1].end].split())
    return Query(typed, with_a_subject(distinct(wanted))[:MOST], excluded[:MOST], exact)


def placed(piece):
    """The words of a piece, where they stand in all that was typed."""
    name = "plain" if piece["plain"] else "quoted"
    first = piece.start(name)
    return [
        replace(word, start=first + word.start, end=first + word.end)
        for word in tokens(piece[name] or "")
    ]


def special(piece, words):
    """A phrase, an excluded word or the beginning of one."""
    words = tuple(word for word in words if not word.joined)
    if not words:
        return []
    group = Group(words, is_phrase=True)
    if piece[0].endswith("*"):
        expression = Phrase(tuple(word.word for word in words), begun=True)
        group.levels = [Level(PREFIX, expression)]
    elif piece["quoted"]:
        group.levels = [Level(WORD, phrase(words))]
    else:
        group.levels = levels(words, exact=False)
    return [group]


def grouped(words, exact, book):
    """Words in a row as groups: an expression that is known is one, and so are the parts of a
    word with hyphens, and signs of a script without spaces."""
    groups, at = [], 0
    plain = [word for word in words if not word.joined]
    joined = [word for word in words if word.joined]
    while at < len(plain):
        length, meant = (0, ()) if exact else book.as_it_stands(plain[at:], _last(plain, at))
        if meant:
            groups.append(coded_alone(tuple(plain[at : at + length]), meant))
            at += length
            continue
        length, keys = _reading(plain[at:], joined, exact, book, is_whole=not at)
        some = tuple(plain[at : at + length])
        inside = [word for word in joined if some[0].start == word.start and length > 1]
        if inside and not keys and not exact:
            _length, keys = book.reading(inside[:1])
        group = Group(some, levels(some, exact, inside, book, keys))
        group.concepts, group.is_known = book.concepts(keys), bool(keys) or is_negated(some)
        groups.append(group)
        at += length
    return groups


def _reading(words, joined, exact, book, is_whole=False):
    """(how many of the first words are one thing, their keys)"""
    length, keys = (1, ()) if exact else book.reading(words, is_whole)
    together = max(length, _hyphened(words, joined), _alone(words))
    if length == 1 and (bound := _negated(words, joined, exact, book)) > together:
        return bound, ()
    # What is known of *child* is not of *child-minding*.
    return _to_the_end(words, joined, together), keys if together == length else ()


def _to_the_end(words, joined, length):
    """So many words, and what is left of the last one, if it is written with hyphens: *sans
    rendez-vous*."""
    last = words[length - 1]
    end = max(
        (one.end for one in joined if one.start <= last.start < one.end), default=last.end
    )
    return sum(1 for word in words if word.end <= end)


def _negated(words, joined, exact, book):
    """How many of the first words a negation and what it turns round are, *without a job*; 0
    for none."""
    first = words[0].word
    if first not in BINDING:
        return 0
    subject = (n for n, word in enumerate(words) if n and not is_passed_over(word, first))
    at = next(subject, 0)
    if not 0 < at <= BETWEEN or (first in BEFORE_VERBS and is_asking(words[at].word)):
        return 0
    return at + _reading(words[at:], joined, exact, book)[0]


def is_negated(words):
    return len(words) > 1 and words[0].word in BINDING


def _last(words, at):
    return words[at - 1] if at else None


def coded_alone(words, concepts):
    """Words that mean what cases are coded with, and are not looked for in their texts."""
    level = Level(CODED, Coded(tuple(concept.row for concept in concepts)))
    return Group(words, [level], concepts, is_known=True)


def _hyphened(words, joined):
    """How many of the first words one written word with hyphens is made of; else 0."""
    for whole in joined:
        if whole.start == words[0].start:
            return sum(
                1 for word in words if word.end <= whole.end and word.start >= whole.start
            )
    return 0


def _alone(words):
    """How many of the first words are signs that stand together without a space."""
    length = 0
    for word in words:
        if not word.alone or (length and word.start != words[length - 1].end):
            break
        length += 1
    return length


def distinct(groups):
    """Each thing asked for once: a question may say *women* and *mujeres*."""
    found = {}
    for group in groups:
        found.setdefault(tuple(level.expression for level in group.levels), group)
    return list(found.values())


def with_a_subject(groups):
    """Without the words that carry none, unless there is nothing else."""
    told = [group for group in groups if not _all(group, lambda word: word.carries_none)]
    subject = [group for group in told if not _all(group, _asks)]
    return subject or told or groups


def _all(group, test):
    if group.is_phrase or (len(group.words) > 1 and group.is_known):
        return False
    return all(test(word) for word in group.words)


def _asks(word):
    return is_asking(word.word) and not has_accents_of_its_own(word.written)


def levels(words, exact, joined=(), book=None, keys=()):
    """The ways to hold one or several words, the nearest first."""
    as_typed = either([phrase(words), *(Phrase((word.word,)) for word in joined)])
    if exact:
        return [Level(WORD, as_typed)]
    is_own = len(words) == 1 and is_of_its_own(words[0].written)
    first = by_own_lemmas(words[0]) if is_own else by_lemmas(words)
    forms = either([first, *(by_lemmas((word,)) for word in joined)])
    is_other = is_own or (
        len(words) == 1 and lexicon.is_other_without_accents(words[0].written)
    )
    # The index has words without accents, some by their lemma.
    ways = [] if is_other and forms else [Level(WORD, as_typed)]
    if forms:
        ways.append(Level(FORM, forms))
    if concepts := book.concepts(keys) if book else ():
        ways.append(Level(CODED, Coded(tuple(concept.row for concept in concepts))))
    if others := either(Phrase(said) for said in book.others(keys)) if keys else None:
        ways.append(Level(SYNONYM, others))
    return ways


def phrase(words):
    return Phrase(tuple(word.word for word in words))


def by_own_lemmas(word):
    return either(
        [Phrase((lemma,)) for code in CODES for lemma in own_lemmas(word.written, code)]
    )


def by_lemmas(words):
    """The words next to one another in any of their forms, in one of the languages."""
    ways = []
    for code in CODES:
        rows = [row for word in words if (row := word.lemmas(code, loose=True))]
        if is_negated(words) and not words[-1].lemmas(code, loose=True):
            continue  # the negation would be left alone
        if len(rows) == 1:
            ways += [Phrase((lemma,)) for lemma in rows[0]]
        elif rows:
            ways.append(Phrase(tuple(row[0] for row in rows)))
    return either(ways)
