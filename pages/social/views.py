"""One view for all pictures: what is drawn gives the tag by which a copy is known."""

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from cases.filters import CaseFilter
from open_data.frozen import as_pages

from .pictures import png


@require_safe
def image(request, picture_of, **key):
    """The picture; or, to those who have it already, only that it is the same. It has the words
    of its page on it, and is gone from caches as soon as that."""
    return drawn(request, picture_of(**key))


@require_safe
def image_of_question(request, picture_of):
    """That of the answer to a question."""
    return drawn(request, picture_of(CaseFilter(request.GET)))


def drawn(request, picture):
    response = get_conditional_response(request, etag=picture.etag)
    if response is None:
        response = HttpResponse(png(picture), content_type="image/png")
    response["ETag"] = picture.etag
    return as_pages(response)
