"""Truths of a table that say, beside a field, what is wrong with it."""

from functools import reduce
from operator import and_

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

SLUG, LOWER, UPPER, DIGITS = "a-zA-Z0-9_-", "a-z", "A-Z", "0-9"


class Check(models.CheckConstraint):
    """A check whose words stand ``beside`` a field. Migrations know it as Django's own."""

    def __init__(self, *, beside=None, **options):
        super().__init__(**options)
        self.beside = beside

    def deconstruct(self):
        _path, args, options = super().deconstruct()
        return "django.db.models.CheckConstraint", args, options

    def clone(self):
        """As Django's, which would lose what is not deconstructed."""
        return type(self)(beside=self.beside, **self.deconstruct()[2])

    def validate(self, *args, **options):
        try:
            super().validate(*args, **options)
        except ValidationError as wrong:
            raise ValidationError({self.beside or NON_FIELD_ERRORS: wrong}) from wrong


class AllAtOnce:
    """Checks of a table asked in one query of a row, and one by one only where that says no: a
    form has thirty rows with three checks each, and each would take a savepoint of its own."""

    def __init__(self, checks):
        self.checks = checks

    @classmethod
    def among(cls, constraints):
        """The same constraints, the checks among them as one."""
        checks = [one for one in constraints if isinstance(one, models.CheckConstraint)]
        others = [one for one in constraints if one not in checks]
        return [cls(checks), *others] if checks else others

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        told = instance._get_field_expression_map(meta=model._meta, exclude=exclude)
        asked = [
            one for one in self.checks if Q(one.condition).referenced_base_fields <= told.keys()
        ]
        if not asked or reduce(and_, (Q(one.condition) for one in asked)).check(told, using):
            return
        errors = {}
        for one in asked:
            try:
                one.validate(model, instance, exclude=exclude, using=using)
            except ValidationError as wrong:
                errors = wrong.update_error_dict(errors)
        raise ValidationError(errors)


class ConsistsOf(Func):
    """Whether a column has signs, and none but those of a set as in brackets: ``a-z0-9``."""

    arity = 2
    output_field = models.BooleanField()

    def as_sql(self, compiler, connection, **options):
        column, parameters = compiler.compile(self.source_expressions[0])
        return f"{column} ~ %s", [*parameters, f"^[{self.signs}]+$"]

    def as_sqlite(self, compiler, connection, **options):
        column, parameters = compiler.compile(self.source_expressions[0])
        words = f"({column} <> '' AND {column} NOT GLOB %s)"
        return words, [*parameters, *parameters, f"*[^{self.signs}]*"]

    @property
    def signs(self):
        return self.source_expressions[1].value


def consists_of(column, signs, length=None):
    condition = Q(ConsistsOf(column, Value(signs)))
    return condition & Q(Exact(Length(column), length)) if length else condition


def given(column, name, words):
    """A text that must have words."""
    return Check(
        name=name, condition=~Q(**{column: ""}), beside=column, violation_error_message=words
    )


def code_of(column, signs, length, name, words):
    return Check(
        name=name,
        condition=consists_of(column, signs, length),
        beside=column,
        violation_error_message=words,
    )


def slug_of_signs(name):
    """A slug of other signs than addresses are made of has no address."""
    return Check(
        name=name,
        condition=consists_of("slug", SLUG),
        beside="slug",
        violation_error_message=_("A slug has letters without accents, figures and hyphens."),
    )


def language_code(column, name, *, blank=False):
    """Small letters, as in ``lang="es"``."""
    is_code = consists_of(column, LOWER)
    return Check(
        name=name,
        condition=is_code | Q(**{column: ""}) if blank else is_code,
        beside=column,
        violation_error_message=_("A code of two or three small letters, such as es."),
    )


def web_address(column, name):
    """Of the web alone: a browser would run what begins with ``javascript:``."""
    return Check(
        name=name,
        condition=Q(**{column: ""})
        | Q(**{f"{column}__startswith": "https://"})
        | Q(**{f"{column}__startswith": "http://"}),
        beside=column,
        violation_error_message=_("An address of the web begins with https:// or http://."),
    )
