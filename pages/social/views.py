"""One view for all pictures: what is drawn gives the tag by which a copy is known."""

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from .pictures import png

DAY = 24 * 60 * 60  # seconds


@require_safe
def image(request, picture_of, **key):
    """The picture; or, to those who have it already, only that it is the same."""
    picture = picture_of(**key)
    response = get_conditional_response(request, etag=picture.etag)
    if response is None:
        response = HttpResponse(png(picture), content_type="image/png")
    response["ETag"] = picture.etag
    patch_cache_control(response, public=True, max_age=DAY)
    return response
