"""The map of the answer to a question, with its index; the whole world or a part of it."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cartography.sheet import FRAMES, sheet_of
from languages.refusals import refused_question

from .filters import CaseFilter
from .mapping import MapWithIndex, map_of_all
from .ordering import Sort
from .views import asked


@require_safe
def case_map(request):
    question = CaseFilter.of(request)
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
    case_map = map_of(question, sheet_of(zoom))
    context |= {
        "map": case_map,
        "region": regions.get(zoom),
        "trail": question.trail if question.chosen else "",
        "parts": parts(question, zoom),
    }
    return render(request, "cases/case_map.html", context)


def map_of(question, sheet):
    if sheet.is_world and not question.chosen:
        return map_of_all()
    return MapWithIndex(question.ordered(Sort.TITLE), sheet)


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


def parts(question, zoom):
    """Regions with those of their sub-regions that have a case, or are the one in sight. They
    are counted as everywhere: a case without a point on the sheet is of its region too."""
    sets, cases = question.answer.case_sets("region"), question.answer.cases()
    counts = {code: len(some & cases) for code, some in sets.items()}
    regions = with_a_sheet(question.vocabulary).values()

    def part(region):
        below = [part(other) for other in regions if other.parent_id == region.pk]
        below = [one for one in below if one.count or one.current]
        return Part(region, counts.get(region.code, 0), region.code == zoom, below)

    return [part(region) for region in regions if region.level == 1]
