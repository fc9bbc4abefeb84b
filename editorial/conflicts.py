"""What two editors wrote in the same place, in words that can be compared."""

import difflib
import re
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from .bounds import is_key
from .merging import BOTH, CHOICE

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+$")
MOST_SIGNS = 6_000  # of a text that is compared word by word at once
LANGUAGE = re.compile(r"_(fr|en|es)$")


@dataclass
class Clash:
    """One question of the page. Each side is a list of (equal, insert or delete, words)."""

    label: str
    language: str
    choice: str  # name of its three buttons
    both: str  # name of its box for a text of both; nothing where it makes no sense
    theirs: list
    mine: list
    base: str
    together: str


def difference(old, new):
    """[("equal" | "delete" | "insert", words)], word by word. Of long texts the sentences are
    compared first, since to compare words takes as long as both are, multiplied."""
    if len(old) * len(new) <= MOST_SIGNS**2:
        return _compared(TOKEN, old, new)
    parts, block = [], ["", ""]
    for deed, words in [*_compared(SENTENCE, old, new), ("equal", "")]:
        if deed != "equal":
            block[deed == "insert"] += words
            continue
        is_short = len(block[0]) * len(block[1]) <= MOST_SIGNS**2
        parts += _compared(TOKEN if is_short else SENTENCE, *block)
        parts += [("equal", words)] if words else []
        block = ["", ""]
    return parts


def _compared(pieces, old, new):
    old, new = pieces.findall(old), pieces.findall(new)
    parts = []
    for deed, a, b, c, d in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if deed == "equal":
            parts.append(("equal", "".join(old[a:b])))
            continue
        parts += [("delete", "".join(old[a:b]))] if b > a else []
        parts += [("insert", "".join(new[c:d]))] if d > c else []
    return parts


def in_words(field, value):
    """A value of a version as an editor reads it."""
    if isinstance(field, forms.ModelChoiceField):
        keys = [key for key in (value if isinstance(value, list) else [value]) if key]
        known = [key for key in keys if is_key(key)]
        return ", ".join(map(str, field.queryset.filter(pk__in=known))) or ", ".join(keys)
    if isinstance(field, forms.ChoiceField) and isinstance(value, list):
        return ", ".join(str(dict(field.choices).get(one, one)) for one in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    return "\n".join(value) if isinstance(value, list) else value or ""


def row_in_words(values, fields):
    shown = [in_words(fields[name], value) for name, value in (values or {}).items()]
    return "\n".join(filter(None, shown))


def clashes(found, fields, formsets):
    names = {formset.prefix: formset.model._meta.verbose_name for formset in formsets}
    return [_clash(one, fields[one.row.part], names.get(one.row.part, "")) for one in found]


def _clash(conflict, fields, kind):
    row, name = conflict.row, conflict.name
    title = _title(row.values, fields, kind)
    before = f"{row.part}-{row.was}" if row.part else ""
    if not name:
        base = row_in_words(conflict.base, fields)
        sides = [row_in_words(conflict.theirs, fields), row_in_words(conflict.mine, fields)]
        return Clash(title, "", CHOICE + before, "", difference(base, sides[0]),
                     difference(base, sides[1]), base, "")  # fmt: skip
    full = f"{before}-{name}" if row.part else name
    base, theirs, mine = (
        in_words(fields[name], value)
        for value in (conflict.base, conflict.theirs, conflict.mine)
    )
    language = LANGUAGE.search(name)
    is_text = type(fields[name]) is forms.CharField
    return Clash(
        label=": ".join(filter(None, [title, str(fields[name].label)])),
        language=language[1] if language else "",
        choice=CHOICE + full,
        both=BOTH + full if is_text else "",
        theirs=difference(base, theirs),
        mine=difference(base, mine),
        base=base,
        together="\n\n".join(filter(None, [theirs, mine])),
    )


def _title(values, fields, kind):
    """Such as “source 3”, or “place of a case Lima”; nothing for the thing itself."""
    if not kind:
        return ""
    known = next(
        (in_words(field, values.get(name)) for name, field in fields.items()
         if isinstance(field, forms.ModelChoiceField)),
        "",
    )  # fmt: skip
    return f"{kind} {values.get('position') or known}".strip()


def labels(taken, fields, formsets):
    """What only the other changed, each thing once, in words."""
    names = {formset.prefix: formset.model._meta.verbose_name_plural for formset in formsets}
    found = [
        str(names[part]) if part else str(fields[part][name].label)
        for part, _key, name in taken
    ]
    return list(dict.fromkeys(found))
