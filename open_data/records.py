"""Records of cases as they are now, and what changed from one record to another."""

import hashlib
import json

from editorial.days import DAYS
from editorial.models import FormerSlug

from .bodies import TABLES
from .case_tables import CASES
from .comparison import differences
from .formats.objects import encoded
from .models import Record
from .schema import newest
from .table_rows import by_case, pieces, rows


def current(cases):
    """Unsaved records of some cases (primary keys, in order), one after the other."""
    for piece in pieces(cases):
        ties = {table.name: by_case(table, piece) for table in TABLES}
        for case in rows(CASES, piece):
            yield record(
                case, {name: tied.get(case["slug"], []) for name, tied in ties.items()}
            )


def record(case, ties):
    """When the atlas said it is no part of what it said."""
    case = {name: value for name, value in case.items() if name not in DAYS}
    body = {"cases": [case]} | {
        name: [without_case(row) for row in tied] for name, tied in ties.items()
    }
    words, schema = encoded(body), newest()
    return Record(
        slug=case["slug"],
        checksum=checksum_of(words, schema),
        schema=schema,
        body=json.loads(words),
    )


def checksum_of(words, schema):
    """The same words may mean another thing in another schema."""
    told = words if schema == 1 else f"{schema}\n{words}"
    return hashlib.sha256(told.encode()).hexdigest()


def without_case(row):
    return {name: value for name, value in row.items() if name != "case"}


def saved(cases):
    """The primary keys of the saved records of some cases; what is new is saved."""
    for piece in pieces(current(cases)):
        Record.objects.bulk_create(piece, ignore_conflicts=True)
        checksums = [record.checksum for record in piece]
        yield from Record.objects.filter(checksum__in=checksums).values_list("pk", flat=True)


def changes(before, after, unsaved=None):
    """What changed between two {slug: checksum}: {"added", "withdrawn": slugs, "corrected":
    {slug now: differences}, "renamed": {slug now: slug then}}. ``unsaved``: {checksum: body}
    of unsaved records."""
    then = renamed(before, after)
    old = {
        slug: before[then.get(slug, slug)] for slug in after if slug in before or slug in then
    }
    moved = sorted(slug for slug in old if old[slug] != after[slug])
    bodies = bodies_of(times[slug] for times in (old, after) for slug in moved)
    bodies |= unsaved or {}
    return {
        "added": sorted(after.keys() - old.keys()),
        "withdrawn": sorted(before.keys() - after.keys() - {*then.values()}),
        "corrected": {
            slug: told
            for slug in moved
            if (told := differences(bodies[old[slug]], bodies[after[slug]]))
        },
        "renamed": then,
    }


def renamed(before, after):
    """{slug now: slug then} of the cases that have another address in ``after``."""
    gone, come = before.keys() - after.keys(), after.keys() - before.keys()
    present = {slug: slug for slug in gone | come}
    for piece in pieces([*present]):
        led = FormerSlug.objects.filter(kind="case", slug__in=piece)
        present |= dict(led.values_list("slug", "now"))
    then = {present[slug]: slug for slug in gone}
    return {slug: then[present[slug]] for slug in sorted(come) if present[slug] in then}


def bodies_of(checksums):
    """{checksum: body} in the newest schema."""
    return {
        record.checksum: record.told_today
        for piece in pieces(checksums)
        for record in Record.objects.filter(checksum__in=piece)
    }


def checksums_of(records):
    """{slug: checksum} of a queryset of records."""
    return dict(records.values_list("slug", "checksum").iterator())
