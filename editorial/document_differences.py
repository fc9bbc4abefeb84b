"""How two documents of one thing differ, in words for who writes them.

Names stand for slugs, and what was renamed in between is the same thing.
"""

from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from languages.belongings import Keyed, Numbers, Rows, Within
from languages.parts import CodeList, Fact, Link, Many, Words
from languages.texts import CODES

from .conflicts import difference
from .days import undated
from .naming import Names
from .row_pairs import paired

ALIKE = 0.4  # of two texts that share less, each is read as a whole
CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"


@dataclass
class Difference:
    """``path``: where it stands in the document, such as ("sources", 2, "title"), with the
    number or the slug of a row. ``language``: of a text, else "". ``before`` and ``after``
    are words, "" for nothing. ``is_text``: it is compared word by word. ``names``: of a list,
    (equal, insert or delete, name)."""

    path: tuple
    label: str
    before: str
    after: str
    language: str = ""
    deed: str = CHANGED
    is_text: bool = False
    names: list = field(default_factory=list)
    is_list: bool = False

    @property
    def pieces(self):
        """[("equal" | "delete" | "insert", words)], in the order in which they are read."""
        if self.names:
            return self.names
        whole = [("delete", self.before), ("insert", self.after)]
        if not (self.before and self.after):
            return [(deed, words) for deed, words in whole if words]
        pieces = difference(self.before, self.after) if self.is_text else []
        kept = sum(len(words) for deed, words in pieces if deed == "equal")
        if kept >= ALIKE * min(len(self.before), len(self.after)):
            return pieces
        return [whole[0], ("equal", " → "), whole[1]]


def differences(shape, before, after, names=None):
    """[Difference] between two documents, as ``Shape.write`` gives them or a revision keeps
    them; empty where they say the same. Who compares many keeps ``names``."""
    telling = Telling(names or Names())
    was, now = (undated(shape.thawed(document)) for document in (before, after))
    return telling.document(shape, was, now)


def contents(shape, document):
    """All that a document says, told in the same way: each as ``after``."""
    told = differences(shape, {}, document)
    for one in told:
        names = [name for _deed, name in one.names] or [one.after]
        one.names = [("equal", name) for name in names]
    return told


def labels(shape, keys):
    """The names of keys of a document, in the language of the reader."""
    parts = {part.key: part for part in shape.parts}
    return [label_of(parts[key], shape.model) if key in parts else key for key in keys]


def label_of(part, model):
    """What the desk calls it."""
    if isinstance(part, Rows):
        return str(part.shape.model._meta.verbose_name_plural)
    words = str(getattr(model._meta.get_field(part.names[0]), "verbose_name", part.key))
    return words.removesuffix(f" ({CODES[0]})") if isinstance(part, Words) else words


def place_in(part):
    """The part of a row that says its place in the order; None where the list itself does."""
    in_order = (one for one in part.shape.parts if getattr(one, "column", "") == "position")
    return next(in_order, None)


def within(whole, words):
    """Such as “source 1: title”."""
    return _("%(whole)s: %(words)s") % {"whole": whole, "words": words} if whole else words


def deed_of(was, now):
    return CHANGED if was and now else ADDED if now else REMOVED


class Telling:
    """One way for each kind of part; each gives [Difference]."""

    def __init__(self, names):
        self.names = names

    def document(self, shape, before, after, path=(), row=""):
        """``row``: what is said of the row that these are documents of."""
        return [
            one
            for part in shape.parts
            if part.names and before.get(part.key) != after.get(part.key)
            for one in self.part(
                part,
                (before.get(part.key), after.get(part.key)),
                (*path, part.key),
                capfirst(within(row, label_of(part, shape.model))),
            )
        ]

    def part(self, part, sides, path, label):
        ways = {
            Keyed: self.keyed, Rows: self.rows, Words: self.words, Many: self.many,
            CodeList: self.codes, Numbers: self.numbers,
            Link: self.one_line, Within: self.one_line, Fact: self.one_line,
        }  # fmt: skip
        way = next(ways[kind] for kind in type(part).__mro__ if kind in ways)
        return way(part, sides, path, label)

    def words(self, part, sides, path, label):
        was, now = (side or {} for side in sides)
        return [
            Difference((*path, code), label, before, after, code, deed_of(before, after), True)
            for code in CODES
            if (before := was.get(code, "")) != (after := now.get(code, ""))
        ]

    def one_line(self, part, sides, path, label):
        if self.bare(part, sides[0]) == self.bare(part, sides[1]):
            return []
        was, now = (self.in_words(part, side) for side in sides)
        is_text = isinstance(part, Fact) and part.kind is str and not part.field.choices
        return [Difference(path, label, was, now, "", deed_of(was, now), is_text)]

    def many(self, part, sides, path, label):
        return self.list(path, label, *(self.named(part, side) for side in sides))

    def named(self, part, keys):
        """{present slug: name} of what a ``Many`` or the link of a row names."""
        by = getattr(part, "by", "slug")
        return self.names.all(part.field.related_model, by, keys or [])

    def list(self, path, label, old, new):
        """Of {key: name}: what stays, what is gone, what is new; then, whether it moved."""
        parts = [("equal", name) for key, name in new.items() if key in old]
        parts += [("delete", name) for key, name in old.items() if key not in new]
        parts += [("insert", name) for key, name in new.items() if key not in old]
        was, now = ", ".join(old.values()), ", ".join(new.values())
        if any(deed != "equal" for deed, _name in parts):
            return [
                Difference(path, label, was, now, "", deed_of(was, now), False, parts, True)
            ]
        is_moved = list(old) != list(new)
        return [Difference(path, self.order_of(label), was, now, "", MOVED)] * is_moved

    def order_of(self, label):
        return _("Order: %(rows)s") % {"rows": label.lower()}

    def keyed(self, part, sides, path, label):
        fact, words = part.shape.parts
        was, now = (side or {} for side in sides)
        found = []
        for key, name in fact.field.flatchoices:
            texts = (was.get(key), now.get(key))
            title = capfirst(within(label, str(name)))
            found += self.words(words, texts, (*path, key, words.key), title)
        return found

    def codes(self, part, sides, path, label):
        names = {code: str(name) for code, name in part.field.values.choices}
        return self.list(
            path, label, *({one: names[one] for one in side or []} for side in sides)
        )

    def numbers(self, part, sides, path, label):
        return self.list(
            path, label, *({one: str(one) for one in side or []} for side in sides)
        )

    def rows(self, part, sides, path, label):
        if part.flat:
            link = part.shape.parts[0]
            return self.list(path, label, *(self.named(link, side) for side in sides))
        old, new = (side or [] for side in sides)
        pairs = paired(
            old, new, lambda row: self.row(part, row), lambda rows, n: number(part, rows, n)
        )
        found = []
        for here, there in sorted(pairs, key=lambda pair: place_of(part, old, new, *pair)):
            if None in (here, there):
                found.append(self.whole_row(part, old, new, here, there, path))
            else:
                found += self.same_row(part, old[here], new[there], new, there, path)
        return found + self.moved(part, old, new, pairs, path, label)

    def same_row(self, part, was, now, rows, n, path):
        place = place_in(part)
        if place:
            was = {**was, place.key: now[place.key]}
        where = number(part, rows, n)
        row = f"{part.shape.model._meta.verbose_name} {where}"
        return self.document(part.shape, was, now, (*path, where), row)

    def whole_row(self, part, old, new, here, there, path):
        rows, n = (new, there) if here is None else (old, here)
        where = number(part, rows, n)
        label = capfirst(f"{part.shape.model._meta.verbose_name} {where}")
        words = "\n".join(self.lines(part.shape, rows[n], place_in(part)))
        was, now = ("", words) if here is None else (words, "")
        return Difference((*path, where), label, was, now, "", deed_of(was, now))

    def lines(self, shape, row, place):
        """What a row says, a line for each of its parts."""
        for part in shape.parts:
            if (value := row.get(part.key)) is None or part is place:
                continue
            texts = [("", value)]
            if isinstance(part, Words):  # a database may keep them in another order
                texts = [(code, value[code]) for code in CODES if code in value]
            for code, text in texts:
                if words := text if code else self.in_words(part, text):
                    label = capfirst(label_of(part, shape.model))
                    yield within(f"{label} ({code})" if code else label, words)

    def moved(self, part, old, new, pairs, path, label):
        both = [pair for pair in pairs if None not in pair]
        if place_in(part):
            both = [
                (here, there) for here, there in both
                if number(part, old, here) != number(part, new, there)
            ]  # fmt: skip
        elif both == sorted(both):
            return []
        was, now = (
            "\n".join(
                f"{number(part, rows, n)}. {self.title(part, rows[n])}"
                for n in sorted(some, key=lambda n, rows=rows: number(part, rows, n))
            )
            for rows, some in zip((old, new), zip(*both, strict=True), strict=True)
        ) if both else ("", "")  # fmt: skip
        return [Difference(path, self.order_of(label), was, now, "", MOVED)] * bool(both)

    def title(self, part, row):
        """What a row is called: its first name or text, else its first fact."""
        parts = [one for one in part.shape.parts if one is not place_in(part)]
        for one in sorted(parts, key=lambda one: not isinstance(one, Link | Words)):
            if (value := row.get(one.key)) is not None:
                text = next(filter(None, value.values())) if isinstance(value, dict) else ""
                return text or self.in_words(one, value)
        return ""

    def row(self, part, row):
        """What a row says apart from its place, to be compared."""
        place = place_in(part)
        return {
            one.key: self.bare(one, row.get(one.key))
            for one in part.shape.parts
            if one is not place and row.get(one.key) is not None
        }

    def bare(self, part, value):
        """A value, by the present slug of what it names."""
        if isinstance(part, Link):
            return self.names.present(part.field.related_model, part.by, value)
        return value

    def in_words(self, part, value):
        if value is None:
            return _("no") if isinstance(part, Fact) and part.kind is bool else ""
        if isinstance(part, Link):
            return self.names.one(part.field.related_model, part.by, value)
        if isinstance(part, Fact) and part.field.choices:
            return str(dict(part.field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        is_day = hasattr(value, "isoformat")
        return date_format(value, "DATE_FORMAT") if is_day else str(value)


def number(part, rows, n):
    """The number by which readers know a row."""
    place = place_in(part)
    return rows[n][place.key] if place else n + 1


def place_of(part, old, new, here, there):
    """Of a pair of rows: the number of the newer, or of the one that is gone."""
    return number(part, old, here) if there is None else number(part, new, there)
