"""The parts of a document; see ``shapes.py`` for what each of them knows."""

import datetime
from decimal import Decimal

from django.db import models

from .content import tie
from .content_files import Fault
from .shapes import EMPTY, Part
from .texts import CODES
from .uniform import uniform
from .values import clean_text, expect, finite, kind_of, slugs


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
                value = self.canonical(finite(expect(value, self.kind, self.words, at), at))
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

    def thawed(self, value):
        is_day = self.kind is datetime.date and isinstance(value, str)
        return datetime.date.fromisoformat(value) if is_day else value

    def columns(self, value, at, owner=None):
        if value is EMPTY:
            return {
                self.column: None if self.field.null else False if self.kind is bool else ""
            }
        is_decimal = isinstance(self.field, models.DecimalField)
        return {self.column: Decimal(str(value)) if is_decimal else value}


class CodeList(Part):
    """Some of the values of a class of choices, in their order: a list of codes."""

    def __init__(self, key):
        super().__init__(key)
        self.names = (key,)

    def bind(self, model):
        self.field = model._meta.get_field(self.key)
        self.values = self.field.values.values
        return super().bind(model)

    def clean(self, value, at):
        found = slugs(value or [], at)
        for number, code in enumerate(found):
            if code not in self.values:
                words = f"there is no {self.key} “{code}”: {', '.join(self.values)}"
                raise Fault(words, (*at, number))
        return list(self.field.to_python(found)) or EMPTY

    def write(self, row):
        return list(getattr(row, self.key)) or EMPTY

    def columns(self, value, at, owner=None):
        return {self.key: self.field.to_python(value)}


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

    def place_of(self, column):
        return (self.key, column.rpartition("_")[2])

    def write(self, row):
        found = {code: uniform(getattr(row, f"{self.key}_{code}")).strip() for code in CODES}
        return found if any(found.values()) else EMPTY

    def thawed(self, value):
        return {code: value.get(code, "") for code in CODES}

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
    if (row := model.objects.filter(**{by: value}).first()) is None:
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

    def copy(self, row, other, keys):
        getattr(other, self.key).set(getattr(row, self.key).all())

    def store(self, row, value, at):
        manager = getattr(row, self.key)
        wanted = [
            the_one(self.field.related_model, "slug", slug, (*at, number))
            for number, slug in enumerate(value or [])
        ]
        return tie(manager, wanted)
