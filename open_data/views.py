"""Pages of what a reader takes away: the formats of an answer, and the codebook."""

import datetime

from django.conf import settings
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from cases.definitions import definitions
from cases.models import Case, Evidence, Result, ResultKind, Source
from cases.question_words import chips
from contributions.models import Contribution
from languages.context import tongues
from search.engines import listed

from .bibliography import Part
from .codebook import lines
from .formats import FORMATS
from .licences import DATA, TEXTS
from .publisher import publisher
from .refusals import with_dataset
from .reliability import agreements, audits, changed
from .shared_parameters import own_and_shared
from .sheet import SHEET
from .styles import citations, in_full
from .table_rows import TABLES


@require_safe
@with_dataset
def data(request, dataset):
    """Every way to take the answer to a question away, with its count before the click."""
    context = {
        "tongues": tongues(request, dataset.question.query()),
        "dataset": dataset,
        "question": dataset.question,
        "chips": chips(dataset.question),
        "formats": [format for format in FORMATS.values() if not format.of_works],
        "references": [format for format in FORMATS.values() if format.of_works],
        "parts": [(part, count_of(part, dataset)) for part in Part],
        "citations": citations(dataset.work),
        "licences": [TEXTS, DATA],
    }
    return render(request, "open_data/data.html", context)


def count_of(part, dataset):
    """How many works a file of references of this kind holds."""
    if part == Part.CASES:
        return dataset.count
    cases = listed(dataset.cases)
    if part == Part.SOURCES:
        return Source.objects.filter(case__in=cases).count()
    told = Contribution.cases.through.objects.filter(case__in=cases).values("contribution")
    return Contribution.objects.published().filter(pk__in=told).count()


@require_safe
def codebook(request):
    """What every column of every table means."""
    tables = [("sheet", _("One row per case: CSV, XLSX, GeoJSON, lists of the API."), SHEET)]
    tables += [(table.name, table.meaning, table.columns) for table in TABLES.values()]
    context = {
        "tables": [
            (name, meaning, lines(columns), any(column.translated for column in columns))
            for name, meaning, columns in tables
        ],
    }
    return render(request, "open_data/codebook.html", context)


@require_safe
def coded_values(request):
    """What every value of what is coded means, with an example and what does not count."""
    context = {"definitions": list(definitions())}
    return render(request, "open_data/coded_values.html", context)


@require_safe
def reliability(request):
    """How far two coders agreed, and what audits of the texts found."""
    context = {
        "agreements": [
            (variable_label(row.variable), distance_label(row.distance), row)
            for row in agreements()
        ],
        "audits": [
            (audit_label(row["audit"]), day_in_words(row["day"]), row) for row in audits()
        ],
        "changed": [changed_in_words(row) for row in changed()],
        "publisher": publisher(),
    }
    return render(request, "open_data/reliability.html", context)


def changed_in_words(row):
    """A change of a code, as a reader is told of it."""
    codes = {"results.kind": ResultKind, "results.evidence": Evidence}.get(row["variable"])
    told = {
        name: codes(row[name]).label if codes else row[name] for name in ("before", "after")
    }
    return (
        row
        | told
        | {
            "variable": variable_label(row["variable"]),
            "day": day_in_words(row["day"]),
            "why": row[f"why_{get_language()}"],
        }
    )


def variable_label(variable):
    """What a coded variable is called: a field of a case or of its results, or its levers."""
    if variable == "levers":
        return _("Levers")
    if variable == "levers_observed":
        return _("Levers that the editors saw")
    owner, _dot, name = variable.rpartition(".")
    model = Result if owner else Case
    words = capfirst(str(model._meta.get_field(name).verbose_name))
    return _("Results: %(field)s") % {"field": words.lower()} if owner else words


def distance_label(distance):
    """MASI is a name."""
    return {"nominal": _("nominal")}.get(distance, distance)


def day_in_words(written):
    """Of a day, or of a month where no day is known: ``2026-11-27``, ``2026-11``."""
    if written.count("-") == 2:
        return in_full(datetime.date.fromisoformat(written))
    month = datetime.date.fromisoformat(f"{written}-01")
    return date_format(month, "YEAR_MONTH_FORMAT")


def audit_label(audit):
    return {
        "random-cases": _("Sentences of cases drawn at random"),
        "new-dossiers": _("Dossiers of cases that the editors found"),
    }[audit]


@require_safe
def api(request):
    """The description of the API, as a page: made from the same OpenAPI document."""
    described = SchemaGenerator().get_schema(request=None, public=True)
    operations = []
    for path, told in described["paths"].items():
        own, shared = own_and_shared(told["get"])
        operations.append((told["get"], path, list(map(in_row, own)), shared))
    context = {
        "operations": operations,
        "shared": list(map(in_row, described["components"]["parameters"].values())),
        "rate": settings.API_RATE,
    }
    return render(request, "open_data/api.html", context)


def in_row(parameter):
    """(name, meaning, accepted values, else what kind of value) of one parameter."""
    schema = parameter["schema"]
    values = schema.get("items", schema).get("enum", [])
    bounds = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    kind = f"{schema['type']} {'–'.join(bounds)}"
    return parameter["name"], parameter.get("description", ""), values, kind
