"""XLSX, written row by row: a sheet of cases, their codebook, and where they come from.

Text is written as text (``inlineStr``), so that nothing in it can be run as a formula; years,
counts, degrees and moments are numbers. Office Open XML, ECMA-376.
"""

import datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from django.utils import translation
from django.utils.translation import gettext as _

from ..codebook import lines
from ..licences import DATA, TEXTS
from ..sheet import SHEET
from ..sheet_rows import sheet
from ..styles import citations
from .archive import zipped
from .delimited import plain
from .xml import for_xml

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # below the head; a sheet holds no more
LONGEST = 32_767  # characters of a cell; a sheet holds no more
PLAIN, HEAD, DAY = range(3)  # styles, in the order of cellXfs below
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DAY_ONE = datetime.date(1899, 12, 30)

STYLES = f"""{HEADER}<styleSheet xmlns="{MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/>
<xf numFmtId="164" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


def write(dataset):
    """The bytes of the workbook."""
    with translation.override(dataset.language):
        titles = [_("cases"), _("codebook"), _("origin")]
    long = []  # filled while the cases are written, told on the last sheet
    sheets = [cases(dataset, long), codebook(dataset.language), origin(dataset, long)]
    return book(titles, sheets, dataset.work.date)


def book(titles, sheets, day):
    """The bytes of a workbook of some sheets, each given as batches of rows; ``day`` is that
    of its parts."""
    paths = [f"xl/worksheets/sheet{number}.xml" for number, _title in enumerate(titles, 1)]
    return zipped([
        ("[Content_Types].xml", [content_types(paths)]),
        ("_rels/.rels", [relations([("officeDocument", "xl/workbook.xml")])]),
        ("xl/workbook.xml", [workbook(titles)]),
        ("xl/_rels/workbook.xml.rels", [relations([
            *(("worksheet", path.removeprefix("xl/")) for path in paths),
            ("styles", "styles.xml"),
        ])]),
        ("xl/styles.xml", [STYLES]),
        *zip(paths, map(worksheet, sheets), strict=True),
    ], day)  # fmt: skip


def cases(dataset, long):
    """Texts that no cell holds are put into ``long``: (key of the case, column, text)."""
    yield [[column.name for column in SHEET]]
    for piece in dataset.pieces:
        rows = sheet(piece, dataset.language)
        for row in rows:
            for name, value in row.items():
                if isinstance(value, str | list) and len(parts(in_cell(value))) > 1:
                    long.append((row["slug"], name, in_cell(value)))
                    row[name] = shortened(in_cell(value), dataset.language)
        yield [row.values() for row in rows]


def shortened(words, language):
    """The beginning, and where the whole is."""
    with translation.override(language):
        told = _("[… The whole text is on the last sheet, “%(sheet)s”.]") % {
            "sheet": _("origin")
        }
    return f"{parts(words, LONGEST - len(told) - 1)[0]} {told}"


def parts(words, size=LONGEST):
    """Pieces that a cell holds. Its limit counts what is outside the first plane twice."""
    if len(words) <= size // 2:
        return [words]
    if max(words) > "\uffff":
        size //= 2
    return [words[start : start + size] for start in range(0, len(words), size)] or [""]


def codebook(language):
    with translation.override(language):
        yield [[_("column"), _("kind"), _("meaning"), _("allowed values"), _("if missing")]]
        yield [
            [line.name, line.kind, line.meaning, "; ".join(line.values), line.missing]
            for line in lines(SHEET)
        ]


def origin(dataset, long):
    with translation.override(dataset.language):
        yield [[_("item"), _("value")]]
        yield [
            [_("question"), dataset.in_words],
            [_("cases"), dataset.count],
            [_("address"), dataset.work.url],
            [_("date"), dataset.work.date.isoformat()],
            *([_("licence"), f"{one.name} {one.path} ({one.covers})"] for one in (TEXTS, DATA)),
            *([one.style, str(one)] for one in citations(dataset.work)),
        ]  # fmt: skip
    for slug, column, words in long:
        pieces = parts(words)
        yield [
            [f"{slug} · {column} · {number}/{len(pieces)}", piece]
            for number, piece in enumerate(pieces, start=1)
        ]


# --- a sheet ----------------------------------------------------------------------------


def worksheet(batches):
    """The XML of a sheet whose first row is a head that stays in sight."""
    yield (
        f'{HEADER}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        '<cols><col min="1" max="60" width="24" customWidth="1"/></cols><sheetData>'
    )
    style = HEAD
    for batch in batches:
        yield "".join(row(values, style) for values in batch)
        style = PLAIN
    yield "</sheetData></worksheet>"


def row(values, style=PLAIN):
    return f"<row>{''.join(cell(value, style) for value in values)}</row>"


def cell(value, style=PLAIN):
    if value is None or value == "" or value == []:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | Decimal):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, datetime.date):
        return f'<c s="{DAY}"><v>{(value - DAY_ONE).days}</v></c>'
    text = escape(in_cell(value))
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'


def in_cell(value):
    """The words of a text or of a list."""
    words = "|".join(map(str, value)) if isinstance(value, list) else plain(str(value))
    return for_xml(words)


# --- the parts that hold the sheets together ----------------------------------------------


def workbook(titles):
    sheets = "".join(
        f'<sheet name="{escape(title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(titles, start=1)
    )
    return (
        f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
        "</workbook>"
    )


def relations(targets):
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def content_types(paths):
    parts = {"xl/workbook.xml": "sheet.main", "xl/styles.xml": "styles"}
    parts |= dict.fromkeys(paths, "worksheet")
    listed = "".join(
        f'<Override PartName="/{path}" ContentType="{KINDS}.{kind}+xml"/>'
        for path, kind in parts.items()
    )
    return (
        f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )
