"""Pages that draw from several rooms: the home page, the vocabulary, regions, the method.

What grows with the atlas is cut: numbers are whole, lists are of the first, and lead on.
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cartography.sheet import FRAMES, sheet_of
from cases.cards import cards, cards_of
from cases.filters import CaseFilter, Sort
from cases.mapping import CaseMap, map_of_all
from cases.models import (
    Case,
    CaseOrganisation,
    Identification,
    Organisation,
    Region,
    Source,
)
from cases.views import page_of
from cases.whereabouts import whereabouts
from contributions.models import Author, Contribution
from editorial.catalogue import once_per_stamp
from editorial.models import FormerSlug
from infrastructures.models import Function, Idea, Lever, Recommendation
from languages.content import read

from .doors import doors
from .finding import finding
from .guides import guides
from .ledger import ledger, ledger_by_region
from .plates import functions_with_cases, named_by_the_synthesis

NEWEST = 6
MENTIONED = 40  # cases or contributions beside something else
WORKS = 40  # on a page of an organisation or an author


@require_safe
def home(request):
    newest = CaseFilter().ordered(Sort.DOCUMENTED)[:NEWEST]
    context = {
        "functions": functions_with_cases(),
        "map": map_of_all(),
        "recommendations": Recommendation.objects.prefetch_related("levers__function"),
        "newest": cards_of(newest),
        "counts": counts_of_all(),
        "finding": finding(),
        "ways": doors(),
    }
    return render(request, "pages/home.html", context)


@once_per_stamp
def counts_of_all():
    """The figures of the home page."""
    question = CaseFilter()
    return {
        "cases": question.answer.published,
        **origins_of(question),
        "countries": countries_of(question),
        "sources": Source.objects.filter(case__in=Case.objects.published()).count(),
        "contributions": Contribution.objects.published().count(),
        "syntheses": Contribution.objects.published().filter(is_synthesis=True).count(),
    }


def origins_of(question):
    """How many cases the synthesis names, and how many the editors found beside it."""
    found = question.counts("identification")[Identification.FOUND]
    return {"named": question.answer.published - found, "found": found}


def countries_of(question):
    """How many countries have a case of the answer."""
    return sum(1 for count in question.counts("country").values() if count)


@require_safe
def frame(request):
    """What infrastructures of care are, in our words; the three functions beside it."""
    synthesis = Contribution.objects.published().filter(is_synthesis=True).first()
    ideas = list(Idea.objects.prefetch_related("levers__function"))
    context = {
        "ideas": list(zip(ideas, guides([idea.body for idea in ideas]), strict=True)),
        "functions": Function.objects.all(),
        "synthesis": synthesis,
    }
    return render(request, "pages/frame.html", context)


@require_safe
def function(request, slug):
    function = get_object_or_404(Function, slug=slug)
    question = CaseFilter({"function": [slug]})
    context = {
        "function": function,
        "functions": functions_with_cases(),
        **ledger(question, slug),
    }
    return render(request, "pages/function.html", context)


@require_safe
def lever(request, slug):
    lever = get_object_or_404(Lever.objects.select_related("function"), slug=slug)
    question = CaseFilter({"lever": [slug]})
    counts = question.counts("region")
    contributions = list(lever.contributions.published().for_cards()[: MENTIONED + 1])
    context = {
        "lever": lever,
        "functions": Function.objects.prefetch_related("levers__function"),
        **ledger_by_region(question, lever.function.slug),
        "countries": countries_of(question),
        "named": named_by_the_synthesis().get(lever.pk, 0),
        "gaps": [
            region
            for region in question.vocabulary.regions
            if region.level == 2 and not counts[region.code]
        ],
        "contributions": contributions[:MENTIONED],
        "more_contributions": len(contributions) > MENTIONED,
        "recommendations": lever.recommendations.all(),
        "ideas": lever.ideas.all(),
        "ways": doors(lever=slug),
        "asked": question,
    }
    return render(request, "pages/lever.html", context)


@require_safe
def recommendations(request):
    context = {"recommendations": with_illustrations(Recommendation.objects.all())}
    return render(request, "pages/recommendations.html", context)


def with_illustrations(recommendations):
    """Each with the first ``cases_shown`` that illustrate it, and how many ``others`` do."""
    tied = Recommendation.cases.through.objects.filter(case__in=Case.objects.published())
    ranked = tied.annotate(
        rank=Window(RowNumber(), partition_by="recommendation", order_by="case__slug"),
        total=Window(Count("pk"), partition_by="recommendation"),
    ).filter(rank__lte=MENTIONED)
    rows = list(ranked.order_by("rank").values_list("recommendation", "case", "total"))
    marked = whereabouts().marked({case for _recommendation, case, _total in rows})
    recommendations = list(recommendations.prefetch_related("levers__function"))
    former = FormerSlug.objects.by_thing("recommendation")
    for one in recommendations:
        one.former_slugs = [slug for slug in former.get(one.slug, []) if slug != one.slug]
        mine = [
            (case, total) for recommendation, case, total in rows if recommendation == one.pk
        ]
        one.cases_shown = [marked[case] for case, _total in mine if case in marked]
        one.others = mine[0][1] - len(mine) if mine else 0
    return recommendations


@require_safe
def region(request, code):
    region = get_object_or_404(Region.objects.select_related("parent__parent"), code=code)
    question = CaseFilter({"region": [code]})
    by_region, by_country = question.counts("region"), question.counts("country")
    by_lever, vocabulary = question.counts("lever"), question.vocabulary
    context = {
        "region": region,
        **ledger(question, ""),
        "map": CaseMap(question.ordered(Sort.TITLE), sheet_of(frame_of(region))),
        "frame": frame_of(region),
        "parts": [
            (part, by_region[part.code])
            for part in vocabulary.regions
            if part.parent_id == region.pk
        ],
        "countries": [
            (country, by_country[country.iso2])
            for country in vocabulary.countries
            if by_country[country.iso2]
        ],
        "functions": [
            (function, [(lever, by_lever[lever.slug]) for lever in function.levers.all()])
            for function in vocabulary.functions
        ],
    }
    return render(request, "pages/region.html", context)


def frame_of(region):
    """The M49 code of the sheet that shows a region: its own, or that of what it is part of;
    empty, which is the world, where none has one."""
    while region and region.code not in FRAMES:
        region = region.parent
    return region.code if region else ""


@require_safe
def organisation(request, slug):
    """What an organisation did and wrote; not found while none of it is published."""
    organisation = get_object_or_404(Organisation.objects.select_related("country"), slug=slug)
    did = CaseOrganisation.objects.filter(organisation=organisation).values("case")
    wrote = Contribution.objects.published().filter(organisations=organisation)
    done = Case.objects.published().filter(pk__in=did)
    page = page_of_works(request, done.for_cards(), wrote.for_cards())
    context = {
        "organisation": organisation,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "cases": cards(one for one in page if isinstance(one, Case)),
        "contributions": [one for one in page if isinstance(one, Contribution)],
    }
    return render(request, "pages/organisation.html", context)


@require_safe
def author(request, slug):
    """What a person wrote; not found while none of it is published."""
    author = get_object_or_404(Author, slug=slug)
    wrote = Contribution.objects.published().filter(authors=author)
    page = page_of_works(request, wrote.for_cards())
    context = {
        "author": author,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "contributions": page.object_list,
    }
    return render(request, "pages/author.html", context)


def page_of_works(request, *querysets):
    """A page of some querysets, one after the other; not found if there is nothing at all."""
    page = page_of(InARow(querysets), request.GET.get("page", 1), WORKS)
    if not page.object_list:
        raise Http404
    return page


class InARow:
    """Some querysets as one sequence, counted and cut by the database."""

    def __init__(self, querysets):
        self.parts = [(rows, rows.count()) for rows in querysets]

    def __len__(self):
        return sum(count for _rows, count in self.parts)

    def __getitem__(self, part):
        found, (start, stop, _step) = [], part.indices(len(self))
        for rows, count in self.parts:
            if start < count and stop > 0:
                found += rows[max(start, 0) : min(stop, count)]
            start, stop = start - count, stop - count
        return found


@require_safe
def about(request):
    counts = counts_of_all()
    told = {**counts, "contributions": counts["contributions"] - counts["syntheses"]}
    texts = {name: text[get_language()].format(**told) for name, text in about_texts().items()}
    context = {"texts": texts, "contact": settings.CONTACT_EMAIL}
    return render(request, "pages/about.html", context)


@cache
def about_texts():
    return read(Path(__file__).parent / "about.yaml")
