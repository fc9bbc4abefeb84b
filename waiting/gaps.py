"""Levers × regions of the world: where the atlas has no case yet."""

from cases.filters import CaseFilter
from cases.matrix import Matrix


def gaps():
    """The Matrix of levers and regions; the index answers it, so it costs no query of a case."""
    return Matrix(CaseFilter(), rows="lever", columns="region")
