"""What the public sees, as one thing: told of each change, it has a new stamp.

Whatever keeps answers (the facet index, HTTP caches) asks for the stamp first. Whoever
changes something that is shown says so here, in the same transaction.
"""

import threading
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import lru_cache, wraps

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from search import indexing

from .models import Catalogue

_read = ContextVar("catalogue", default=None)  # a list of what was read, within read_once
# Every request asks it, and to write the same SQL again takes longer than the answer.
STAMP = f"SELECT stamp FROM {Catalogue._meta.db_table} WHERE id = {Catalogue.ONLY}"
NEVER = ("", None)


def stamp():
    """(stamp, time of the last change); the stamp of an atlas that never changed is empty."""
    read = _read.get()
    if read:
        return read[0]
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        row = cursor.fetchone()
    found = _dated(*row) if row else NEVER
    if read is not None:
        read.append(found)
    return found


@lru_cache(maxsize=1)
def _dated(code):
    """The date goes with the stamp: neither comes again."""
    rows = Catalogue.objects.values_list("stamp", "changed_at")
    return rows.filter(pk=Catalogue.ONLY).first() or NEVER


@contextmanager
def read_once():
    """Within it, as during a request, the stamp is asked of the database once."""
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


def once_per_stamp(make):
    """What ``make`` gives for some arguments, made anew when the public sees something new.
    Requests share it, so it must never be changed."""
    made = ("", {})

    @wraps(make)
    def current(*arguments):
        nonlocal made
        now, _changed = stamp()
        if made[0] != now or not now:
            made = (now, {})
        answers = made[1]  # another request may put others in its place meanwhile
        if arguments not in answers:
            answers[arguments] = make(*arguments)
        return answers[arguments]

    return current


@transaction.atomic
def stamp_anew():
    """A random stamp, never a number: one that was rolled back must not come again. Dates of
    HTTP have whole seconds: no two changes fall into the same."""
    now = timezone.now()
    before = Catalogue.objects.select_for_update().filter(pk=Catalogue.ONLY).first()
    if before:
        now = max(now, before.changed_at + timedelta(seconds=1))
    Catalogue.objects.update_or_create(
        pk=Catalogue.ONLY, defaults={"stamp": get_random_string(22), "changed_at": now}
    )
    if read := _read.get():
        read.clear()


@contextmanager
def writing():
    """A transaction of the one who writes. The stamp comes first, since its row is held to
    the end: whoever else changes something waits here, and then sees what was written."""
    with transaction.atomic():
        stamp_anew()
        yield


def changed(*instances):
    """These were added or changed, with all that belongs to them."""
    if seen := [one for one in instances if not is_copy(one)]:
        with writing():
            refresh(indexing.affected(*keys_of(seen)))
    _untold.rows -= set(keys_of(instances))


@contextmanager
def deleting(*instances):
    """Within it, these are deleted."""
    keys = keys_of(one for one in instances if not is_copy(one))
    if not keys:
        yield
        return
    with writing():
        yield
        refresh(indexing.affected(*keys))
    _untold.rows -= set(keys)


def refresh(documents, progress=lambda done: None):
    """Write documents anew, of {number of a kind: primary keys}, for one who is ``writing``."""
    indexing.refresh(documents, progress)
    told(documents)


def told(documents):
    """These documents, {number of a kind: primary keys}, are as their rows are now."""
    _untold.rows -= set(indexing.rows_of(documents))


def is_copy(one):
    """Whether it is a working copy: the public sees none of those."""
    return getattr(one, "is_copy", False)


def keys_of(instances):
    return [(type(one), one.pk) for one in instances]


class Untold(threading.local):
    """(model, primary key) of what was written here and not told yet."""

    def __init__(self):
        self.rows = set()


_untold = Untold()


def wrote(*rows):
    """These rows, (model, primary key), were written. If nobody says so by the end of the
    transaction, it is said then; where there is none, now."""
    _untold.rows.update(rows)
    transaction.on_commit(tell, robust=True)


def forget(*keys):
    """These rows, (model, primary key), were never shown, and are gone."""
    _untold.rows -= set(keys)


def _shown(rows):
    """Without working copies, which are few."""
    models = {model for model, _key in rows if hasattr(model, "working_copy")}
    copies = {
        (model, key)
        for model in models
        for key in model._base_manager.exclude(replaces=None).values_list("pk", flat=True)
    }
    return rows - copies


def tell():
    rows, _untold.rows = _untold.rows, set()
    if rows := rows and _shown(rows):
        with writing():
            indexing.refresh(indexing.affected(*rows))
