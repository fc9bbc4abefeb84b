"""What machines ask: is the process alive, can it answer readers, what has it counted.

Answered before anything else, since whoever asks knows no host of ours, has no language and
speaks no https. Never kept, and never worth asking often: what was found holds two seconds.
"""

import json
from functools import lru_cache
from threading import Lock
from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count
from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare

from editorial import catalogue
from open_data.models import Release
from open_data.release_files import is_there
from search.analysis import VERSION
from search.kinds import kinds
from search.models import Document

from . import metrics
from .database import SAID, outage_of
from .requests import PLACES

HOLDS = 2  # seconds
LOOKED_FOR = 60  # seconds, for a file of a release that is in a bucket


class Health:
    """A middleware before those that know hosts, languages and sessions."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.lock, self.found, self.until = Lock(), None, 0.0

    def __call__(self, request):
        if request.path_info not in PLACES or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response = self.answer(request)
        return response or self.get_response(request)

    def answer(self, request):
        if request.path_info == "/metrics":
            return measured(request)
        if request.path_info == "/healthz":
            response = HttpResponse("alive\n", content_type="text/plain")
        else:
            told = self.readiness()
            body = json.dumps(told, ensure_ascii=False, indent=1)
            status = 200 if told["ready"] else 503
            response = HttpResponse(body, content_type="application/json", status=status)
            if not told["ready"]:
                response["Retry-After"] = "10"
        add_never_cache_headers(response)
        return response

    def readiness(self):
        with self.lock:
            if monotonic() > self.until:
                self.found = readiness()
                self.until = monotonic() + HOLDS
            return self.found


def readiness():
    """{"ready", "reasons": why not, "notes": what lacks and hinders nobody, "release",
    "changed_at"}. A cache that is away makes pages slower, and takes no machine out."""
    told = {"ready": False, "reasons": [], "notes": [], "release": None, "changed_at": None}
    try:
        told["reasons"] += migrations() or search()
        if not told["reasons"]:
            _stamp, changed = catalogue.stamp()
            told["changed_at"] = changed and changed.isoformat(timespec="seconds")
            told["release"] = release(told["notes"])
    except (DatabaseError, InterfaceError) as error:
        told["reasons"].append(f"database: {SAID.get(outage_of(error), 'refuses')}")
    told["notes"] += shared_cache()
    told["ready"] = not told["reasons"]
    return told


def migrations():
    """Of the code that are not in the database. Those of newer code may be: while machines
    are brought up to date one by one, the old code goes on."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    missing = known.keys() - MigrationRecorder(connection).applied_migrations().keys()
    return [f"migrations: {app}.{name} is not applied" for app, name in sorted(missing)]


def search():
    """Quickly, by numbers; rebuild_search --check reads every word."""
    written = dict(
        Document.objects.filter(version=VERSION).values_list("kind").annotate(Count("pk"))
    )
    wanted = {kind.number: kind.public().count() for kind in kinds.values()}
    return [
        f"search: {written.get(kind.number, 0)} documents of {kind.name}, "
        f"{wanted[kind.number]} are published"
        for kind in kinds.values()
        if written.get(kind.number, 0) != wanted[kind.number]
    ]


def release(notes):
    last = Release.objects.first()
    if last is None:
        notes.append("release: there is none")
        return None
    look = looked_for if settings.RELEASES_URL else looked_for.__wrapped__
    notes += look(last.number, last.file_name, monotonic() // LOOKED_FOR)
    return {"number": last.number, "as_of": last.as_of.isoformat()}


@lru_cache(maxsize=1)
def looked_for(number, name, moment):
    """A bucket is another machine, and each question may have its price."""
    try:
        there = is_there(name)
    except OSError:
        return ["release: RELEASES_URL does not answer"]
    place = "RELEASES_URL" if settings.RELEASES_URL else "RELEASES_DIR"
    return [] if there else [f"release: the file of {number} is not in {place}"]


def shared_cache():
    if not settings.CACHE_URL:
        return []
    cache.get("readyz")
    return ["cache: away or slow, left alone"] if cache.is_left_alone() else []


def measured(request):
    """What was counted, to whoever knows the word; to others there is nothing here."""
    given = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(given, wanted):
        return None
    body, kind = metrics.exposed(readiness())
    response = HttpResponse(body, content_type=kind)
    add_never_cache_headers(response)
    return response
