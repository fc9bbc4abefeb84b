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
from .records import changes, checksums_of, kept
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
    records = list(kept(dataset.cases))
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
    before = checksums_of(last.records.all()) if last else {}
    after = {}
    for piece in pieces(records):
        after |= checksums_of(Record.objects.filter(pk__in=piece))
    return changes(before, after)


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
