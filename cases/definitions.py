"""What each value of a coded variable means: what counts, an example, and what only looks like
it. Read from ``definitions.yaml``; groups and themes say theirs in their own rows."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from infrastructures.models import Lever
from languages.content import read
from languages.texts import Text, preference

from .models import (
    Area,
    Basis,
    BuiltOn,
    CostKind,
    CostStatus,
    Documentation,
    Evidence,
    Group,
    Identification,
    LocalRole,
    OpenToAll,
    Operation,
    ResultKind,
    Theme,
    Tier,
)

PARTS = ("definition", "example", "counter_example")
VARIABLES = {
    "basis": (_("Who says that it shows a lever"), Basis),
    "local_role": (_("Role of local government"), LocalRole),
    "tier": (_("Tier of government"), Tier),
    "built_on": (_("Built on"), BuiltOn),
    "open_to_all": (_("Who may use it"), OpenToAll),
    "kind": (_("Kind of result"), ResultKind),
    "evidence": (_("Evidence of a result"), Evidence),
    "area": (_("Area of life of a result"), Area),
    "cost_kind": (_("Kind of money"), CostKind),
    "cost_status": (_("Status of a sum"), CostStatus),
    "operation": (_("Status"), Operation),
    "identification": (_("Identification"), Identification),
    "documentation": (_("Documentation"), Documentation),
}


@dataclass
class Value:
    """A value in words, in the reader's language."""

    code: str
    label: str
    definition: Text
    example: Text
    counter_example: Text


@cache
def written():
    """{variable: {code: {part: {language: words}}}}"""
    return read(Path(__file__).with_name("definitions.yaml"))


def definitions():
    """[(name, label, values)] of every coded variable."""
    levers = [(lever.slug, lever.short_name) for lever in Lever.objects.all()]
    yield "lever", _("Lever"), [of_file("lever", *lever) for lever in levers]
    for name, (label, choices) in VARIABLES.items():
        yield name, label, [of_file(name, *choice) for choice in choices.choices]
    yield "group", _("For whom"), [of_row(row, row.name) for row in Group.objects.used()]
    yield "theme", _("Theme"), [of_row(row, row.label) for row in Theme.objects.used()]


def of_file(variable, code, label):
    said, languages = written().get(variable, {}).get(code, {}), preference()
    parts = (said.get(part, {}) for part in PARTS)
    texts = [
        Text.first([text.get(code, "") for code in languages], languages) for text in parts
    ]
    return Value(code, label, *texts)


def of_row(row, label):
    return Value(row.slug, label, *(getattr(row, part) for part in PARTS))
