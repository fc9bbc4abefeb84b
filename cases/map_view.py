"""The map of the answer to a question, with its index; the whole world or a part of it."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cartography.sheet import FRAMES, sheet_of
from languages.refusals import refused_question
from search.engines import listed

from .filters import CaseFilter
from .mapping import CaseMap, for_map
from .models import Case
from .views import asked


@require_safe
def case_map(request):
    question = CaseFilter(request.GET)
    zoom = request.GET.get("zoom", "")
    regions = with_a_sheet(question.vocabulary)
    context = asked(request, question, **({"zoom": zoom} if zoom in regions else {})) | {
        "functions": question.vocabulary.functions,
        "more": [("zoom", zoom)],
        "zoom": zoom,
    }
    if not question.is_valid() or (zoom and zoom not in regions):
        context["sheets"] = regions.values() if question.is_valid() else None
        return refused_question(request, "cases/case_map.html", context)
    case_map = CaseMap(
        for_map(Case.objects.published().filter(pk__in=listed(question.keys()))), sheet_of(zoom)
    )
    context |= {
        "map": case_map,
        "region": regions.get(zoom),
        "trail": question.trail if question.chosen else "",
        "parts": parts(case_map, question.vocabulary, zoom),
    }
    return render(request, "cases/case_map.html", context)


def with_a_sheet(vocabulary):
    """{M49 code: region}: regions and sub-regions that have a sheet of their own."""
    return {
        region.code: region
        for region in vocabulary.regions
        if region.code in FRAMES and region.level < 3
    }


@dataclass
class Part:
    """A link to the sheet of a region, and how many cases of the answer it has."""

    region: object
    count: int
    current: bool
    parts: list


def parts(case_map, vocabulary, zoom):
    """Regions with those of their sub-regions that have a case, or are the one in sight."""
    cases = {}
    for spot in case_map.spots:
        land = spot.place.country or spot.place
        region = vocabulary.regions_by_pk.get(land.region_id)
        while region:
            cases.setdefault(region.pk, set()).add(spot.case.pk)
            region = vocabulary.regions_by_pk.get(region.parent_id)

    regions = with_a_sheet(vocabulary).values()

    def part(region):
        below = [part(other) for other in regions if other.parent_id == region.pk]
        below = [one for one in below if one.count or one.current]
        return Part(region, len(cases.get(region.pk, ())), region.code == zoom, below)

    return [part(region) for region in regions if region.level == 1]
