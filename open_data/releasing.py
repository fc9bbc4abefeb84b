"""Making a release: the published cases, frozen as records and as a data package."""

import hashlib
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.filters import CaseFilter
from editorial import catalogue

from .dataset import Dataset
from .formats.archive import zipped
from .models import Record, Release
from .package import files
from .records import changes, checksums_of, saved
from .table_rows import pieces


def folder():
    return Path(settings.RELEASES_DIR)


class NothingChanged(Exception):
    """A release that says what the last one says would only confuse who cites it."""


@transaction.atomic
def make_release():
    """The new release, its file in place. NothingChanged if it would say the same."""
    dataset = Dataset(CaseFilter({}), settings.LANGUAGE_CODE)
    last = Release.objects.first()
    records = list(saved(dataset.cases))
    release = Release(
        number=last.number + 1 if last else 1,
        made_at=timezone.now(),
        case_count=dataset.count,
        changes=since(last, records),
    )
    if last and not any(release.changes.values()):
        raise NothingChanged
    folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder()) as aside:
        file = Path(aside) / release.file_name
        release.checksum, release.size = written(file, dataset, release)
        release.save()
        for piece in pieces(records):
            release.records.add(*piece)
        catalogue.stamp_anew()  # the page of the data names the newest release
        file.replace(folder() / release.file_name)  # last: nothing is left of what failed
    return release


def since(last, records):
    """What the last release does not say: cases, what is corrected in them, and columns."""
    before = checksums_of(last.records.all()) if last else {}
    after = {}
    for piece in pieces(records):
        after |= checksums_of(Record.objects.filter(pk__in=piece))
    told = changes(before, after)
    told["corrected"] = {
        slug: [one.name for one in differences]
        for slug, differences in told["corrected"].items()
    }
    return told | columns_changed(before, after)


def columns_changed(before, after):
    """{"columns": {"added", "removed"}} of the table of cases; nothing if it has the same."""
    old, new = (columns_of(checksums) for checksums in (before, after))
    changed = {"added": sorted(new - old), "removed": sorted(old - new)}
    return {"columns": changed} if old and new and any(changed.values()) else {}


def columns_of(checksums):
    """Those of any record: all of a release are written with the same."""
    record = Record.objects.filter(checksum__in=[*checksums.values()][:1]).first()
    return {*record.told_today["cases"][0]} if record else set()


def written(path, dataset, release):
    """(checksum, size) of the file."""
    digest, size = hashlib.sha256(), 0
    released = (release.number, release.made_at.date())
    with path.open("wb") as file:
        for piece in zipped(files(dataset, released), release.made_at):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    path.chmod(0o444)
    return digest.hexdigest(), size


def is_intact(release):
    """Whether the file is there and says what it said on its day."""
    path = folder() / release.file_name
    if not path.exists():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == release.checksum
