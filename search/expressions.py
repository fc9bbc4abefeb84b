"""What a zone must hold: phrases, any of which will do, written by each engine in its own
language; or a row that something is coded with, which no engine is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """Terms next to one another, the last perhaps only begun; often a single term."""

    terms: tuple
    begun: bool = False


@dataclass(frozen=True)
class Either:
    """Any of some phrases."""

    of: tuple


@dataclass(frozen=True)
class Coded:
    """Coded with any of some rows: (number of their kind, primary key), or (name of a column,
    its value)."""

    rows: tuple


def either(expressions):
    """Any of them, each once; None for none."""
    distinct = tuple(dict.fromkeys(filter(None, expressions)))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return Either(tuple(dict.fromkeys(phrase for one in distinct for phrase in phrases(one))))


def phrases(expression):
    if isinstance(expression, Phrase):
        return [expression]
    return [*expression.of] if isinstance(expression, Either) else []
