"""Some of the values of a class of choices, in one column: ``,provides,pays,``.

A column and not a table of ties: the values are few and fixed, and a page asks for them with
the row. In Python it is a tuple, in the order of the choices.
"""

from django import forms
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace
from django.db.models.lookups import Exact
from django.utils.text import capfirst

from .constraints import Check


class Codes(models.CharField):
    """Migrations know it as Django's own text."""

    def __init__(self, values=None, **options):
        self.values = values
        self.codes = codes = tuple(values.values) if values else ()
        options = {"max_length": sum(map(len, codes)) + len(codes) + 1, "blank": True} | options
        super().__init__(**options | {"default": ()})

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options | {"default": ""}

    def clone(self):
        """As Django's, which would lose what is not deconstructed."""
        return type(self)(
            self.values,
            verbose_name=self._verbose_name,
            help_text=self.help_text,
            max_length=self.max_length,
        )

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        codes = value.split(",") if isinstance(value, str) else value
        found = {code for code in codes or () if code}
        known = [code for code in self.codes if code in found]
        return (*known, *sorted(found - set(known)))

    def get_prep_value(self, value):
        if isinstance(value, str):
            return value
        codes = self.to_python(value)
        return f",{','.join(codes)}," if codes else ""

    def value_to_string(self, row):
        return self.get_prep_value(self.value_from_object(row))

    def validate(self, value, row):
        """Its values are checked by the form and the table."""

    def run_validators(self, value):
        """There are none of one text."""

    def formfield(self, **options):
        return forms.MultipleChoiceField(
            choices=self.values.choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=options.get("label") or capfirst(self.verbose_name),
            help_text=self.help_text,
        )


def known_codes(column, values, name, words):
    """Each of its codes is one of the values, and none stands twice."""
    left = column
    for code in values.values:
        left = Replace(left, Value(f",{code},"), Value(","))
    return Check(
        name=name,
        condition=Q(**{column: ""}) | Q(Exact(left, Value(","))),
        beside=column,
        violation_error_message=words,
    )


def stands_alone(column, code, name, words):
    """A code that says “none” is the only one."""
    return Check(
        name=name,
        condition=~Q(**{f"{column}__contains": f",{code},"}) | Q(**{column: f",{code},"}),
        beside=column,
        violation_error_message=words,
    )
