"""What must hold whenever a process was killed, as words for each thing that does not."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import connection

from cases.content import CASE
from cases.models import Case, Organisation, Theme
from contributions.content import CONTRIBUTION
from editorial import catalogue
from editorial.models import FormerSlug, Merging, Tombstone
from editorial.publication import State
from languages.canonical import written
from languages.content_files import Fault
from open_data.models import Release
from open_data.releasing import is_intact
from search import indexing
from search.kinds import kinds

from .deeds import MARK, marked


def faults():
    """All that is broken now."""
    return [*of_documents(), *of_halves(), *of_withdrawals(), *of_mergings(), *of_search(),
            *of_releases(), *of_the_database()]  # fmt: skip


def of_documents():
    """Each says what its shape can read, and keeps what a published one promises."""
    for kind in (CASE, CONTRIBUTION):
        for row, document in kind.documents():
            try:
                if kind.shape.clean(kind.plain(document)) != kind.plain(document):
                    yield f"{row.slug} is not as its shape writes it"
                kind.shape.check(row, constraints=True)
                row.keep_promises()
            except (Fault, ValidationError) as error:
                yield f"{row.slug}: {error}"


def of_halves():
    for case in Case.objects.filter(title_en__startswith=MARK):
        if len(marked(case)) != 1:
            yield f"{case.slug} was saved by halves: {marked(case)}"


def of_withdrawals():
    """What is archived has its tombstone; what is in sight has none."""
    stones = set(Tombstone.objects.filter(kind="case").values_list("slug", flat=True))
    for case in Case.objects.all():
        if case.state == State.ARCHIVED and case.slug not in stones:
            yield f"{case.slug} is archived without a word"
        if case.state == State.PUBLISHED and case.slug in stones:
            yield f"{case.slug} is in sight and under a stone"


def of_mergings():
    """What became one is gone and its name leads on; what was parted is there."""
    merged, models = {}, {"theme": Theme, "organisation": Organisation}
    for merging in Merging.objects.order_by("made_at", "pk"):
        slug = merging.told["gone"]["fields"]["slug"]
        merged[merging.kind, slug] = merging.undone_at is None
    for (kind, slug), is_merged in merged.items():
        there = models[kind].objects.filter(slug=slug).exists()
        leads = FormerSlug.objects.filter(kind=kind, slug=slug).exclude(now=slug).exists()
        if there == is_merged or leads != is_merged:
            yield f"{kind} {slug} was merged by halves: there {there}, leads on {leads}"


def of_search():
    for kind in kinds.values():
        if stale := indexing.stale(kind):
            yield f"search: {len(stale)} documents of {kind.name} are not as their rows"
    if not indexing.is_counted():
        yield "search: the list of words is not that of the documents"


def of_releases():
    for release in Release.objects.all():
        if not is_intact(release):
            yield f"release {release} is not as it was"


def of_the_database():
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for pragma, sound in [("integrity_check", [("ok",)]), ("foreign_key_check", [])]:
            if (found := cursor.execute(f"PRAGMA {pragma}").fetchall()) != sound:
                yield f"{pragma}: {found[:3]}"


def told():
    """(a digest of what is in sight, the stamp of the catalogue)"""
    digest = hashlib.sha256()
    for kind in (CASE, CONTRIBUTION):
        for row, document in kind.documents():
            if row.is_published:
                digest.update(written(document).encode())
    return digest.hexdigest(), catalogue.stamp()[0]
