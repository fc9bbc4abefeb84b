"""Public pages: who has one that is still true is told so, else it comes from memory, else
it is made.

What a page says depends on the catalogue, on what it is made with (code, versions, settings),
on the day (citations say when they were looked up), on its address (the language is part of
it): all of it is in the tag. A tag is given to what was found and to nothing else, so who sends
it back need not be looked up. What says itself how long it holds is left alone.
"""

from datetime import UTC, datetime
from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language_from_path

from edition.site import is_of_an_edition
from editorial import catalogue
from editorial.made_with import made_with

from .page_memory import Page, PageMemory

STARTED = datetime.now(UTC)  # what makes pages may have changed then
VARY = ["Accept-Encoding", "Cookie"]
BESIDE = ("/robots.txt", "/sitemap")  # public and without a language
LARGEST, LONGEST = 500_000, 3600  # bytes of a page in a cache; seconds in the shared one
OUTAGE = 86_400  # seconds that a cache may give what it has while the atlas cannot answer


def today():
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


class PublicPages:
    def __init__(self, get_response):
        self.get_response = get_response
        self.memory = PageMemory(settings.PAGE_MEMORY_MB * 2**20)
        made_with()  # of the code that runs, before somebody puts other files there

    def __call__(self, request):
        with catalogue.read_once():
            if is_public(request):
                return self.answer(request)
            response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def answer(self, request):
        stamp, changed_at = catalogue.stamp()
        day = today()
        tag = tag_of(request, stamp, day)
        modified = max(changed_at or STARTED, STARTED, day)
        if tag in known_tags(request):
            return with_validators(HttpResponseNotModified(), tag, modified)
        response = self.remembered(request, tag) or self.made(request, tag, modified)
        if response.get("ETag") != tag:
            return response
        return get_conditional_response(request, tag, int(modified.timestamp()), response)

    def remembered(self, request, tag):
        """The page of this tag from the memory of the process, else of the shared cache."""
        key = key_of(request, tag)
        page = self.memory.get(key)
        if page is None and settings.CACHE_URL and (shared := cache.get(key)):
            page = Page(*shared)
            self.memory.put(key, page)
        return page and HttpResponse(page.content, headers=page.headers)

    def made(self, request, tag, modified):
        response = self.get_response(request)
        if is_ours(response):
            with_validators(response, tag, modified)
            if request.method == "GET" and not response.streaming:
                self.remember(key_of(request, tag), response)
        return response

    def remember(self, key, response):
        if len(response.content) < LARGEST:
            page = Page(response.content, dict(response.headers))
            self.memory.put(key, page)
            if settings.CACHE_URL:
                cache.set(key, tuple(page), LONGEST)


def is_public(request):
    """A page of the site that is asked for by nobody in particular."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and (request.path_info.startswith(BESIDE) or get_language_from_path(request.path_info))
        and is_for_us(request)
        and not is_of_an_edition(request)
    )


def is_for_us(request):
    """Whether it names a host of ours; who refuses the others in words stands further in."""
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def is_ours(response):
    """Neither a refusal nor what knows better when it changes."""
    says_itself = "ETag" in response or "Cache-Control" in response
    return response.status_code == 200 and not response.cookies and not says_itself


def tag_of(request, stamp, day):
    """The same for GET and HEAD, for every browser and in every compression."""
    parts = [stamp, str(day), made_with(), request.get_full_path()]
    digest = blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16)
    return f'W/"{digest.hexdigest()}"'


def known_tags(request):
    """The tags that a reader says to have; ``*`` is none: it must be looked up."""
    return parse_etags(request.headers.get("If-None-Match", ""))


def key_of(request, tag):
    """Where a page is remembered: as it was compressed."""
    packed = re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))
    return f"{tag}{'gzip' if packed else ''}"


def with_validators(response, tag, modified):
    response["ETag"] = tag
    response["Last-Modified"] = http_date(min(modified, datetime.now(UTC)).timestamp())
    patch_cache_control(
        response,
        public=True,
        max_age=0,
        s_maxage=settings.CDN_SECONDS,
        stale_if_error=OUTAGE,
    )
    # By the letter of HTTP, s-maxage forbids what stale-if-error allows; caches that readers
    # share know this header, which does not.
    response["CDN-Cache-Control"] = f"max-age={settings.CDN_SECONDS}, stale-if-error={OUTAGE}"
    patch_vary_headers(response, VARY)
    return response
