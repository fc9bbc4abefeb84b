"""Making a release: the published cases, frozen as records and as a data package."""

import hashlib
from pathlib import Path

from django.conf import settings

from cases.filters import CaseFilter
from cases.models import Case
from editorial import catalogue

from . import release_files
from .as_of import as_of
from .aside import aside
from .dataset import Dataset
from .formats.archive import zipped
from .models import Record, Release
from .package import files
from .records import changes, checksums_of, saved
from .table_rows import pieces


def folder():
    """Of this machine, where files are made before they are kept; often where they are kept."""
    return Path(settings.RELEASES_DIR)


class NothingChanged(Exception):
    """A release that says what the last one says would only confuse who cites it."""


def make_first_release():
    """The first release, if there is none and something to release; else None. It follows
    from the content alone, so everybody who starts with the same has the same."""
    if Release.objects.exists() or not Case.objects.published().exists():
        return None
    with catalogue.writing():
        return None if Release.objects.exists() else make_release()


def make_release():
    """The new release, its file in place. NothingChanged if it would say the same. Nobody
    changes what the public sees meanwhile, so that its tables agree with each other."""
    with catalogue.writing():
        return made_anew()


def made_anew():
    dataset = Dataset(CaseFilter({}), settings.LANGUAGE_CODE)
    last = Release.objects.first()
    records = list(saved(dataset.cases))
    release = Release(
        number=last.number + 1 if last else 1,
        as_of=max(as_of(), last.as_of) if last else as_of(),
        case_count=dataset.count,
        changes=since(last, records),
    )
    if last and not any(release.changes.values()):
        raise NothingChanged
    with aside(folder()) as apart:
        file = apart / release.file_name
        release.checksum, release.size = written(file, dataset, release)
        release.save()
        for piece in pieces(records):
            release.records.add(*piece)
        release_files.keep(file)  # last: nothing is left of what failed
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
    if not told["renamed"]:
        del told["renamed"]
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
    released = (release.number, release.as_of)
    with path.open("wb") as file:
        for piece in zipped(files(dataset, released), release.as_of):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def is_intact(release):
    """Whether the file is there and says what it said on its day."""
    try:
        return release_files.checksum_of(release.file_name) == release.checksum
    except FileNotFoundError:
        return False
