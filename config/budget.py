"""A new question is dear: it is counted before it is answered.

What was asked before is in the memory of pages, and costs nothing here. Each address may ask
so many new questions. Those whom nobody knows have a purse together: seconds of work, filled
with a share of the time, so that a swarm in which each asks little takes no more than that
share, however slow the machine is just now. Whoever has read a page, a minute before or more,
is known and pays from no purse; a harvester that says in its User-Agent how it can be reached
has one with its like.
"""

import re
from math import inf
from threading import Lock
from time import monotonic, perf_counter

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language, get_language_from_path
from django.utils.translation import gettext as _
from rest_framework.throttling import BaseThrottle

from edition.site import is_of_an_edition
from editorial.limits import Limit
from languages.refusals import refusal
from open_data.refusals import refused

# A town typed letter by letter is no question yet.
TYPING = ("suggestions.json", "towns.json")
REACHED = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+?https?://\S+\.\S+")
ROBOT = re.compile(r"bot|crawl|spider|harvest|oai|python|curl|wget|java|http", re.IGNORECASE)
BEFORE = 60  # seconds since the first page, after which somebody is known
LATER = 10  # seconds after which a purse may have something again


class Reading:
    """A middleware before the memory of pages: who reads what is remembered, or has it already,
    reads as well."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_plain = is_public(request) and not request.META.get("QUERY_STRING")
        if is_plain and response.status_code in (200, 304):
            readers.saw(BaseThrottle().get_ident(request))
        return response


class Budget:
    """A middleware, the last: what was remembered has been answered before it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_question(request):
            return self.get_response(request)
        address = BaseThrottle().get_ident(request)
        own, purse = shares(request, address)
        if purse is None:
            wait = own.refused(address)
            return too_many(request, wait) if wait else self.get_response(request)
        # First what costs nothing to ask: of a swarm nothing is counted that is refused.
        if not purse.opens():
            return too_many(request, LATER)
        started = perf_counter()
        try:
            wait = own.refused(address)
            return too_many(request, wait) if wait else self.get_response(request)
        finally:
            purse.pay(perf_counter() - started)


def is_public(request):
    path = request.path_info
    return bool(get_language_from_path(path)) or path.startswith("/api/")


def is_question(request):
    return (
        request.method in ("GET", "HEAD")
        and bool(request.META.get("QUERY_STRING"))
        and is_public(request)
        and not request.path_info.endswith(TYPING)
        and not is_of_an_edition(request)
        and not is_at_work(request)
    )


def is_at_work(request):
    """True of an editor. Anybody can send a cookie: it counts if an account stands behind it,
    which is looked up for nobody else."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def shares(request, address):
    """(the limit of this address, the purse that it pays from or None)"""
    agent = request.headers.get("User-Agent", "")
    if ROBOT.search(agent) and REACHED.search(agent):
        return Limit("harvester", settings.HARVEST_RATE), harvesters
    purse = None if readers.knows(address) else strangers
    return Limit("question", settings.QUESTION_RATE), purse


class Purse:
    """Seconds of work of this process, ``STRANGERS_SHARE`` per cent of the time."""

    MOST = 2.0  # what it may hold: some forty questions at once, on a site that is at rest
    AT_ONCE = 2  # questions; the other threads are for readers

    def __init__(self):
        self.held, self.since, self.running = self.MOST, monotonic(), 0
        self.lock = Lock()

    def opens(self):
        with self.lock:
            now = monotonic()
            filled = (now - self.since) * settings.STRANGERS_SHARE / 100
            self.held, self.since = min(self.MOST, self.held + filled), now
            is_bound = settings.STRANGERS_SHARE < 100
            if is_bound and (self.held <= 0 or self.running >= self.AT_ONCE):
                return False
            self.running += 1
            return True

    def pay(self, seconds):
        with self.lock:
            self.running -= 1
            # Whoever is refused is told to come back LATER: no debt lasts longer than that.
            least = -LATER * settings.STRANGERS_SHARE / 100
            self.held = max(self.held - seconds, least)


strangers, harvesters = Purse(), Purse()


class Readers:
    """Who read a page within the hour, and since when; for all processes. A process asks the
    count of the machine every twenty minutes for an address, not at each page.

    Who goes on reading is noted again before the first note ends: of two notes that take
    turns, one holds always."""

    LIMIT, AGAIN = Limit("reader", "1/hour"), Limit("reader again", "1/hour")
    HALF, PAUSE = 1800, 1200  # seconds
    MOST = 20_000  # addresses noted in a process

    def __init__(self):
        self.seen, self.lock = {}, Lock()

    def saw(self, address):
        now = monotonic()
        with self.lock:
            if now - self.seen.get(address, -self.PAUSE) < self.PAUSE:
                return
            if len(self.seen) >= self.MOST:
                self.seen.clear()
            self.seen[address] = now
        if 0 < self.LIMIT.refused(address) <= self.HALF:
            self.AGAIN.refused(address)

    def knows(self, address):
        return any(self._since(note, address) >= BEFORE for note in (self.LIMIT, self.AGAIN))

    def _since(self, note, address):
        """Seconds, none for what was not there."""
        wait = note.wait(address)
        return note.seconds - wait if wait else -inf


readers = Readers()
_pages = {}  # {language: the page that refuses}: to make it costs what it shall spare


def too_many(request, wait):
    words = {
        "": [
            _("Too many new questions just now. Wait for %(seconds)s seconds, then ask again.")
            % {"seconds": wait}
        ]
    }
    response = refused(request, words, page, status=429)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response


def page(request):
    language = get_language()
    if language not in _pages:
        made = refusal(request, "429.html", status=429)
        _pages[language] = made.content, made["Content-Type"]
    content, kind = _pages[language]
    return HttpResponse(content, content_type=kind, status=429)
