"""One box for the whole atlas: cases, levers and contributions that have some words."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import documents as of_cases
from cases import facet_index
from cases.filters import CaseFilter
from cases.models import Case
from cases.search_results import attempts, explained
from contributions import documents as of_contributions
from infrastructures import documents as of_levers
from languages.context import tongues
from languages.refusals import refused_question
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
        return refused_question(request, "pages/search.html", context)
    context["tongues"] = tongues(request, question.query())
    if "q" in question.chosen:
        keys = question.ordered()[:CASES]
        cases = Case.objects.published().for_cards().in_order(keys)
        context["trail"] = question.trail
        context["cases"] = explained(cases, question)
        context["attempts"] = [] if keys else attempts(question)
        context |= {name: best(question.search, kind) for name, kind in GROUPS.items()}
    return render(request, "pages/search.html", context)


def best(search, kind):
    """The first things of a kind that have all the words, each with its ``hit``."""
    keys = search.keys(kind.number, partly=False)[:OTHERS]
    things = kind.public().in_order(keys)
    passages = search.passages(kind.number, keys)
    finder = Finder(search.query)
    for thing in things:
        thing.hit = finder.hit(passages.get(thing.pk, []))
    return things


@require_safe
def suggestions(request):
    """Names that the words typed so far may be on the way to, as JSON."""
    typed = request.GET.get("q", "")[:200].replace("\x00", " ")
    found = suggested(typed, searched()) if typed.strip() else []
    return JsonResponse({"suggestions": found})


def searched():
    """All that is suggested, a kind after the other."""
    index = facet_index.current()
    yield Things(of_cases.KIND, index.bit_of, index.ties, index.keys)
    yield from (Things.in_database(kind.number) for kind in GROUPS.values())
