"""What a document says of a row, declared once and used both ways.

A shape is a model and the parts of its document, in their order. Each part knows how to

* ``clean`` what a file says into the canonical value, or refuse it with a ``Fault``;
* ``write`` the canonical value of a row;
* give the ``columns`` of a canonical value, or ``store`` it in rows that belong to the row.

What is empty is not written; ``EMPTY`` is what ``write`` and ``clean`` give for it.
"""

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models

from .content import replace, tie
from .content_files import Fault
from .texts import CODES
from .uniform import uniform

EMPTY = None
WANTED = {
    models.BooleanField: (bool, "yes or no"),
    models.DateField: (datetime.date, "a day such as 2026-11-24"),
    models.DecimalField: (int | float, "a number"),
    models.IntegerField: (int, "a whole number"),
}
# What a value turned out to be, in words for who did not mean it.
TURNED_OUT = {
    bool: "yes or no", int: "a number", float: "a number", str: "a text", list: "a list",
    dict: "keys and values", datetime.date: "a day", datetime.datetime: "a moment",
    type(None): "nothing",
}  # fmt: skip


def kind_of(field):
    found = (wanted for kind, wanted in WANTED.items() if isinstance(field, kind))
    return next(found, (str, "a text"))


def expect(value, kind, words, at):
    """Refuse a value of another kind: YAML takes ``no`` for a boolean, 2024-01-01 for a day."""
    said_bool = isinstance(value, bool) and kind is not bool
    if said_bool or not isinstance(value, kind) or isinstance(value, datetime.datetime):
        hint = (
            ": put it in quotes" if kind is str and not isinstance(value, list | dict) else ""
        )
        raise Fault(f"{words} is wanted, and this is {TURNED_OUT[type(value)]}{hint}", at)
    return value


def clean_text(value, at):
    words = uniform(expect(value, str, "a text", at)).strip()
    if "\0" in words:
        raise Fault("a text has no sign of the number 0", at)
    return words


def slugs(value, at):
    """The points of a list, each a text, none twice."""
    found = []
    for number, each in enumerate(expect(value, list, "a list", at)):
        slug = clean_text(each, (*at, number))
        if slug in found:
            raise Fault(f"“{slug}” stands twice", (*at, number))
        found.append(slug)
    return found


class Part:
    """``names``: the columns and relations of the model that it tells."""

    names = ()
    prefetch = ()
    always = False  # whether it is written when it is empty, too

    def __init__(self, key):
        self.key = key

    def bind(self, model):
        self.model = model
        return self

    @property
    def nothing(self):
        """The canonical value of an empty list."""
        return [] if self.always else EMPTY

    def columns(self, value, at, owner=None):
        """``owner`` is the row that these belong to, where there is one."""
        return {}

    def store(self, row, value, at):
        """Whether rows that belong to the row were written."""
        return False


class Fact(Part):
    """A column that no language changes."""

    def __init__(self, key, column=None, *, always=False):
        super().__init__(key)
        self.column, self.always = column or key, always
        self.names = (self.column,)

    def bind(self, model):
        self.field = model._meta.get_field(self.column)
        self.kind, self.words = kind_of(self.field)
        optional = self.field.null or self.field.blank
        self.required = not (optional or isinstance(self.field, models.BooleanField))
        return super().bind(model)

    def clean(self, value, at):
        if value is not None and value != "":
            if self.kind is str:
                value = clean_text(value, at)
            else:
                value = self.canonical(expect(value, self.kind, self.words, at))
        if self.required and value in (None, ""):
            raise Fault("this is missing", at)
        return EMPTY if value in (None, "") or value is False else value

    def canonical(self, value):
        """A decimal is written as a number: 4.7, not 4.7000."""
        if isinstance(self.field, models.DecimalField):
            rounded = round(float(value), self.field.decimal_places)
            return int(rounded) if rounded == int(rounded) else rounded
        return value

    def write(self, row):
        value = getattr(row, self.column)
        if isinstance(value, str):
            value = uniform(value).strip()
        value = self.canonical(value) if value is not None else value
        return EMPTY if value in (None, "") or value is False else value

    def columns(self, value, at, owner=None):
        if value is EMPTY:
            return {
                self.column: None if self.field.null else False if self.kind is bool else ""
            }
        is_decimal = isinstance(self.field, models.DecimalField)
        return {self.column: Decimal(str(value)) if is_decimal else value}


class Words(Part):
    """A text in three languages: ``{fr: …, en: …, es: …}``, all three if it has any."""

    def bind(self, model):
        self.names = tuple(f"{self.key}_{code}" for code in CODES)
        self.required = not model._meta.get_field(self.names[0]).blank
        return super().bind(model)

    def clean(self, value, at):
        said = {} if value is None else expect(value, dict, "a text in three languages", at)
        for code in said:
            if code not in CODES:
                raise Fault(f"there is no language “{code}”: {', '.join(CODES)}", (*at, code))
        found = {
            code: "" if said.get(code) is None else clean_text(said[code], (*at, code))
            for code in CODES
        }
        if self.required and not found[CODES[0]]:
            raise Fault("this is missing in French", at)
        return found if any(found.values()) else EMPTY

    def write(self, row):
        found = {code: uniform(getattr(row, f"{self.key}_{code}")).strip() for code in CODES}
        return found if any(found.values()) else EMPTY

    def columns(self, value, at, owner=None):
        return {f"{self.key}_{code}": value[code] if value else "" for code in CODES}


class Link(Part):
    """A row of another model, by the column by which documents know it."""

    def __init__(self, key, column=None, *, by="slug"):
        super().__init__(key)
        self.column, self.by = column or key, by
        self.names = self.prefetch = (self.column,)

    def bind(self, model):
        self.field = model._meta.get_field(self.column)
        self.required = not self.field.null
        return super().bind(model)

    def clean(self, value, at):
        if value is None:
            if self.required:
                raise Fault("this is missing", at)
            return EMPTY
        return clean_text(value, at)

    def write(self, row):
        other = getattr(row, self.column)
        return getattr(other, self.by) if other else EMPTY

    def columns(self, value, at, owner=None):
        if value is EMPTY:
            return {self.column: None}
        return {self.column: the_one(self.field.related_model, self.by, value, at)}


def the_one(model, by, value, at):
    if (row := model._default_manager.filter(**{by: value}).first()) is None:
        raise Fault(f"there is no {model._meta.model_name} “{value}”", at)
    return row


class Many(Part):
    """Rows of another model, tied without order and without more words: a list of slugs."""

    def __init__(self, key, *, always=False):
        super().__init__(key)
        self.always = always
        self.names = self.prefetch = (key,)

    def bind(self, model):
        self.field = model._meta.get_field(self.key)
        return super().bind(model)

    def clean(self, value, at):
        return sorted(slugs(value, at)) if value else self.nothing

    def write(self, row):
        return sorted(each.slug for each in getattr(row, self.key).all()) or self.nothing

    def store(self, row, value, at):
        manager = getattr(row, self.key)
        wanted = [
            the_one(self.field.related_model, "slug", slug, (*at, number))
            for number, slug in enumerate(value or [])
        ]
        return tie(manager, wanted)


class Rows(Part):
    """Rows that belong to the row, such as sources: a list, in their order.

    ``flat``: the list has the values of its one part alone, and is written when it is empty.
    ``numbered``: the column that has the order, if it is the place in the list. ``resting``:
    the relation whose rows rest on these, and go before them. ``distinct``: the keys in which
    no two are equal.
    """

    def __init__(
        self, key, relation=None, *, parts, flat=False, numbered="", resting="", distinct=()
    ):
        super().__init__(key)
        self.distinct = (parts[0].key,) if flat else distinct
        self.relation, self.parts, self.flat, self.always = relation or key, parts, flat, flat
        self.numbered, self.resting = numbered, resting

    def bind(self, model):
        self.model = model
        field = model._meta.get_field(self.relation)
        self.owner, self.names = field.field.name, (self.relation,)
        self.shape = Shape(field.related_model, self.parts, apart={self.owner, self.numbered})
        below = self.shape.prefetch
        self.prefetch = (self.relation, *(f"{self.relation}__{path}" for path in below))
        return self

    def clean(self, value, at):
        found = []
        for number, entry in enumerate(expect(value or [], list, "a list", at)):
            here = (*at, number)
            row = self.shape.clean({self.parts[0].key: entry} if self.flat else entry, here)
            same = [name for name in self.distinct if row.get(name) is not EMPTY]
            if same and any(all(row[n] == each.get(n) for n in same) for each in found):
                raise Fault("this stands twice", here)
            found.append(row)
        return [self.folded(row) for row in found] or self.nothing

    def folded(self, row):
        return row[self.parts[0].key] if self.flat else row

    def unfolded(self, value):
        return [{self.parts[0].key: each} if self.flat else each for each in value or []]

    def write(self, row):
        rows = [self.folded(self.shape.write(each)) for each in self.rows_of(row)]
        return rows or self.nothing

    def rows_of(self, row):
        rows = list(getattr(row, self.relation).all())
        return sorted(rows, key=lambda each: (getattr(each, self.numbered or "pk"), each.pk))

    def wanted(self, row, value, at):
        """The columns of each row, in their order."""
        for number, entry in enumerate(self.unfolded(value)):
            here = at if self.flat else (*at, number)
            columns = self.shape.columns(entry, here, row)
            yield columns | ({self.numbered: number + 1} if self.numbered else {})

    def store(self, row, value, at):
        wanted = self.check(row, value, at)
        resting = getattr(row, self.resting) if self.resting else None
        return replace(getattr(row, self.relation), wanted, resting=resting)

    def check(self, row, value, at, *, constraints=False):
        """The columns of each row that is wanted, none of which the model would refuse."""
        wanted = list(self.wanted(row, value, at))
        for number, columns in enumerate(wanted):
            each = self.shape.model(**{self.owner: row}, **columns)
            self.shape.check(each, (*at, number), apart={self.owner}, constraints=constraints)
        return wanted


class Keyed(Rows):
    """Rows of which each is known by its first part, and says no more than its second:
    ``{slug of a lever: rationale}``."""

    def clean(self, value, at):
        link, words = self.shape.parts
        found = {
            clean_text(slug, at): words.clean(said, (*at, slug))
            for slug, said in expect(value or {}, dict, "keys and values", at).items()
        }
        return dict(sorted(found.items())) or EMPTY

    def write(self, row):
        link, words = self.shape.parts
        rows = getattr(row, self.relation).all()
        return dict(sorted((link.write(each), words.write(each)) for each in rows)) or EMPTY

    def wanted(self, row, value, at):
        link, words = self.shape.parts
        for slug, said in (value or {}).items():
            here = (*at, slug)
            yield link.columns(slug, here) | words.columns(said, here)


class Within(Part):
    """A row of the same owner, by its number: the source that a result rests on."""

    def __init__(self, key, relation, number):
        super().__init__(key)
        self.relation, self.number = relation, number
        self.names = self.prefetch = (key,)

    def clean(self, value, at):
        return expect(value, int, "a whole number", at)

    def write(self, row):
        return getattr(getattr(row, self.key), self.number)

    def columns(self, value, at, owner=None):
        if owner.pk is None:  # it is only asked whether the rest would do
            return {}
        rows = getattr(owner, self.relation).filter(**{self.number: value})
        if (found := rows.first()) is None:
            raise Fault(f"there is no {self.key} {value}", at)
        return {self.key: found}


class Shape:
    """``apart``: what the model has and no document says; see the test that holds it.
    ``derived``: {column: what gives it from the other columns}."""

    def __init__(self, model, parts, *, apart=(), derived=None):
        self.model, self.parts = model, [part.bind(model) for part in parts]
        self.keys = [part.key for part in parts]
        self.derived = derived or {}
        self.apart = {"id", *apart, *self.derived} - {""}
        self.prefetch = tuple(path for part in parts for path in part.prefetch)

    def clean(self, entry, at=()):
        """The canonical document of what a file says."""
        expect(entry, dict, "keys and values", at)
        for key in entry:
            if key not in self.keys:
                raise Fault(f"there is no key “{key}”: {', '.join(self.keys)}", (*at, key))
        return self._document(
            (part, part.clean(entry.get(part.key), (*at, part.key))) for part in self.parts
        )

    def write(self, row):
        """The canonical document of a row."""
        return self._document((part, part.write(row)) for part in self.parts)

    def _document(self, said):
        return {part.key: value for part, value in said if value is not EMPTY or part.always}

    def columns(self, document, at=(), owner=None):
        """The columns of the row itself."""
        found = {}
        for part in self.parts:
            found |= part.columns(document.get(part.key), (*at, part.key), owner)
        return found | {name: given(found) for name, given in self.derived.items()}

    def store(self, row, document, at=()):
        """Whether rows that belong to the row were written. What others rest on goes first."""
        parts = sorted(
            self.parts, key=lambda part: not (isinstance(part, Rows) and part.resting)
        )
        stored = [part.store(row, document.get(part.key), (*at, part.key)) for part in parts]
        return any(stored)

    def check(self, row, at=(), *, apart=(), constraints=False):
        """Refuse what the model would refuse at the desk, and say where it stands. The
        constraints of the table take a query each: they are asked once it has refused."""
        try:
            row.full_clean(
                exclude={*apart, *self.apart},
                validate_unique=False,
                validate_constraints=constraints,
            )
        except ValidationError as error:
            column, words = next(iter(error.message_dict.items()))
            raise Fault(" ".join(words), (*at, *self.place_of(column))) from error

    def explain(self, document, at=()):
        """Say in words which constraint the table has refused it for, if any can be found."""
        row = self.model(**self.columns(document, at))
        self.check(row, at, constraints=True)
        for part in self.parts:
            if isinstance(part, Rows):
                part.check(row, document.get(part.key), (*at, part.key), constraints=True)

    def place_of(self, column):
        for part in self.parts:
            if isinstance(part, Words) and column in part.names:
                return (part.key, column.rpartition("_")[2])
            if column in part.names:
                return (part.key,)
        return ()

    def told(self):
        """The columns and relations that the document says, or leaves out on purpose."""
        return {name for part in self.parts for name in part.names} | self.apart
