"""The codebook: what every column means, made from the columns themselves."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from .columns import Kind


class Line(NamedTuple):
    """A column in words, in the language that is active."""

    name: str
    kind: str
    meaning: str
    values: list
    missing: str


def lines(columns):
    return [line(column) for column in columns]


def line(column):
    return Line(
        column.name,
        str(column.kind.label),
        str(column.meaning),
        values(column),
        missing(column),
    )


def values(column):
    """The allowed values in words; none where any value is."""
    if column.refers_to:
        table, key = column.refers_to
        return [_("a value of %(column)s in %(table)s") % {"column": key, "table": table}]
    return [f"{value} = {words}" for value, words in column.choices]


def missing(column):
    if column.required:
        return _("never missing")
    if column.kind == Kind.LIST:
        return _("empty: none is recorded")
    return _("empty: not known, or there is none")
