"""A column that leaves the atlas: its name, its kind, what it means, how it is read.

Exports, the data package, the API and the codebook are all made from columns, so that they
cannot disagree. A missing value is an empty cell in tables, null in JSON; an empty list is
an empty cell, and ``[]`` in JSON.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from languages.texts import CODES


class Kind(StrEnum):
    """What a cell holds; the values are the types of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    LIST = "list"

    @property
    def label(self):
        return KIND_LABELS[self]


KIND_LABELS = {
    Kind.STRING: _("text"),
    Kind.INTEGER: _("whole number"),
    Kind.NUMBER: _("number"),
    Kind.BOOLEAN: _("true or false"),
    Kind.DATE: _("date, year-month-day"),
    Kind.DATETIME: _("date and time in UTC, ISO 8601"),
    Kind.LIST: _("list; in tables its items are separated by |"),
}


@dataclass(frozen=True)
class Column:
    """``path`` leads there from the model of the table; ``values`` is a class of choices;
    ``refers_to`` is the ``(table, column)`` that holds the allowed keys."""

    name: str
    meaning: str
    kind: Kind = Kind.STRING
    path: str = ""
    values: type | None = None
    refers_to: tuple[str, str] | None = None
    translated: bool = False
    required: bool = False

    @property
    def source(self):
        return self.path or self.name

    @property
    def paths(self):
        """The columns of the database that it is read from."""
        if self.translated:
            return [f"{self.source}_{code}" for code in CODES]
        return [self.source]

    @property
    def names(self):
        """What it is called in a table of all languages: one column for each."""
        return [f"{self.name}_{code}" for code in CODES] if self.translated else [self.name]

    @property
    def choices(self):
        """The allowed values with their words, in the reader's language."""
        return self.values.choices if self.values else []


def tied(through, to, *conditions, **ties):
    """The keys ``to`` which rows of ``through`` lead, a query. Two ties joined to one thing
    would meet each row of one with each row of the other."""
    return through.objects.filter(*conditions, **ties).order_by().values(to)


@dataclass(frozen=True)
class Table:
    """A tidy table: one row for one thing, or for one tie between two things.

    A row belongs to the case that ``of`` leads to; or is shared by cases, and ``shared``
    gives the condition under which some cases (primary keys) need it; or is part of the
    vocabulary, which is always given whole. Rows come in ``order``.
    """

    name: str
    model: type
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    of: str = ""
    shared: Callable[[list[int]], Q] | None = None
    order: tuple[str, ...] = ()
    also_refers: tuple = ()  # (columns, table, its columns): a foreign key of several columns
    only: Q | Callable = field(default_factory=Q)  # what the public may see, or what gives it
    left_out: tuple[str, ...] = ()  # fields that stay: how the atlas works, not what it says

    @property
    def public_rows(self):
        return self.only() if callable(self.only) else self.only

    @property
    def paths(self):
        return [path for column in self.columns for path in column.paths]

    @property
    def names(self):
        return [name for column in self.columns for name in column.names]
