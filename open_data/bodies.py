"""The body of a record: which tables it has, and in what order it is written.

A database may give the keys of a JSON document in an order of its own (PostgreSQL does);
what is told, signed or taken away of it is in the order of the data package.
"""

from .case_tables import (
    CASE_GROUPS,
    CASE_LEVERS,
    CASE_ORGANISATIONS,
    CASE_PLACES,
    CASE_RECOMMENDATIONS,
    CASE_THEMES,
    CASES,
    RESULTS,
    SOURCES,
)
from .document_tables import CONTRIBUTION_CASES

TABLES = (
    CASE_PLACES, CASE_LEVERS, CASE_GROUPS, CASE_THEMES, CASE_RECOMMENDATIONS,
    CASE_ORGANISATIONS, RESULTS, SOURCES, CONTRIBUTION_CASES,
)  # fmt: skip

COLUMNS = {table.name: table.names for table in (CASES, *TABLES)}


def as_written(body):
    """The same body, its tables and columns as the data package has them; what it no longer
    has comes last, by name."""
    return {
        name: [_ordered(row, COLUMNS.get(name, ())) for row in rows]
        for name, rows in _ordered(body, COLUMNS).items()
    }


def _ordered(row, names):
    known = [name for name in names if name in row]
    return {name: row[name] for name in [*known, *sorted(row.keys() - set(known))]}
