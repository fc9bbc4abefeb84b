"""One box for the whole atlas: cases, levers and contributions that have some words."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import documents as of_cases
from cases import index
from cases.filters import CaseFilter
from cases.found import attempts, explained
from cases.models import Case
from cases.trail import query_of
from contributions import documents as of_contributions
from infrastructures import documents as of_levers
from search.extracts import Finder
from search.hits import Things
from search.suggesting import suggestions as suggested

CASES, OTHERS = 10, 5  # shown of each
GROUPS = {"levers": of_levers.KIND, "contributions": of_contributions.KIND}


@require_safe
def search(request):
    """The best of each kind; the list of cases has the rest, with its filters."""
    question = CaseFilter(request.GET)
    context = {"words": request.GET.get("q", "").strip(), "question": question}
    if not question.is_valid():
        context["refusal"] = " ".join(question.form.errors.get("q", []))
        return render(request, "pages/search.html", context, status=400)
    if "q" in question.chosen:
        keys = question.ordered()[:CASES]
        rows = Case.objects.for_cards().in_bulk(keys)
        context["trail"] = query_of(question)
        # A row may vanish between two queries.
        context["cases"] = explained([rows[key] for key in keys if key in rows], question)
        context["attempts"] = [] if keys else attempts(question)
        context |= {name: best(question.search, kind) for name, kind in GROUPS.items()}
    return render(request, "pages/search.html", context)


def best(search, kind):
    """The first things of a kind that have all the words, each with its ``hit``."""
    keys = search.keys(kind.number, partly=False)[:OTHERS]
    rows = kind.public().in_bulk(keys)
    passages = search.passages(kind.number, keys)
    finder = Finder(search.query)
    shown = [rows[key] for key in keys if key in rows]
    for one in shown:
        one.hit = finder.hit(passages[one.pk])
    return shown


@require_safe
def suggestions(request):
    """Names that the words typed so far may be on the way to, as JSON."""
    typed = request.GET.get("q", "")[:200].replace("\x00", " ")
    found = suggested(typed, searched()) if typed.strip() else []
    return JsonResponse({"suggestions": found})


def searched():
    """All that is suggested, a kind after the other."""
    facets = index.current()
    if facets:
        yield Things(of_cases.KIND, facets.places, facets.ties, facets.keys)
    else:
        yield Things.in_database(of_cases.NUMBER)
    yield from (Things.in_database(kind.number) for kind in GROUPS.values())
