"""What changed from one record to another, in the words of the reader: what it is called, and
the text with what was taken out and what was put in."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy

from languages.texts import CODES, preference

from .bodies import TABLES as TIED
from .case_tables import CASES
from .table_rows import TABLES

LABELS = {
    "case_places": gettext_lazy("Places"),
    "case_levers": gettext_lazy("Levers"),
    "case_groups": gettext_lazy("Groups"),
    "case_themes": gettext_lazy("Themes"),
    "case_recommendations": gettext_lazy("Recommendations"),
    "case_organisations": gettext_lazy("Organisations"),
    "results": gettext_lazy("Results"),
    "sources": gettext_lazy("Sources"),
    "contribution_cases": gettext_lazy("Contributions"),
}
OF_LANGUAGES = {f"_{code}" for code in CODES}
COLUMNS = {
    name: (column, path)
    for column in CASES.columns
    for name, path in zip(column.names, column.paths, strict=True)
}


COMPARED = 50  # cases whose old and new text a page shows


class Change(NamedTuple):
    """``parts``: (what became of it, words), where what is "del", "ins" or nothing."""

    label: str
    parts: list
    language: str = ""


def label_of(name):
    """What a column of the cases, or a table tied to them, is called; a column that the
    atlas has no longer is called as it was."""
    if name in LABELS:
        return str(LABELS[name])
    if name not in COLUMNS:
        return capfirst(name.replace("_", " "))
    column, path = COLUMNS[name]
    words = capfirst(str(CASES.model._meta.get_field(path).verbose_name))
    if not column.translated:
        return words
    code = path.rpartition("_")[2]
    told = get_language_info(code)["name_translated"]
    return f"{words.removesuffix(f' ({code})')} ({told})"


def in_words(differences):
    """The changes that a page tells, of the differences of two records: a query for each
    tied table among them."""
    return [table(one) if one.name in LABELS else field(one) for one in differences]


def names_alone(names):
    """The changes of a case that a page has no room to tell more closely."""
    return [Change(label_of(name), []) for name in names]


def field(difference):
    name, old, new = difference
    column = COLUMNS[name][0] if name in COLUMNS else None
    named = dict(column.choices) if column else {}
    language = name.rpartition("_")[2] if column and column.translated else ""
    old, new = (words_of(value, named) for value in (old, new))
    return Change(label_of(name), list(parts(old, new)), language)


def words_of(value, named):
    """A value, or each of a list, by the words that its code has."""
    if isinstance(value, list):
        return ", ".join(str(named.get(one, one)) for one in value)
    return "" if value is None else str(named.get(value, value))


WORDS = re.compile(r"\s*\S+|\s+$")


def parts(old, new):
    """The old text and the new in one, word by word."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matched = SequenceMatcher(None, before, after)
    for what, start, end, first, last in matched.get_opcodes():
        if what == "equal":
            yield "", "".join(before[start:end])
            continue
        if start < end:
            yield "del", "".join(before[start:end])
        if first < last:
            yield "ins", "".join(after[first:last])


def table(difference):
    """Rows that were taken away, then those that came; a row that changed is in both."""
    name, gone, come = difference
    names = names_of(name, [*gone, *come])
    told = [("del", row_in_words(row, names)) for row in gone]
    told += [("ins", row_in_words(row, names)) for row in come]
    return Change(label_of(name), told)


def row_in_words(row, names):
    """The name of what it ties to, or its own; and its text, as the reader can read it."""
    own = [
        names.get(value, value)
        for name, value in row.items()
        if isinstance(value, str) and name[-3:] not in OF_LANGUAGES
    ]
    return " · ".join([*own[:1], *text_of(row)])


def text_of(row):
    """The first text of a row that has words in the language of the reader, else another."""
    for code in preference():
        for name, value in row.items():
            if name.endswith(f"_{code}") and value:
                return [value]
    return []


def names_of(name, rows):
    """{key: its name today} of what the rows of a tied table lead to."""
    tied = next((one for one in TIED if one.name == name), None)
    column = next((one for one in tied.columns if one.refers_to and one.name != "case"), None)
    if not column:
        return {}
    other, key = column.refers_to
    keys = {row[column.name] for row in rows if column.name in row}
    found = TABLES[other].model._default_manager.filter(**{f"{key}__in": keys})
    return {getattr(one, key): str(one) for one in found}
