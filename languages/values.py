"""What a file says, taken for what is wanted, or refused in words for who did not mean it."""

import datetime
from math import isfinite

from django.db import models

from .content_files import Fault
from .uniform import uniform

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


def finite(value, at):
    """YAML has numbers that are none: ``.nan`` and ``.inf``."""
    if isinstance(value, float) and not isfinite(value):
        raise Fault("a number is wanted, and this is none", at)
    return value


def clean_text(value, at):
    return uniform(expect(value, str, "a text", at)).strip()


def slugs(value, at):
    """The points of a list, each a text, none twice."""
    found = []
    for number, each in enumerate(expect(value, list, "a list", at)):
        slug = clean_text(each, (*at, number))
        if slug in found:
            raise Fault(f"“{slug}” stands twice", (*at, number))
        found.append(slug)
    return found
