"""What a zone must hold: a tree of phrases, written by each engine in its own language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """Terms next to one another, the last perhaps only begun; often a single term."""

    terms: tuple
    begun: bool = False


@dataclass(frozen=True)
class Either:
    """Any of some expressions."""

    of: tuple


@dataclass(frozen=True)
class Both:
    """All of some expressions."""

    of: tuple


def either(expressions):
    """Any of them, each once; None for none."""
    distinct = tuple(dict.fromkeys(filter(None, expressions)))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return Either(distinct)


def leaves(expression):
    """The largest parts of an expression that a single passage can hold: all above them is
    ``Both``, or has one below."""
    if isinstance(expression, Both):
        return [leaf for part in expression.of for leaf in leaves(part)]
    if isinstance(expression, Either) and any(map(has_both, expression.of)):
        return [leaf for part in expression.of for leaf in leaves(part)]
    return [expression]


def has_both(expression):
    if isinstance(expression, Phrase):
        return False
    return isinstance(expression, Both) or any(map(has_both, expression.of))
