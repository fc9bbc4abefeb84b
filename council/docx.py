"""A note as DOCX: real styles, headings and lists, so that the template of a town takes it."""

import io
import unicodedata
from math import ceil
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from languages.known import KNOWN
from languages.punctuation import joined
from open_data.formats.xml import for_xml
from open_data.publisher import publisher

from .pdf import picture
from .runs import Run

FACE = "Arial"
SOFT = RGBColor(0x48, 0x4C, 0x46)
SIDE, TOP, WIDTH, HEIGHT = 14, 12, 210, 297  # millimetres
EPOCH = (1980, 1, 1, 0, 0, 0)  # of every part: the same bytes for the same note


def write(note):
    file = io.BytesIO()
    WordNote(note).document.save(file)
    return packed_alike(file)


def packed_alike(file):
    out = io.BytesIO()
    with ZipFile(file) as read, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = ZipInfo(name, EPOCH)
            part.compress_type = ZIP_DEFLATED
            written.writestr(part, read.read(name))
    return out.getvalue()


class WordNote:
    def __init__(self, note):
        self.note, self.document = note, Document()
        self.size = fitting_size(note)
        self.marks = 0
        # Asked for by its name, a style is looked for among all of them, at each paragraph.
        self.styles = {style.name: style.style_id for style in self.document.styles}
        self._dress()
        self._first_page()
        self._table()
        self._map()
        for one in note.facts:
            self._case(one)
        self._sources()

    # --- styles -----------------------------------------------------------------------------

    def _dress(self):
        language = KNOWN[self.note.language].tag
        told = self.document.core_properties
        told.title, told.language = self.note.name, language
        told.author, told.comments = publisher(), self.note.version
        told.created = told.modified = self.note.moment
        styles = self.document.styles
        defaults = styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))
        defaults.set(qn("w:val"), language)
        for name, size, before, after in [
            ("Normal", 9.5, 0, 4), ("Title", 18, 2, 4), ("Heading 1", 15, 0, 4),
            ("Heading 2", 11, 8, 2), ("Heading 3", 10, 4, 1), ("List Bullet", 9.5, 0, 2),
        ]:  # fmt: skip
            dress(styles[name], size, before, after)
        head_first(styles["Title"])
        lay_out(self.document.sections[0])
        footer = self.document.sections[0].footer.paragraphs[0]
        footer.paragraph_format.space_after = Pt(0)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        footer._p.append(field)

    # --- runs -------------------------------------------------------------------------------

    def paragraph(self, style=None):
        made = self.document.add_paragraph()
        if style:
            made._p.style = self.styles[style]
        return made

    def line(self, runs, style=None, size=None, after=None):
        paragraph = self.paragraph(style)
        self.fill(paragraph, runs, size)
        if after is not None:
            paragraph.paragraph_format.space_after = Pt(after)
        return paragraph

    def fill(self, paragraph, runs, size=None):
        before = ""
        for run in runs:
            if run.kind == before == "cite":
                self._run(paragraph, Run(", ", "cite"), size)
            self._run(paragraph, run, size)
            before = run.kind

    def _run(self, paragraph, run, size):
        made = paragraph.add_run(for_xml(run.text))
        made.bold = run.kind in ("strong", "sign") or None
        made.italic = run.kind in ("em", "gap") or None
        if run.kind == "gap":
            made.font.color.rgb = SOFT
        if run.kind == "cite":
            made.font.superscript = True
        if size:
            made.font.size = Pt(size)
        if run.language and run.language != self.note.language:
            spoken(made, run.language)
        if run.href:
            self._link(paragraph, made, run.href)

    def _link(self, paragraph, made, address):
        link = OxmlElement("w:hyperlink")
        if address.startswith("#"):
            link.set(qn("w:anchor"), address.removeprefix("#"))
        else:
            kind = RELATIONSHIP_TYPE.HYPERLINK
            known = paragraph.part.relate_to(address, kind, is_external=True)
            link.set(qn("r:id"), known)
        made._r.addprevious(link)
        link.append(made._r)

    def heading(self, words, level, size=None):
        paragraph = self.paragraph(f"Heading {level}")
        run = paragraph.add_run(for_xml(words))
        if size:
            run.font.size = Pt(size)
        return paragraph

    def own(self, words, style=None, size=None):
        """The reader's words, in the direction in which they are read."""
        paragraph = self.paragraph(style)
        run = paragraph.add_run(for_xml(words))
        if size:
            run.font.size = Pt(size)
        if turns(words):
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        return paragraph

    # --- the first sheet --------------------------------------------------------------------

    def _first_page(self):
        note, page, size = self.note, self.note.page_one, self.size
        self.line([Run(" · ".join(note.head))], size=min(7.5, size), after=0)
        self.own(note.title, "Title", 18 if len(note.title) <= 110 else 13)
        if note.introduction:
            self.own(note.introduction, "Quote", size)
        self.line([Run(note.own_words)], size=min(7.5, size), after=3)
        self.line(in_row(page.answer()), size=size + 0.5, after=4)
        if page.is_table:
            self._lines(page)
        else:
            for one, what, rows in page.told():
                self._row(one, what, rows)
        self.heading(_("What is not known"), 2, size + 0.5)
        gaps = [(Run(words),) for words in page.unknown()]
        self.line(in_row([*gaps, *page.looked_for()]), size=size - 0.5, after=2)
        self.line(in_words(note.legend), size=min(7.5, size), after=2)
        self.line([Run(note.imprint)], size=min(7, size), after=0)

    def _row(self, one, what, rows):
        where = joined([one.known_as.text, one.beneath.text, one.when])
        self.heading(f"{one.number} {where}", 2, self.size + 1)
        if one.reason:
            self.line([Run(one.reason)], size=self.size, after=1)
        self.line(what, size=self.size, after=1)
        facts = [(Run(f"{label} ", "strong"), *ended(runs)) for label, runs in rows]
        self.line(in_row(facts), size=self.size, after=1)

    def _lines(self, page):
        heads = [_("Where"), _("What was done"), *page.heads]
        rows = []
        for one, what, facts in page.told():
            head = (Run(f"{one.number} ", "strong"), Run(one.where))
            since = Run(f" {one.case.when}")
            rows.append([head, (*what, since), *(runs for _label, runs in facts)])
        self.grid(heads, rows, (28, 52, 32, 34, 18, 18), self.size)

    # --- tables -----------------------------------------------------------------------------

    def grid(self, heads, rows, widths, size):
        table = self.document.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
        table.autofit = False
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        look.set(qn("w:firstColumn"), "1")
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        head, *others = table.rows
        repeated = OxmlElement("w:tblHeader")
        head._tr.get_or_add_trPr().append(repeated)
        told = [[(Run(words, "strong"),) for words in heads], *rows]
        for row, cells in zip([head, *others], told, strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, runs, width in zip(row.cells, cells, widths, strict=True):
                cell.width = Mm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                self.fill(paragraph, runs, size)

    def _table(self):
        lay_out(self.document.add_section(WD_SECTION.NEW_PAGE), wide=True)
        self.heading(_("Side by side"), 1)
        heads, rows = self.note.table
        first = 26 if self.note.is_wide else 34
        rest = (HEIGHT - 2 * SIDE - first) / len(heads)
        told = [[(Run(head, "strong"),), *cells] for head, cells in rows]
        size = 8 if self.note.is_wide else 7
        self.grid(["", *heads], told, [first, *[rest] * len(heads)], size)

    # --- what follows -----------------------------------------------------------------------

    def _map(self):
        lay_out(self.document.add_section(WD_SECTION.NEW_PAGE))
        self.heading(_("Map"), 1)
        image = io.BytesIO(picture(self.note.map.svg))
        shape = self.document.add_picture(image, width=Mm(WIDTH - 2 * SIDE))
        words = _("Map of the cases of this note, by their numbers")
        shape._inline.docPr.set("descr", str(words))
        for number, one, cell in self.note.map.key:
            self.line([Run(f"{number} ", "strong"), Run(f"{one.where} ({cell})")], after=1)
        for one in self.note.map.beside:
            beside = _("Not on the sheet")
            told = f"{one.known_as.text} ({beside})"
            self.line([Run(f"{one.number} ", "strong"), Run(told)], after=1)

    def _case(self, one):
        title = f"{one.number} {one.case.title}"
        self.heading(title, 1).paragraph_format.page_break_before = True
        self.line([Run(f"{one.where}. {one.reason}".strip())], size=8.5)
        if one.word:
            whose = _("Word of the reader:")
            self.own(f"{whose} {one.word}", "Quote")
        self.line(one.what(), size=10.5)
        for label, runs in one.strip():
            self.line([Run(f"{label} ", "strong"), *runs], after=1)
        for title, blocks in one.parts():
            self.heading(title, 2)
            for block in blocks:
                self.line(block.runs, "List Bullet" if block.kind == "li" else None)

    def _sources(self):
        self.heading(_("Sources"), 1).paragraph_format.page_break_before = True
        for one, rows in self.note.sources():
            self.heading(str(one.case.short_title), 2)
            for number, source, told in rows:
                title = Run(source.title, language=source.language, href=source.url)
                runs = [Run(f"{number} ", "strong"), title, Run(f". {told} {source.url}")]
                self._mark(self.line(runs, size=8, after=2), f"source-{number}")
        self.heading(_("How to cite"), 2)
        self.line([Run(f"{self.note.citation} {self.note.version}.")])

    def _mark(self, paragraph, name):
        """Where the number of a source leads."""
        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for one in (start, end):
            one.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), name)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)


# --- how it looks -----------------------------------------------------------------------------


def dress(style, size, before, after):
    style.font.name, style.font.size = FACE, Pt(size)
    style.font.color.rgb = RGBColor(0x1B, 0x1E, 0x1C)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FACE)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.08
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:  # the line under a title
        style.element.pPr.remove(border)


def head_first(style):
    """It heads the first sheet, as a heading of the first level heads each other one."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().append(level)


def lay_out(section, wide=False):
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    across, down = (HEIGHT, WIDTH) if wide else (WIDTH, HEIGHT)
    section.page_width, section.page_height = Mm(across), Mm(down)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(TOP)
    section.header_distance = section.footer_distance = Mm(5)


def spoken(made, language):
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language)
    made._r.get_or_add_rPr().append(tongue)


def turns(words):
    """Whether its first letter with a direction is read from right to left."""
    kinds = map(unicodedata.bidirectional, words)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def in_row(lines):
    """Lines one behind the other."""
    runs = []
    for line in lines:
        runs += [Run(" "), *line] if runs else line
    return runs


def in_words(legend):
    """The signs of the evidence, which are their words here."""
    *told, last = [(Run(word, "strong"), Run(f" {means}")) for _sign, word, means in legend]
    return in_row([*((*one, Run(";")) for one in told), (*last, Run("."))])


def ended(runs):
    """Closed by a full stop, before its numbers or after them."""
    words = "".join(run.text for run in runs if run.kind != "cite").rstrip()
    return runs if words.endswith((".", "…")) else (*runs, Run("."))


# --- one sheet --------------------------------------------------------------------------------

SIZES = [10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5]  # points
LETTER, LEADING = 0.53, 1.24  # of the size: mean width of a letter; from line to line
ROOM = 0.9  # of the height of a sheet: faces differ from machine to machine
POINTS = 72 / 25.4  # in a millimetre


def fitting_size(note):
    """The largest size at which the first sheet is one, as far as can be told without setting
    it."""
    room = (HEIGHT - 2 * TOP) * POINTS * ROOM
    return next((size for size in SIZES if height(note, size) <= room), SIZES[-1])


def height(note, size):
    """Of the first sheet, in points."""
    page = note.page_one
    title = lines_of(len(note.title), 18 if len(note.title) <= 110 else 13) + 6
    small = sum(lines_of(length, 7.5) for length in (90, len(note.own_words), 260, 420))
    words = lines_of(len(note.introduction), size) if note.introduction else 0
    answer = lines_of(length_of(in_row(page.answer())), size + 0.5)
    gaps = [(Run(words),) for words in page.unknown()]
    gaps = lines_of(length_of(in_row([*gaps, *page.looked_for()])), size) + 2 * size
    rows = (row_height(page, *row, size) for row in page.told())
    return title + small + words + answer + gaps + 30 + sum(rows)


def row_height(page, one, what, rows, size):
    if page.is_table:
        cells = zip([(Run(f"{one.where}12 "),),
                     (*what, Run(one.case.when)), *(runs for _label, runs in rows)],
                    (28, 52, 32, 34, 18, 18), strict=True)  # fmt: skip
        return max(lines_of(length_of(runs), size, width - 4) for runs, width in cells) + 1
    facts = sum(length_of(runs) + len(label) + 3 for label, runs in rows)
    reason = lines_of(len(one.reason), size)
    return reason + lines_of(length_of(what), size) + lines_of(facts, size) + 1.3 * size + 14


def length_of(runs):
    return sum(len(run.text) * (0.6 if run.kind == "cite" else 1) for run in runs)


def lines_of(letters, size, width=WIDTH - 2 * SIDE):
    """The height of so many letters, in points."""
    return ceil(letters * LETTER * size / (width * POINTS)) * size * LEADING
