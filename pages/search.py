"""One box for the whole atlas: cases, levers and contributions that have some words."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases import documents as of_cases
from cases import facet_index
from cases.attempts import starts
from cases.filters import CaseFilter
from cases.proposed import begun, bodies, places
from cases.search_results import BY_NAME, and_the_rest, shown
from contributions import documents as of_contributions
from infrastructures import documents as of_levers
from languages.context import tongues
from languages.refusals import refused_question
from search.extracts import Finder
from search.hits import Things
from search.suggesting import suggestions as suggested

CASES, OTHERS = 10, 5  # shown of each
SUGGESTED = 8
GROUPS = {"levers": of_levers.KIND, "contributions": of_contributions.KIND}


@require_safe
def search(request):
    """The best of each kind; the list of cases has the rest, with its filters."""
    question = CaseFilter.of(request)
    context = {"words": request.GET.get("q", "").strip(), "question": question}
    if not question.is_valid():
        context["refusal"] = " ".join(question.form.errors.get("q", []))
        return refused_question(request, "pages/search.html", context)
    context["tongues"] = tongues(request, question.query())
    if "q" in question.chosen:
        keys = question.ordered()[:CASES]
        context |= {"trail": question.trail, **shown(question, keys)}
        if question.count <= CASES:
            context |= and_the_rest(question, len(keys))
        context |= {name: best(question.search, kind) for name, kind in GROUPS.items()}
    else:
        context["starts"] = starts(question)
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
    """What the words typed so far may be on the way to, as JSON: values of facets with how
    many cases they have, then places, levers and titles."""
    typed = request.GET.get("q", "")[:200].replace("\x00", " ")
    found = []
    if typed.strip():
        index = facet_index.current()
        found = [
            *(as_choice(named) for named in begun(typed, index)),
            *(as_row("place", place, count) for place, count in places(typed, index)),
            *(as_row("organisation", body, count) for body, count in bodies(typed, index)),
            *suggested(typed, searched(index)),
        ]
    return JsonResponse({"suggestions": found[:SUGGESTED]})


def as_choice(named):
    return {
        "label": named.label,
        "language": named.language,
        "note": f"{BY_NAME[named.facet].label} · {cases_in_words(named.count)}",
        "address": list_of({named.facet: [named.value]}),
    }


def as_row(facet, row, count):
    label = str(row)
    return {
        "label": label,
        "language": getattr(row, "language", ""),
        "note": f"{BY_NAME[facet].label} · {cases_in_words(count)}",
        "address": list_of({facet: [row.slug]}),
    }


def cases_in_words(count):
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": count}


def list_of(chosen):
    return reverse("cases:list") + CaseFilter(chosen).query()


def searched(index):
    """All that is suggested, a kind after the other."""
    yield Things.in_database(of_levers.KIND.number)
    yield Things(of_cases.KIND, index.bit_of, index.ties, index.keys)
    yield Things.in_database(of_contributions.KIND.number)
