"""Public pages for caches: a reader whose page is still true is told so after one query.

What a page says depends on the catalogue, on the code, on the day (citations say when they
were looked up), on its address (the language is part of it) and on the headers of
``DEPENDS``. What says itself how long it holds is left alone. Where ``CACHE_URL`` names a
shared cache, whole pages are kept there too, under the same tag: none of them needs to be
thrown away.
"""

from datetime import UTC, datetime
from functools import cache as once
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language_from_path

from editorial import catalogue

STARTED = datetime.now(UTC)  # the code may have changed then, so what it makes
DEPENDS = ["Accept", "HX-Request", "HX-Target"]  # a piece of a page, or another form of it
VARY = ["Cookie", *DEPENDS[1:]]
LARGEST, LONGEST = 500_000, 3600  # bytes of a page that is kept, and for how many seconds
CODE = ["*/**/*.py", "*/*.yaml", "templates/**/*.html", "locale/**/*.po", "static/**/*.*"]


@once
def code_version():
    """A digest of what pages are made by: the same on every machine that runs it."""
    digest = blake2b(digest_size=8)
    for path in sorted({path for glob in CODE for path in settings.BASE_DIR.glob(glob)}):
        if not path.relative_to(settings.BASE_DIR).parts[0].startswith("."):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def today():
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


class PublicPages:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with catalogue.read_once():
            if is_public(request):
                return self.shared(request)
            response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def shared(self, request):
        stamp, changed_at = catalogue.stamp()
        day = today()
        tag = tag_of(request, stamp, day)
        modified = int(max(changed_at or STARTED, STARTED, day).timestamp())
        response = get_conditional_response(request, tag, modified)
        if response is None:
            response = kept(tag) or self.get_response(request)
            if not is_ours(response):
                return response
            keep(tag, response)
        response["ETag"], response["Last-Modified"] = tag, http_date(modified)
        patch_cache_control(
            response,
            public=True,
            max_age=0,
            s_maxage=settings.CDN_SECONDS,
            must_revalidate=True,
        )
        patch_vary_headers(response, VARY)
        return response


def is_public(request):
    """A page of the site in one of its languages, asked for by nobody in particular."""
    return (
        request.method in ("GET", "HEAD")
        and get_language_from_path(request.path_info)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def is_ours(response):
    """Neither a refusal nor what knows better when it changes."""
    says_itself = "ETag" in response or "Cache-Control" in response
    return response.status_code == 200 and not response.cookies and not says_itself


def tag_of(request, stamp, day):
    asked = [request.headers.get(name, "") for name in DEPENDS]
    parts = [stamp, str(day), code_version(), request.method, request.get_full_path(), *asked]
    digest = blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def kept(tag):
    """The page that the shared cache has under a tag, if there is such a cache."""
    if settings.CACHE_URL and (page := cache.get(tag)):
        content, headers = page
        return HttpResponse(content, headers=headers)
    return None


def keep(tag, response):
    if settings.CACHE_URL and not response.streaming and len(response.content) < LARGEST:
        cache.set(tag, (response.content, dict(response.headers)), LONGEST)
