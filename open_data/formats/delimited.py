"""CSV: UTF-8 with a mark that spreadsheets need, one row a line, no formula."""

import csv
import datetime
import re

from ..sheet import SHEET
from ..sheet_rows import sheet

FORMULA = ("=", "+", "-", "@", "\t", "\r")
POINT = re.compile(r"^- ", re.MULTILINE)
BYTE_ORDER_MARK = "\ufeff"  # or spreadsheets take accents for something else


class Line:
    """What csv.writer writes to: it hands the line back instead of keeping it."""

    def write(self, line):
        return line


def write(dataset):
    yield BYTE_ORDER_MARK
    writer = csv.writer(Line())
    yield writer.writerow([column.name for column in SHEET])
    for piece in dataset.pieces:
        rows = sheet(piece, dataset.language)
        yield "".join(writer.writerow(cells(row.values())) for row in rows)


def table(names, rows):
    """A tidy table, line by line."""
    writer = csv.writer(Line())
    yield writer.writerow(names)
    for row in rows:
        yield writer.writerow(cells(row.values()))


def crossed(rows):
    """A table with labels at its head and at the start of each row."""
    writer = csv.writer(Line())
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow(cells(row))


def cells(values):
    return [cell(value) for value in values]


def cell(value):
    if isinstance(value, str):
        return inert(plain(value))
    if isinstance(value, list):
        return inert("|".join(map(str, value)))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return stamp(value)
    return "" if value is None else str(value)


def plain(words):
    """Points of a Markdown list, which spreadsheets would take for a formula, get a bullet."""
    return POINT.sub("• ", words)


def inert(words):
    """What a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{words}" if words.startswith(FORMULA) else words


def stamp(moment):
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
