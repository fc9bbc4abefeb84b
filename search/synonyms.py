"""Expressions that say the same, within a language and across: the rings of synonyms.yaml."""

from collections import defaultdict
from functools import cache
from pathlib import Path

from languages.content import read
from languages.texts import CODES

from .analysis import composed, tokens

LONGEST = 4  # words of an expression that carry a subject


@cache
def rings():
    """[{language: its expressions, each a tuple of stems}]"""
    return [
        {
            code: tuple(filter(None, (stemmed(words, code) for words in ring.get(code, []))))
            for code in CODES
        }
        for ring in read(Path(__file__).parent / "synonyms.yaml")
    ]


@cache
def by_expression():
    """{expression: numbers of the rings that hold it}"""
    found = defaultdict(list)
    for number, ring in enumerate(rings()):
        for expressions in ring.values():
            for expression in expressions:
                found[expression].append(number)
    return found


def stemmed(words, code):
    """The first stem of each word that carries a subject."""
    found = (token.stems(code) for token in tokens(composed(words)) if not token.joined)
    return tuple(row[0] for row in found if row)


def others(words):
    """The expressions of the rings that hold an expression, itself left out. The words are
    tokens; whichever language knows them counts."""
    mine = {expression_of(words, code) for code in CODES}
    found = [number for expression in mine for number in by_expression().get(expression, ())]
    return tuple(
        dict.fromkeys(
            expression
            for number in found
            for expressions in rings()[number].values()
            for expression in expressions
            if expression not in mine
        )
    )


def expression_of(words, code):
    return tuple(row[0] for row in (token.stems(code) for token in words) if row)


def length_at(words):
    """How many of the first words make up the longest expression of several that is known;
    1 if none does."""
    for length in range(min(len(words), LONGEST + 2), 1, -1):
        if any(is_expression(words[:length], code) for code in CODES):
            return length
    return 1


def is_expression(words, code):
    """A stop word may stand inside an expression, not at its ends."""
    expression = expression_of(words, code)
    ends = words[0].stems(code) and words[-1].stems(code)
    return bool(ends) and len(expression) > 1 and expression in by_expression()
