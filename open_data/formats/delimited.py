"""CSV: UTF-8 with a mark that spreadsheets need, one row a line, no formula.

Every text stands in quotes, so that a separator inside it parts nothing. A program that reads
the file with another separator does not see the quotes, and would find cells inside a text:
there nothing may begin a formula either. What is missing is an empty cell without quotes.
"""

import datetime
import re
from decimal import Decimal

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..sheet import SHEET
from ..sheet_rows import sheet

BYTE_ORDER_MARK = "\ufeff"  # or spreadsheets take accents for something else
POINT = re.compile(r"^- ", re.MULTILINE)
# A formula begins with one of four signs, however wide or small they are written.
SIGNS = "-=+@－＝＋＠﹣﹦﹢﹫⁼⁺₌₊"
# What spreadsheets leave out before it: spaces, quotes, signs that nobody sees.
UNSEEN = '[\\s"\u00ad\u200b-\u200f\u2060\ufeff]*'
BREAKS = "\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029"


class Delimiter(TextChoices):
    COMMA = "comma", _("comma")
    SEMICOLON = "semicolon", _("semicolon")


# Where columns are parted by semicolons, a decimal comma is read.
SIGN = {Delimiter.COMMA: ",", Delimiter.SEMICOLON: ";"}
POINT_OF = {Delimiter.COMMA: ".", Delimiter.SEMICOLON: ","}
# Where a program that parts by another sign would see a cell begin.
BEGINNING = {
    delimiter: re.compile(
        f"((?:^|[{''.join({*',;|'} - {sign})}{BREAKS}]){UNSEEN})(?=[{SIGNS}])"
    )
    for delimiter, sign in SIGN.items()
}


class DelimiterForm(forms.Form):
    """``?delimiter=semicolon``: how the columns of a CSV are parted; else by commas."""

    delimiter = forms.ChoiceField(choices=Delimiter, required=False, label=_("delimiter"))

    @property
    def chosen(self):
        return Delimiter(self.cleaned_data["delimiter"] or Delimiter.COMMA)


def write(dataset, delimiter=Delimiter.COMMA):
    yield BYTE_ORDER_MARK
    yield head([column.name for column in SHEET], delimiter)
    for piece in dataset.pieces:
        rows = sheet(piece, dataset.language)
        yield "".join(line(row.values(), delimiter) for row in rows)


def table(names, rows, delimiter=Delimiter.COMMA):
    """A tidy table, line by line."""
    yield head(names, delimiter)
    for row in rows:
        yield line(row.values(), delimiter)


def crossed(rows, delimiter=Delimiter.COMMA):
    """A table with labels at its head and at the start of each row."""
    yield BYTE_ORDER_MARK
    for row in rows:
        yield line(row, delimiter)


def head(names, delimiter):
    """Names of columns are plain words of ASCII."""
    return f"{SIGN[delimiter].join(names)}\r\n"


def line(values, delimiter=Delimiter.COMMA):
    return f"{SIGN[delimiter].join(cell(value, delimiter) for value in values)}\r\n"


def cell(value, delimiter=Delimiter.COMMA):
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return stamp(value)
    if isinstance(value, float | Decimal):
        return str(value).replace(".", POINT_OF[delimiter])
    if isinstance(value, int | datetime.date):
        return str(value)
    words = "|".join(map(str, value)) if isinstance(value, list) else plain(str(value))
    quoted = inert(words, delimiter).replace('"', '""')
    return f'"{quoted}"'


def plain(words):
    """Points of a Markdown list, which spreadsheets would take for a formula, get a bullet."""
    return POINT.sub("• ", words)


def inert(words, delimiter=Delimiter.COMMA):
    """What any spreadsheet would run as a formula gets an apostrophe before it."""
    return BEGINNING[delimiter].sub(r"\1'", words)


def stamp(moment):
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
