"""Rows that name the sources they rest on by their numbers, as texts do: ``[1] [4]``."""

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.shown import Shown
from languages.constraints import Check

NUMBERS = re.compile(r"\[?\b(\d{1,3})\b\]?")


class Marks(models.CharField):
    """The numbers of some sources: ``[1] [4]``. Marks follow their source when it gets another
    number, as those of texts do. ``1, 4`` is understood, too."""

    def __init__(self, **options):
        super().__init__(**{"max_length": 80, "blank": True, "default": ""} | options)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options | {
            "max_length": self.max_length, "blank": self.blank, "default": "",
        }  # fmt: skip

    def clean(self, value, row):
        return super().clean(self.marks(self.numbers(value)), row)

    @staticmethod
    def numbers(text):
        return [int(number) for number in NUMBERS.findall(text or "")]

    @staticmethod
    def marks(numbers):
        return " ".join(f"[{number}]" for number in sorted(set(numbers)))


class Citing(Shown):
    """A part of a case that rests on numbered sources of the case."""

    cites = Marks(verbose_name=_("sources"), help_text=_("Their numbers: [1] [4]"))

    class Meta:
        abstract = True

    @property
    def numbers(self):
        return Marks.numbers(self.cites)


def has_source(name, words, unless=None):
    """``unless``: the condition under which none is needed."""
    cites = ~Q(cites="")
    return Check(
        name=name,
        condition=cites | unless if unless else cites,
        beside="cites",
        violation_error_message=words,
    )
