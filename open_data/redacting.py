"""A name is taken out of what left and is kept here: records and the files of releases."""

import hashlib
import re
from collections import Counter
from html import unescape
from io import BytesIO
from shutil import copyfileobj
from zipfile import ZipFile, is_zipfile

from django.db import transaction
from django.utils import timezone

from editorial import catalogue, redaction
from editorial.models import Redaction

from . import release_files
from .aside import aside
from .bodies import as_written
from .formats.archive import zipped
from .formats.objects import encoded
from .models import Record, Release
from .records import checksum_of
from .releasing import folder

TAG = re.compile(r"<[^>]*>")


def redact(name, reason="", *, changes=True):
    """Counter of how often the name stood in each place; all of it is gone, or nothing."""
    whole = catalogue.writing() if changes else transaction.atomic()
    with whole, aside(folder()) as apart:
        before = dict(Record.objects.values_list("pk", "body"))
        found = redaction.redact(name, changes=changes)
        ready = []
        for release in Release.objects.all():
            if times := of_file(release, name, apart, found):
                ready.append((release, times))
        editions = editions_with(name, found)
        if not changes or not found:
            return found
        for record in Record.objects.all():
            if record.body != before[record.pk]:
                sign(record)
        for release, _times in ready:
            mark(release, apart, reason)
        Redaction.objects.create(reason=reason, found=dict(found))
        put_in_place([release for release, _times in ready], apart, editions)
    return found


def put_in_place(releases, apart, editions):
    """Comes last: nothing is left of what failed. Pages may be made anew, and say then what is
    on line: old ones are not mended but go."""
    before = apart / "before"
    before.mkdir()
    try:
        for release in releases:
            with (
                release_files.opened(release.file_name) as old,
                (before / release.file_name).open("xb") as kept,
            ):
                copyfileobj(old, kept)
            release_files.keep(apart / release.file_name)
        for edition in editions:
            release_files.remove(edition)
    except OSError:
        # What the rows say again, the files say again.
        for path in [*before.iterdir()]:
            release_files.keep(path)
        raise


def editions_with(name, found):
    """The editions in which the name stands, told to ``found``."""
    there = []
    for edition in [release.edition_name for release in Release.objects.all()]:
        if release_files.is_there(edition) and (times := of_edition(edition, name)):
            found[edition] += times
            there.append(edition)
    return there


def of_edition(edition, name):
    """How often the name stands in its pages and its index; else in its files, and in those
    that are inside others: the release of a day on which a page still said it."""
    with release_files.opened(edition) as file, ZipFile(file) as archive:
        pages = [one for one in archive.namelist() if one.endswith((".html", ".js"))]
        return sum(times_in(archive, page, name) for page in pages) or sum(
            times_in(archive, member, name)
            for member in archive.namelist()
            if member not in pages
        )


def times_in(archive, member, name):
    body = archive.read(member)
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as inner:
            return sum(times_in(inner, one, name) for one in inner.namelist())
    try:
        text = body.decode()
    except UnicodeDecodeError:  # a picture
        return 0
    if not member.endswith((".html", ".xml", ".atom")):
        return name.taken_from(text)[1]
    # Also what stands in an attribute, and what tags part.
    return max(name.taken_from(unescape(one))[1] for one in (text, TAG.sub(" ", text)))


def of_file(release, name, apart, found):
    """How often the name stands in the file; a file without it is made aside."""
    if not release_files.is_there(release.file_name):
        return 0
    here = Counter()
    with release_files.opened(release.file_name) as file, ZipFile(file) as archive:
        members = [
            (member, without(archive.read(member).decode(), name, here))
            for member in archive.namelist()
        ]
    if times := here.total():
        found[release.file_name] += times
        with (apart / release.file_name).open("wb") as file:
            for piece in zipped(((member, [text]) for member, text in members), release.as_of):
                file.write(piece)
    return times


def without(text, name, here):
    """A table may have the family name in a cell of its own, beside the name."""
    lines = []
    for line in text.splitlines(keepends=True):
        said, times = name.taken_from(line)
        here["file"] += times
        lines.append(name.family_taken_from(said) if times else said)
    said, times = name.taken_from("".join(lines))  # what goes over lines
    here["file"] += times
    return said


def sign(record):
    """A record is known by what it says. One that says the same as another keeps its sign."""
    checksum = checksum_of(encoded(as_written(record.body)), record.schema)
    if not Record.objects.filter(checksum=checksum).exists():
        redaction.write(record, {"checksum": checksum})


def mark(release, apart, reason):
    """The checksum of the day it was made stays said, beside that of what the file is now."""
    path = apart / release.file_name
    redaction.write(
        release,
        {
            "checksum": hashlib.sha256(path.read_bytes()).hexdigest(),
            "size": path.stat().st_size,
            "first_checksum": release.first_checksum or release.checksum,
            "redacted_at": timezone.now(),
            "redacted_for": reason,
        },
    )
