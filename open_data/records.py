"""Records of cases as they are now, and what changed from one record to another."""

import hashlib
import json

from editorial.days import DAYS

from .bodies import TABLES, as_written
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
    {slug: differences}}. ``unsaved``: {checksum: body} of unsaved records."""
    both = before.keys() & after.keys()
    moved = sorted(slug for slug in both if before[slug] != after[slug])
    bodies = bodies_of(times[slug] for times in (before, after) for slug in moved)
    bodies |= unsaved or {}
    return {
        "added": sorted(after.keys() - before.keys()),
        "withdrawn": sorted(before.keys() - after.keys()),
        "corrected": {
            slug: told
            for slug in moved
            if (told := differences(bodies[before[slug]], bodies[after[slug]]))
        },
    }


def bodies_of(checksums):
    """{checksum: body} in the newest schema."""
    return {
        record.checksum: as_written(record.told_today)
        for piece in pieces(checksums)
        for record in Record.objects.filter(checksum__in=piece)
    }


def checksums_of(records):
    """{slug: checksum} of a queryset of records."""
    return dict(records.values_list("slug", "checksum").iterator())
