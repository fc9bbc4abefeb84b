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
