"""One view for all pictures: what is drawn gives the tag by which a copy is known."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from cases.mapping import for_map
from cases.models import Case, Region
from contributions.models import Contribution
from infrastructures.models import Function, Lever

from . import subjects
from .pictures import png

DAY = 24 * 60 * 60  # seconds


@require_safe
def home_image(request):
    return respond(request, subjects.of_home())


@require_safe
def case_image(request, slug):
    case = get_object_or_404(for_map(Case.objects.published()), slug=slug)
    return respond(request, subjects.of_case(case))


@require_safe
def lever_image(request, slug):
    lever = get_object_or_404(Lever.objects.select_related("function"), slug=slug)
    return respond(request, subjects.of_lever(lever))


@require_safe
def function_image(request, slug):
    function = get_object_or_404(Function, slug=slug)
    return respond(request, subjects.of_function(function))


@require_safe
def region_image(request, code):
    region = get_object_or_404(Region.objects.select_related("parent__parent"), code=code)
    return respond(request, subjects.of_region(region))


@require_safe
def contribution_image(request, slug):
    published = Contribution.objects.published().for_cards()
    contribution = get_object_or_404(published, slug=slug)
    return respond(request, subjects.of_contribution(contribution))


def respond(request, picture):
    """The picture; or, to those who have it already, only that it is the same."""
    response = get_conditional_response(request, etag=picture.etag)
    if response is None:
        response = HttpResponse(png(picture), content_type="image/png")
    response["ETag"] = picture.etag
    patch_cache_control(response, public=True, max_age=DAY)
    return response
