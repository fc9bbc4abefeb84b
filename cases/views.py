from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .facets import chips, facets, sentence
from .filters import CaseFilter
from .found import attempts, explained
from .matrix import AxesForm, Matrix
from .models import Case, Role
from .notes import Notes
from .related import related
from .trail import query_of, trail_of

PER_PAGE = 20
DEFAULT_AXES = {"rows": "lever", "columns": "region"}


@require_safe
def case_list(request):
    """The answer to a question, or the question again with what is wrong in it (400)."""
    question = CaseFilter(request.GET)
    context = {
        "question": question,
        "facets": facets(question),
        "chips": chips(question),
        "sentence": sentence(question),
    }
    if not question.is_valid():
        return render(request, "cases/case_list.html", context, status=400)
    page = page_of(question.ordered(), request.GET.get("page", 1))
    found = Case.objects.for_cards().in_bulk(page.object_list)
    context |= {
        "sort": question.order,
        "sorts": question.sorts,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "cases": explained([found[pk] for pk in page.object_list], question),
        "trail": query_of(question),
        "published": question.answer.published,
        "attempts": [] if page.object_list else attempts(question),
    }
    return render(request, "cases/case_list.html", context)


def page_of(items, number, per_page=PER_PAGE):
    try:
        return Paginator(items, per_page).page(number)
    except InvalidPage as error:
        raise Http404(_("This list has no such page.")) from error


@require_safe
def case_matrix(request):
    """Two facets crossed, for the answer to a question."""
    question, axes = CaseFilter(request.GET), axes_of(request)
    context = {
        "question": question,
        "axes": axes,
        "more": axes.data.items(),
        "facets": facets(question),
        "chips": chips(question),
        "sentence": sentence(question),
    }
    if not (question.is_valid() and axes.is_valid()):
        return render(request, "cases/case_matrix.html", context, status=400)
    context["matrix"] = Matrix(question, **axes.cleaned_data)
    return render(request, "cases/case_matrix.html", context)


def axes_of(request):
    asked = {name: request.GET.get(name, axis) for name, axis in DEFAULT_AXES.items()}
    return AxesForm(asked)


@require_safe
def case_detail(request, slug):
    case = get_object_or_404(Case.objects.published().for_page(), slug=slug)
    notes = Notes(case.sources.all())
    # In the order of the page: each use of a source gets the next number.
    sections = passages(notes, {_("Why"): case.context, _("How it works"): case.approach})
    results = [(result, notes.result(result)) for result in by_year(case)]
    lessons = passages(
        notes, {_("Challenges and lessons"): case.challenges, _("Financing"): case.financing}
    )
    return render(
        request,
        "cases/case_detail.html",
        {
            "case": case,
            "sections": told(sections),
            "results": results,
            "lessons": told(lessons),
            "silent": silent({**sections, _("Results"): results, **lessons}),
            "sources": notes.cited(),
            "roles": organisations_by_role(case),
            "contributions": case.contributions.published().for_cards(),
            "related": related(case),
            "trail": trail_of(case, request.GET),
        },
    )


def by_year(case):
    """Results in the order of the years they speak of; those of no year come last."""
    return sorted(case.results.all(), key=lambda result: result.year or 9999)


def passages(notes, parts):
    """{title: passage, or None where nothing is known}"""
    return {title: notes.passage(text) if text else None for title, text in parts.items()}


def told(parts):
    return [(title, passage) for title, passage in parts.items() if passage]


def silent(parts):
    """The titles of the parts on which no source was found, in one line of words."""
    return ", ".join(title.lower() for title, passage in parts.items() if not passage)


def organisations_by_role(case):
    """[(role in words, organisations)], the lead first, empty roles left out."""
    rows = list(case.case_organisations.all())
    by_role = [
        (role.label, [row.organisation for row in rows if row.role == role]) for role in Role
    ]
    return [(label, organisations) for label, organisations in by_role if organisations]
