"""The worklist as a spreadsheet, to be filled in elsewhere and brought back.

Nobody needs to understand the first two columns: which text a row is of, and a digest of what
original and translation said when the sheet was taken away, by which a change is noticed.
"""

import csv
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass

import openpyxl
from django.utils.translation import gettext as _

from editorial.days import today
from editorial.made_from import BEHIND
from languages.uniform import uniform
from open_data.formats import delimited, spreadsheet

COLUMNS = ("key", "version", "title", "text", "language", "state", "since", "original",
           "translation", "right")  # fmt: skip
NEEDED = ("key", "version", "translation")
MOST_BYTES = 4_000_000
MOST_UNPACKED = 40_000_000
MOST_ROWS = 5_000
GUARD = re.compile(f"((?:^|[,;|{delimited.BREAKS}]){delimited.UNSEEN})'(?=[{delimited.SIGNS}])")


class Unreadable(Exception):
    """The file is no such sheet; words for the editor."""


@dataclass
class Line:
    """A row that was brought back; ``fault``: why its cells cannot be read."""

    number: int
    key: str
    version: str
    text: str
    right: bool = False
    fault: str = ""


def key_of(item):
    return f"{item.kind.name}:{item.key}:{item.language}:{item.passage.path}"


def version_of(original, words):
    """Sixteen signs are enough: nobody gains by a forgery, which is a conflict or a save."""
    said = f"{original}\0{words}".encode()
    return hashlib.sha256(said).hexdigest()[:16]


def rows(items):
    """A text is given as a list of one, which both formats write as it is."""
    for item in items:
        since = item.standing.since
        yield [
            key_of(item), version_of(item.passage.original, item.words), [item.title],
            [item.passage.label], item.language, item.standing.state,
            since.date() if since and item.standing.state == BEHIND else None,
            [item.passage.original], [item.words] if item.words else None, None,
        ]  # fmt: skip


def as_xlsx(items):
    return spreadsheet.book([_("Translations")], [_batches(items)], today())


def _batches(items):
    yield [COLUMNS]
    yield list(rows(items))


def as_csv(items):
    yield delimited.BYTE_ORDER_MARK
    yield delimited.head(COLUMNS, delimited.Delimiter.COMMA)
    yield from (delimited.line(row) for row in rows(items))


# --- back ------------------------------------------------------------------------------------


def read(file):
    """[Line] of a file that was sent. Raises Unreadable."""
    if file.size > MOST_BYTES:
        raise Unreadable(_("The file is too large: at most 4 MB are read."))
    data = file.read()
    cells = _of_xlsx(data) if data.startswith(b"PK") else _of_csv(data)
    try:
        found = list(_lines(cells))
    except (csv.Error, *BROKEN) as error:
        raise Unreadable(_("This file cannot be read as a spreadsheet.")) from error
    if not found:
        raise Unreadable(_("There is no row below the head."))
    return found


BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError,
          AttributeError, IndexError, EOFError)  # fmt: skip


def _lines(cells):
    head = [str(name or "").strip().lower() for name in next(cells, [])]
    if missing := [name for name in NEEDED if name not in head]:
        words = _("These columns are missing: %(names)s. Bring back the sheet that was taken "
                  "away here.")  # fmt: skip
        raise Unreadable(words % {"names": ", ".join(missing)})
    for number, row in enumerate(cells, start=2):
        if number > MOST_ROWS + 1:
            raise Unreadable(_("There are too many rows: at most 5,000 are read."))
        said = dict(zip(head, row, strict=False))
        if any(value not in (None, "") for value in said.values()):
            yield _line(number, said)


def _line(number, said):
    formula = any(isinstance(said.get(name), Formula) for name in NEEDED)
    key, version, text, right = (
        uniform(str(said.get(name) or "")).strip()
        for name in ("key", "version", "translation", "right")
    )
    fault = _("A formula stands there: write words.") if formula else ""
    return Line(number, key, version, text, right.casefold() not in NO, fault)


# Also as spreadsheets write what is false, in each of our languages.
NO = {"", "0", "no", "non", "false", "faux", "falso"}
RECKONED = {"f", "e"}  # kinds of cells: a formula, or the fault that came of one


class Formula(str):
    """What a cell reckons: it is not taken for words."""


def _of_xlsx(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise Unreadable(_("The file is too large: at most 4 MB are read."))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(max_col=40):
            yield [
                Formula(one.value) if one.data_type in RECKONED else one.value for one in row
            ]
    except BROKEN as error:
        raise Unreadable(_("This file cannot be read as a spreadsheet.")) from error


def _of_csv(data):
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = _(
            "The letters of this file cannot be read: save it as “CSV UTF-8”, or as XLSX."
        )
        raise Unreadable(words) from error
    head = text.partition("\n")[0]
    parted = max(",;\t", key=head.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True):
        yield [GUARD.sub(r"\1", cell) for cell in row]
