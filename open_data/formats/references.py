"""BibTeX, RIS and CSL-JSON: what Zotero, Mendeley, EndNote, LaTeX and pandoc read."""

import json
import re

from django.conf.locale import LANG_INFO

from ..citable import Genre, Person

BIBTEX = {Genre.REPORT: "techreport"}
RIS = {Genre.REPORT: "RPRT", Genre.DATA: "DATA"}
# An "article" of CSL is a preprint, and is cited as one.
CSL = {Genre.PAGE: "webpage", Genre.REPORT: "report", Genre.DATA: "dataset"}
SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def write_bibtex(works):
    for work in works:
        yield bibtex(work)


def write_ris(works):
    for work in works:
        yield ris(work)


def write_csl(works):
    between = "[\n"
    for work in works:
        yield f"{between}{json.dumps(csl(work), ensure_ascii=False)}"
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


# --- BibTeX -----------------------------------------------------------------------------


def bibtex(work):
    kind = BIBTEX.get(work.genre, "misc")
    publisher = "institution" if kind == "techreport" else "publisher"
    fields = {
        "author": " and ".join(bibtex_name(name) for name in work.authors),
        "title": f"{{{tex(work.title)}}}",
        "year": work.year,
        "date": work.date.isoformat() if work.date else "",
        publisher: bibtex_name(work.other_publisher),
        "version": tex(work.version),
        "doi": tex(work.doi),
        "url": re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", work.url),
        "urldate": work.consulted_on.isoformat() if work.consulted_on else "",
        "langid": babel_name(work.language),
        "note": tex(work.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{work.key},\n{''.join(lines)}}}\n\n"


def bibtex_name(name):
    """The braces keep a body whole: it has no family name, and "and" begins no other one."""
    if isinstance(name, Person):
        return f"{tex(name.family)}, {tex(name.given)}"
    return name and f"{{{tex(name)}}}"


def babel_name(code):
    """ "french": what LaTeX calls it. A code in ``language`` would be printed as it is."""
    return LANG_INFO.get(code, {}).get("name", "").lower()


def tex(words):
    return "".join(SPECIAL.get(letter, letter) for letter in one_line(words))


# --- RIS --------------------------------------------------------------------------------


def ris(work):
    lines = [
        ("TY", RIS.get(work.genre) or untyped(work)),
        ("ID", work.key),
        *(("AU", ris_name(name)) for name in work.authors),
        ("TI", work.title),
        ("PY", work.year),
        ("DA", f"{work.date:%Y/%m/%d}" if work.date else ""),
        ("PB", work.other_publisher),
        ("ET", work.version),
        ("LA", work.language),
        ("DO", work.doi),
        ("UR", work.url),
        ("Y2", f"{work.consulted_on:%Y/%m/%d}" if work.consulted_on else ""),
        ("N1", work.note),
    ]
    said = [f"{tag}  - {one_line(value)}\r\n" for tag, value in lines if value]
    return f"{''.join(said)}ER  - \r\n\r\n"


def untyped(work):
    """GEN, a document of any kind, is read as an article of a journal by Zotero."""
    return "ELEC" if work.url else "GEN"


def ris_name(name):
    """A comma cuts a name into family and given name: that of a body has one at its end
    alone, without which it would be cut at a space."""
    if isinstance(name, Person):
        return f"{name.family}, {name.given}"
    return f"{name.replace(', ', ' – ')},"


def one_line(value):
    return " ".join(str(value).split())


# --- CSL-JSON ---------------------------------------------------------------------------


def csl(work):
    item = {
        "id": work.key,
        "type": CSL.get(work.genre, "document"),
        "title": one_line(work.title),
        "author": [csl_name(name) for name in work.authors],
        "issued": date_parts(work),
        "accessed": day(work.consulted_on),
        "publisher": one_line(work.other_publisher),
        "version": work.version,
        "language": work.language,
        "DOI": work.doi,
        "URL": work.url,
        "note": work.note,
    }
    return {name: value for name, value in item.items() if value}


def csl_name(name):
    if isinstance(name, Person):
        return {"family": name.family, "given": name.given}
    return {"literal": one_line(name)}


def date_parts(work):
    return day(work.date) or ({"date-parts": [[work.year]]} if work.year else None)


def day(date):
    return {"date-parts": [[date.year, date.month, date.day]]} if date else None
