"""What leaves and never changes: a release. A selection never changes either, but what is
withdrawn since must be told with it, soon."""

from django.conf import settings
from django.utils.cache import patch_cache_control


def frozen(response):
    """Pages of other sites may read it, and whoever has it need never ask again."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def kept(response):
    """The same, to be asked for again as pages are: it may have something to tell by then."""
    response["Access-Control-Allow-Origin"] = "*"
    return as_pages(response)


def as_pages(response):
    """In caches no longer than a page is."""
    patch_cache_control(
        response, public=True, max_age=0, s_maxage=settings.CDN_SECONDS, must_revalidate=True
    )
    return response
