from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.page_changes import changes_of, in_words
from languages.addresses import page_in_address
from languages.context import tongues
from languages.punctuation import joined
from languages.refusals import refused_question

from .facet_boxes import facets, ranges
from .filters import CaseFilter
from .matrix import DEFAULT_AXES, AxesForm, Matrix
from .models import Case, Role
from .near_form import near_what
from .neighbours import neighbours
from .notes import Notes
from .question_words import chips, sentence, town_chips
from .related import related
from .search_results import and_the_rest, shown
from .strip import starting, strip

PER_PAGE = 20
CHANGES = 50  # on a page


def asked(request, question, page=None, **shown):
    """What every page of an answer shows of its question; ``shown`` are the parameters of
    the page itself, such as the axes of a matrix. A choice less leads back to page one."""
    context = {
        "question": question,
        "facets": facets(question),
        "ranges": ranges(question),
        "chips": chips(question, **shown) + town_chips(question, **shown),
        "sentence": sentence(question),
    }
    if question.is_valid():
        shown["page"] = page_in_address(page)
        context["tongues"] = tongues(request, question.query(**shown))
    return context


@require_safe
def case_list(request):
    """The answer to a question, or the question again with what is wrong in it (400)."""
    question = CaseFilter.of(request)
    context = asked(request, question, page=request.GET.get("page"))
    if not question.is_valid():
        return refused_question(request, "cases/case_list.html", context)
    page = page_of(question.ordered(), request.GET.get("page", 1))
    context |= {
        "sort": question.order,
        "sorts": question.sorts,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "trail": question.trail,
        "published": question.answer.published,
        **shown(question, page.object_list),
    }
    context |= near_what(question, context["cases"])
    if not page.has_next():
        context |= and_the_rest(question, len(page.object_list))
    return render(request, "cases/case_list.html", context)


def page_of(items, number, per_page=PER_PAGE):
    try:
        return Paginator(items, per_page).page(number)
    except InvalidPage as error:
        raise Http404(_("This list has no such page.")) from error


@require_safe
def case_matrix(request):
    """Two facets crossed, for the answer to a question."""
    question, axes = CaseFilter.of(request), axes_of(request)
    shown = axes.changed() if axes.is_valid() else {}
    context = asked(request, question, **shown) | {"axes": axes, "more": axes.data.items()}
    if not (question.is_valid() and axes.is_valid()):
        return refused_question(request, "cases/case_matrix.html", context)
    context["matrix"] = Matrix(question, **axes.cleaned_data)
    context["csv"] = question.query(**shown)
    context["csv_long"] = question.query(**shown, shape="long")
    return render(request, "cases/case_matrix.html", context)


def axes_of(request):
    asked = {name: request.GET.get(name, axis) for name, axis in DEFAULT_AXES.items()}
    return AxesForm(asked)


@require_safe
def case_detail(request, slug):
    return case_page(request, get_object_or_404(Case.objects.published().for_page(), slug=slug))


def preview_of_case(request, case):
    """Of a working copy or a draft: on its page all that names it names what it replaces."""
    rows = Case._default_manager.for_page()
    return case_page(request, rows.select_related("replaces").get(pk=case.pk))


def case_page(request, case):
    notes = Notes(case.sources.all())
    # In the order of the page: each use of a source gets the next number.
    facts = strip(case, notes)
    sections = passages(notes, {_("Why"): case.context, _("How it works"): case.approach})
    levers = [(row, notes.numbers(row.numbers)) for row in case.case_levers.all()]
    results = [(result, notes.result(result)) for result in by_year(case)]
    to_start_with = starting(case, notes)
    costs = [(cost, notes.numbers(cost.numbers)) for cost in case.costs.all()]
    lessons = passages(
        notes, {_("Challenges and lessons"): case.challenges, _("Financing"): case.financing}
    )
    trail, nearby = neighbours(case, request.GET), related(case)
    return render(
        request,
        "cases/case_detail.html",
        {
            "tongues": tongues(request, trail and trail.query),
            "case": case,
            "strip": facts,
            "sections": told(sections),
            "levers": levers,
            "starting": to_start_with,
            "costs": costs,
            "copies": [(copy, notes.numbers(copy.numbers)) for copy in case.copies.all()],
            "contacts": [(row, notes.numbers(row.numbers)) for row in case.contacts.all()],
            "not_found": notes.passage(case.not_found) if case.not_found else None,
            "results": results,
            "lessons": told(lessons),
            "silent": silent({**sections, _("Results"): results, **lessons}),
            "sources": notes.cited(),
            "roles": organisations_by_role(case),
            "contributions": case.original.contributions.published().for_cards(),
            "related": nearby,
            "boxed": [case, *nearby],
            "trail": trail,
        },
    )


@require_safe
def case_changes(request, slug):
    case = get_object_or_404(Case.objects.published(), slug=slug)
    return changes_page(request, case, reverse("cases:list"), _("Cases"))


def changes_page(request, thing, list_address, list_name):
    """When something was published and corrected, and why, to its first day."""
    page = page_of(changes_of(thing), request.GET.get("page", 1), CHANGES)
    context = {
        "thing": thing,
        "changes": in_words(thing, page.object_list),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "list_address": list_address,
        "list_name": list_name,
    }
    return render(request, "editorial/changes.html", context)


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
    return joined(title.lower() for title, passage in parts.items() if not passage)


def organisations_by_role(case):
    """[(role in words, organisations)], the lead first, empty roles left out."""
    rows = list(case.case_organisations.all())
    by_role = [
        (role.label, [row.organisation for row in rows if row.role == role]) for role in Role
    ]
    return [(label, organisations) for label, organisations in by_role if organisations]
