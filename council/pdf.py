"""A note as PDF, set by Typst: tagged, in PDF/UA-1, with the faces of the atlas inside.

What is set is data: it reaches ``note.typ`` as JSON, and nothing in it is read as markup.
"""

import json
import re
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from cases.models import Identification

from .row_heads import with_row_heads
from .runs import Run

FOLDER = Path(__file__).parent
SETTING = {
    "font_paths": [FOLDER / "fonts"],
    "ignore_system_fonts": True,
    "pdf_standards": ["ua-1"],
    "timestamp": 0,  # the same bytes for the same note
}
UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
FEW = 24  # letters that no face has, looked for one by one
LATIN = re.compile("[\u0020-\u024f\u2010-\u2027\u2030-\u203a\u2190-\u2193]*")
LONG_WORD = re.compile(r"\S{30}(?=\S)")


def write(note):
    data = shown(told(note))
    for _try in range(FEW):
        try:
            return with_row_heads(compiled("note.typ", data))
        except typst.TypstError as error:
            data = coded(data, [lost_of(error)])
    raise typst.TypstError("This note has letters that no face shows")


def picture(svg):
    """A drawing in the faces of the atlas, as PNG."""
    return compiled("drawing.typ", {"svg": svg}, format="png", ppi=150, pdf_standards=[])


def compiled(name, data, **setting):
    words = json.dumps(data, ensure_ascii=False)
    return typst.compile(FOLDER / name, sys_inputs={"note": words}, **SETTING | setting)


# --- letters that no face has -----------------------------------------------------------------


def shown(data):
    """The same, with the code of each letter that cannot be set: PDF/UA refuses a hole."""
    letters = sorted(set(json.dumps(data, ensure_ascii=False)))
    rest = "".join(letter for letter in letters if not LATIN.fullmatch(letter))
    return coded(data, unshown_of(rest))


@lru_cache(maxsize=256)
def unshown_of(letters):
    """Those of some letters that no face has. Past the first ones, all of them."""
    found = ""
    for _try in range(FEW):
        try:
            compiled("letters.typ", {"letters": letters})
        except typst.TypstError as error:
            lost = [letter for letter in lost_of(error) if letter in letters]
            found += "".join(lost)
            letters = "".join(letter for letter in letters if letter not in lost)
        else:
            return found
    return found + letters


def lost_of(error):
    """What could not be set: a letter, with the marks that are set with it."""
    lost = UNSHOWN.search(str(error))
    if not lost:
        raise error
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), lost[1])


def coded(data, parts):
    """The data with some of its letters as their codes."""
    words = json.dumps(data, ensure_ascii=False)
    for part in parts:
        words = words.replace(part, "".join(f"[U+{ord(letter):04X}]" for letter in part))
    return json.loads(words)


# --- the note as data -------------------------------------------------------------------------


def told(note):
    page = note.page_one
    return {
        "language": note.language,
        "title": broken(note.title),
        "name": note.name,
        "head": list(note.head),
        "intro": broken(note.introduction),
        "own": note.own_words,
        "answer": [line(runs) for runs in page.answer()],
        "density": page.density,
        "crowded": page.is_crowded,
        "heads": [_("Where"), _("What was done"), *page.heads] if page.is_table else [],
        "rows": [in_row(*row) for row in page.told()],
        "unknown": unknown(page),
        "legend": [list(row) for row in note.legend],
        "imprint": note.imprint,
        "table": table(note),
        "map": {
            "svg": note.map.svg,
            "key": [f"{number} {one.where} ({cell})" for number, one, cell in note.map.key],
            "beside": [f"{one.number} {one.known_as.text}" for one in note.map.beside],
        },
        "cases": [whole(one) for one in note.facts],
        "sources": [sources(*row) for row in note.sources()],
        "cite": [note.citation, note.version],
        "labels": labels(),
    }  # fmt: skip


def labels():
    return {
        "unknown": _("What is not known"),
        "legend": _("How to read this"),
        "gap": _("a gap"),
        "side": _("Side by side"),
        "map": _("Map"),
        "map_alt": _("Map of the cases of this note, by their numbers"),
        "beside": _("Not on the sheet"),
        "sources": _("Sources"),
        "cite": _("How to cite"),
        "word": _("Word of the reader:"),
    }


def unknown(page):
    lines = [(Run(words),) for words in page.unknown()]
    return [line(runs) for runs in [*lines, *page.looked_for()]]


def line(runs):
    return [{name: value for name, value in asdict(run).items() if value} for run in runs]


def in_row(one, what, rows):
    return {
        "number": one.number,
        "hue": one.hue,
        "place": one.place.text,
        "within": one.within.text,
        "known_as": one.known_as.text,
        "beneath": one.beneath.text,
        "when": one.when if one.case.start_year else one.case.when,
        "reason": one.reason,
        "what": line(what),
        "facts": [[label, line(runs)] for label, runs in rows],
    }


def table(note):
    heads, rows = note.table
    return {
        "wide": note.is_wide,
        "heads": heads,
        "rows": [[head, [line(cell) for cell in cells]] for head, cells in rows],
    }


def whole(one):
    return {
        "number": one.number,
        "hue": one.hue,
        "sure": one.case.identification == Identification.NAMED,
        "title": str(one.case.title),
        "language": one.case.title.language,
        "at": one.where,
        "reason": one.reason,
        "word": broken(one.word),
        "what": line(one.what()),
        "strip": [[label, line(runs)] for label, runs in one.strip()],
        "parts": [[title, [[block.kind, line(block.runs)] for block in blocks]]
                  for title, blocks in one.parts()],
    }  # fmt: skip


def sources(one, rows):
    return {
        "title": str(one.case.short_title),
        "rows": [
            {"number": number, "title": source.title, "language": source.language,
             "href": source.url, "line": told}
            for number, source, told in rows
        ],
    }  # fmt: skip


def broken(words):
    """Where a word is longer than a line, it may be broken."""
    return LONG_WORD.sub(lambda part: part[0] + "\u200b", words)
