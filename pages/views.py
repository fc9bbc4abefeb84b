"""Pages that draw from several rooms: the home page, the vocabulary, regions, the method."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cartography.sheet import FRAMES, sheet_of
from cases.filters import CaseFilter, Sort
from cases.mapping import CaseMap
from cases.models import Case, CaseLever, Country, Organisation, Region, Source
from contributions.models import Author, Contribution
from infrastructures.models import Function, Lever, Recommendation
from languages.content import read
from languages.folding import sorting_key

NEWEST = 6


@require_safe
def home(request):
    published = Case.objects.published()
    newest = CaseFilter().ordered(Sort.DOCUMENTED)
    functions = functions_with_cases()
    return render(
        request,
        "pages/home.html",
        {
            "functions": functions,
            "map": CaseMap(shown_under(functions), sheet_of()),
            "recommendations": Recommendation.objects.prefetch_related("levers__function"),
            "newest": published.for_cards().in_order(newest[:NEWEST]),
            "counts": {
                "cases": len(newest),
                "countries": Country.objects.filter(places__cases__in=published)
                .distinct()
                .count(),
                "sources": Source.objects.filter(case__in=published).count(),
                "contributions": Contribution.objects.published().count(),
            },
        },
    )


def functions_with_cases():
    """The 3 × 3: functions, their levers, and under each lever its published cases."""
    rows = CaseLever.objects.filter(case__in=Case.objects.published()).prefetch_related(
        Prefetch("case", Case.objects.for_cards())
    )
    levers = Lever.objects.select_related("function").prefetch_related(
        Prefetch("case_levers", rows, to_attr="published_rows")
    )
    functions = list(Function.objects.prefetch_related(Prefetch("levers", levers)))
    for function in functions:
        for lever in function.levers.all():
            lever.shown = sorted(
                (row.case for row in lever.published_rows),
                key=lambda case: (sureness(case), sorting_key(str(case.main_place or case))),
            )
    return functions


def shown_under(functions):
    """Each case once, whatever the number of its levers; a published one has a lever."""
    levers = [lever for function in functions for lever in function.levers.all()]
    return {case.pk: case for lever in levers for case in lever.shown}.values()


def sureness(case):
    """Marks stand in the order full, half, empty."""
    return ["named", "inferred", "unidentified"].index(case.identification)


def answer(**question):
    """The cases of a question, as cards, in the order of their titles."""
    asked = CaseFilter(question)
    keys = list(asked.ordered(Sort.TITLE))
    return asked, Case.objects.published().for_cards().in_order(keys)


@require_safe
def function(request, slug):
    function = get_object_or_404(Function, slug=slug)
    _asked, cases = answer(function=[slug])
    return render(
        request,
        "pages/function.html",
        {
            "function": function,
            "functions": functions_with_cases(),
            "cases": cases,
        },
    )


@require_safe
def lever(request, slug):
    lever = get_object_or_404(Lever.objects.select_related("function"), slug=slug)
    asked, cases = answer(lever=[slug])
    counts = asked.counts("region")
    return render(
        request,
        "pages/lever.html",
        {
            "lever": lever,
            "functions": Function.objects.prefetch_related("levers__function"),
            "cases": cases,
            "by_region": by_region(cases, asked.vocabulary),
            "countries": sum(1 for count in asked.counts("country").values() if count),
            "gaps": [
                region
                for region in asked.vocabulary.regions
                if region.level == 2 and not counts[region.code]
            ],
            "contributions": lever.contributions.published().for_cards(),
            "recommendations": lever.recommendations.all(),
        },
    )


def by_region(cases, vocabulary):
    """[(region of the first level, or None for no single place, its cases)]"""
    grouped = {}
    for case in cases:
        grouped.setdefault(top_region(case.main_place, vocabulary.regions_by_pk), []).append(
            case
        )
    return sorted(
        grouped.items(), key=lambda group: (group[0] is None, sorting_key(str(group[0])))
    )


def top_region(place, regions):
    """The region of the first level that a place lies in; None for no place."""
    region = (place.region or place.country.region) if place else None
    while region and region.parent_id:
        region = regions[region.parent_id]
    return region


@require_safe
def recommendations(request):
    shown = Case.objects.published().for_cards()
    recommendations = Recommendation.objects.prefetch_related(
        "levers__function", Prefetch("cases", shown, to_attr="published_cases")
    )
    return render(request, "pages/recommendations.html", {"recommendations": recommendations})


@require_safe
def region(request, code):
    region = get_object_or_404(Region.objects.select_related("parent__parent"), code=code)
    asked, cases = answer(region=[code])
    by_region, by_country = asked.counts("region"), asked.counts("country")
    by_lever = asked.counts("lever")
    return render(
        request,
        "pages/region.html",
        {
            "region": region,
            "cases": cases,
            "map": CaseMap(cases, sheet_of(frame_of(region))),
            "frame": frame_of(region),
            "parts": [
                (part, by_region[part.code])
                for part in asked.vocabulary.regions
                if part.parent_id == region.pk
            ],
            "countries": [
                (country, by_country[country.iso2])
                for country in asked.vocabulary.countries
                if by_country[country.iso2]
            ],
            "functions": [
                (function, [(lever, by_lever[lever.slug]) for lever in function.levers.all()])
                for function in asked.vocabulary.functions
            ],
        },
    )


def frame_of(region):
    """The M49 code of the sheet that shows a region: its own, or that of what it is part of."""
    return region.code if region.code in FRAMES else region.parent.code


@require_safe
def organisation(request, slug):
    """What an organisation did and wrote; not found while none of it is published."""
    organisation = get_object_or_404(Organisation, slug=slug)
    cases = Case.objects.published().filter(organisations=organisation).distinct()
    contributions = Contribution.objects.published().filter(organisations=organisation)
    context = {
        "organisation": organisation,
        "cases": list(cases.for_cards()),
        "contributions": list(contributions.for_cards()),
    }
    if not context["cases"] and not context["contributions"]:
        raise Http404
    return render(request, "pages/organisation.html", context)


@require_safe
def author(request, slug):
    """What a person wrote; not found while none of it is published."""
    author = get_object_or_404(Author, slug=slug)
    contributions = list(Contribution.objects.published().filter(authors=author).for_cards())
    if not contributions:
        raise Http404
    context = {"author": author, "contributions": contributions}
    return render(request, "pages/author.html", context)


@require_safe
def about(request):
    texts = {name: text[get_language()] for name, text in about_texts().items()}
    context = {"texts": texts, "contact": settings.CONTACT_EMAIL}
    return render(request, "pages/about.html", context)


@cache
def about_texts():
    return read(Path(__file__).parent / "about.yaml")
