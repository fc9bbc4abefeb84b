"""Files of the answer to a question, sent while they are written."""

from functools import partial

from django import forms
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases import compare_view
from cases.filters import CaseFilter
from cases.matrix import Matrix
from cases.models import Case
from cases.results_matrix import ResultsMatrix
from cases.results_view import case_results
from cases.side_by_side import SideBySide
from cases.views import axes_of, case_matrix
from contributions.models import Contribution
from languages.refusals import refusal

from .as_of import as_of
from .bibliography import PartsForm, works
from .citable import of_case, of_contribution, of_notice
from .formats import FORMATS, spreadsheet
from .formats.archive import zipped
from .formats.delimited import DelimiterForm, crossed
from .licences import TEXTS
from .matrix_rows import long_rows
from .package import files, reliability_file
from .refusals import refused, refused_page, with_dataset
from .result_rows import result_rows

COMPARED = ["csv", "xlsx"]
REFERENCES = {name: format for name, format in FORMATS.items() if format.of_works}


class MatrixForm(DelimiterForm):
    """``?shape=long``: one row a cell, with keys; else the table as the page shows it."""

    SHAPES = [
        ("wide", gettext_lazy("as on the page")),
        ("long", gettext_lazy("one row per cell")),
    ]
    shape = forms.ChoiceField(choices=SHAPES, required=False, label=gettext_lazy("shape"))


@require_safe
def export(request, extension):
    """The file; or the question again with what is wrong in it (400); or, for a format that
    is not known, those that are (404)."""
    if extension not in FORMATS:
        return unknown_format(request, extension, FORMATS.values())
    return file(request, FORMATS[extension])


@with_dataset
def file(request, dataset, format):
    parts = PartsForm(request.GET)
    if not parts.is_valid():
        return refused(request, parts.errors, refused_page(form=parts))
    write, faults = writer(request, format)
    if faults:
        return refused(request, faults, refused_page(form=DelimiterForm(request.GET)))
    if format.most and dataset.count > format.most:
        return too_large(request, dataset, format)
    subject = works(dataset, parts.chosen) if format.of_works else dataset
    name = f"atlas-{dataset.language}-{dataset.work.date}.{format.extension}"
    response = streamed(format.media_type, name, write(subject))
    if not format.of_works:
        response["X-Total-Count"] = dataset.count
    return response


def writer(request, format):
    """(how the format is written, {parameter: [words]} that refuse it)"""
    if format.extension != "csv":
        return format.write, {}
    form = DelimiterForm(request.GET)
    if not form.is_valid():
        return None, form.errors
    return partial(format.write, delimiter=form.chosen), {}


@require_safe
def matrix(request):
    """Two facets crossed, as a table; or their page again with what is wrong in it (400)."""
    question, axes, form = CaseFilter.of(request), axes_of(request), MatrixForm(request.GET)
    if not (question.is_valid() and axes.is_valid()):
        return refused(request, question.form.errors | axes.errors, case_matrix)
    if not form.is_valid():
        return refused(request, form.errors, refused_page(form=form))
    if form.cleaned_data["shape"] == "long":
        rows, name = long_rows(question, axes.cleaned_data), "atlas-matrix-long.csv"
    else:
        rows, name = Matrix(question, **axes.cleaned_data).records(), "atlas-matrix.csv"
    table = crossed(rows, form.chosen)
    return streamed(FORMATS["csv"].media_type, name, table)


@require_safe
def compared(request, extension):
    """Two to four cases side by side, as a table; or their page again with what is wrong."""
    if extension not in COMPARED:
        return unknown_format(request, extension, [FORMATS[name] for name in COMPARED])
    question, form = CaseFilter.of(request), DelimiterForm(request.GET)
    if not form.is_valid():
        return refused(request, form.errors, refused_page(form=form))
    cases = compare_view.compared(question) if question.is_valid() else None
    if cases is None:
        return compare_view.case_compare(request)
    rows = list(SideBySide(cases).table())
    if extension == "xlsx":
        table = spreadsheet.book([_("Side by side")], [[rows[:1], rows[1:]]], as_of())
    else:
        table = crossed(rows, form.chosen)
    return streamed(FORMATS[extension].media_type, f"atlas-side-by-side.{extension}", table)


@require_safe
def results(request, extension):
    """Results by lever and area, one row for each of their cells; or their page again with what
    is wrong in the question (400)."""
    if extension not in COMPARED:
        return unknown_format(request, extension, [FORMATS[name] for name in COMPARED])
    question, form = CaseFilter.of(request), DelimiterForm(request.GET)
    if not question.is_valid():
        return refused(request, question.form.errors, case_results)
    if not form.is_valid():
        return refused(request, form.errors, refused_page(form=form))
    rows = result_rows(ResultsMatrix(question))
    if extension == "xlsx":
        table = spreadsheet.book([_("Results")], [[[next(rows)], rows]], as_of())
    else:
        table = crossed(rows, form.chosen)
    return streamed(FORMATS[extension].media_type, f"atlas-results.{extension}", table)


@require_safe
def reliability(request, table):
    """What stands behind the page of the same name: agreement, audits, or the two codings."""
    return streamed(FORMATS["csv"].media_type, f"atlas-{table}.csv", reliability_file(table))


@require_safe
@with_dataset
def package(request, dataset):
    """The data package of a dataset, as a zip."""
    day = dataset.work.date
    name = f"atlas-{dataset.language}-{day}.zip"
    response = streamed("application/zip", name, zipped(files(dataset), day))
    response["X-Total-Count"] = dataset.count
    return response


@require_safe
def case_reference(request, slug, extension):
    case = get_object_or_404(Case.objects.published(), slug=slug)
    return reference(request, of_case(case), extension)


@require_safe
def contribution_reference(request, slug, extension):
    found = Contribution.objects.published().for_cards()
    return reference(request, of_contribution(get_object_or_404(found, slug=slug)), extension)


@require_safe
def notice_reference(request, slug, extension):
    found = Contribution.objects.published()
    return reference(request, of_notice(get_object_or_404(found, slug=slug)), extension)


def reference(request, work, extension):
    """One work as a file; for a format that is not one of references, those that are (404)."""
    if extension not in REFERENCES:
        return unknown_format(request, extension, REFERENCES.values())
    format = REFERENCES[extension]
    name = f"{work.key}.{extension}"
    return streamed(format.media_type, name, format.write([work]))


def too_large(request, dataset, format):
    """More cases than a file of the format holds: none is cut off without a word."""
    told = _(
        "A file in %(format)s holds at most %(most)s cases, and this answer has %(count)s."
    ) % {
        "format": format.label,
        "most": number_format(format.most, force_grouping=True),
        "count": number_format(dataset.count, force_grouping=True),
    }
    return refused_page(status=413, refused=told)(request)


def unknown_format(request, extension, formats):
    context = {"asked": extension[:20], "formats": formats}
    return refusal(request, "open_data/unknown_format.html", context)


def streamed(media_type, name, pieces):
    """A file to keep, with its licence."""
    response = StreamingHttpResponse(pieces, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = f'<{TEXTS.path}>; rel="license"'
    response["Access-Control-Allow-Origin"] = "*"  # public data, for pages of others too
    return response
