"""Files of the answer to a question, sent while they are written."""

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.filters import CaseFilter
from cases.matrix import Matrix
from cases.models import Case
from cases.views import axes_of, case_list, case_matrix
from contributions.models import Contribution
from languages.refusals import refusal

from .answer import Answer
from .entries import EntriesForm, works
from .formats import FORMATS
from .formats.archive import zipped
from .formats.delimited import crossed
from .licences import TEXTS
from .package import files
from .works import of_case, of_contribution

REFERENCES = {name: format for name, format in FORMATS.items() if format.of_works}


@require_safe
def export(request, extension):
    """The file; or the question again with what is wrong in it (400); or, for a format that
    is not known, those that are (404)."""
    if extension not in FORMATS:
        return unknown_format(request, extension, FORMATS.values())
    question = CaseFilter(request.GET)
    if not question.is_valid():
        return case_list(request)
    entries = EntriesForm(request.GET)
    if not entries.is_valid():
        return refusal(request, "open_data/refused.html", {"form": entries}, status=400)
    format = FORMATS[extension]
    answer = Answer(question, get_language())
    if format.most and answer.count > format.most:
        return too_large(request, answer, format)
    subject = works(answer, entries.chosen) if format.of_works else answer
    name = f"atlas-{answer.language}-{timezone.now():%Y-%m-%d}.{extension}"
    response = streamed(format.media_type, name, format.write(subject))
    if not format.of_works:
        response["X-Total-Count"] = answer.count
    return response


@require_safe
def matrix(request):
    """Two facets crossed, as a table; or their page again with what is wrong in it (400)."""
    question, axes = CaseFilter(request.GET), axes_of(request)
    if not (question.is_valid() and axes.is_valid()):
        return case_matrix(request)
    table = crossed(Matrix(question, **axes.cleaned_data).records())
    return streamed(FORMATS["csv"].media_type, "atlas-matrix.csv", table)


@require_safe
def package(request):
    """The data package of an answer, as a zip."""
    question = CaseFilter(request.GET)
    if not question.is_valid():
        return case_list(request)
    answer = Answer(question, get_language())
    name = f"atlas-{answer.language}-{timezone.now():%Y-%m-%d}.zip"
    response = streamed("application/zip", name, zipped(files(answer)))
    response["X-Total-Count"] = answer.count
    return response


@require_safe
def case_reference(request, slug, extension):
    case = get_object_or_404(Case.objects.published(), slug=slug)
    return reference(request, of_case(case), extension)


@require_safe
def contribution_reference(request, slug, extension):
    found = Contribution.objects.published().for_cards()
    return reference(request, of_contribution(get_object_or_404(found, slug=slug)), extension)


def reference(request, work, extension):
    """One work as a file; for a format that is not one of references, those that are (404)."""
    if extension not in REFERENCES:
        return unknown_format(request, extension, REFERENCES.values())
    format = REFERENCES[extension]
    name = f"{work.key}.{extension}"
    return streamed(format.media_type, name, format.write([work]))


def too_large(request, answer, format):
    """More cases than a file of the format holds: none is cut off without a word."""
    refused = _(
        "A file in %(format)s holds at most %(most)s cases, and this answer has %(count)s."
    ) % {
        "format": format.label,
        "most": number_format(format.most, force_grouping=True),
        "count": number_format(answer.count, force_grouping=True),
    }
    return refusal(request, "open_data/refused.html", {"refused": refused}, status=413)


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
