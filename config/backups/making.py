"""Making a back-up while the atlas runs."""

import os
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from open_data.aside import aside
from open_data.models import Release
from open_data.release_files import is_there, opened, place_of, size_of

from . import postgres, sqlite
from .archive import DATABASE, RELEASES, Archive, Refused, Writing

NAME = "atlas-{:%Y%m%dT%H%M%SZ}.zip"
OURS = "atlas-????????T??????Z.zip"


def make(place, tell):
    """Path of the new archive: ``place`` itself, or a file in it if it is a folder. Refused
    in words; then nothing is left of it. ``tell(what, done, total)``."""
    place = Path(place)
    target = place / NAME.format(datetime.now(UTC)) if is_folder(place) else place
    if target.exists():
        raise Refused(f"{target} is there already, and is not written over.")
    with aside(target.parent) as apart:
        fresh = apart / "archive.zip"
        write(fresh, apart, tell)
        fresh.chmod(0o600)  # accounts, letters and drafts are in it
        with Archive(fresh) as made, fresh.open("rb") as file:
            made.verify(sum_of("reading it again", made.size, tell))
            os.fsync(file.fileno())
        fresh.rename(target)
    return target


def is_folder(place):
    return place.is_dir() or place.suffix != ".zip"


def write(fresh, apart, tell):
    database = apart / DATABASE[connection.vendor]
    with copied(database, tell) as (rows, migrations, releases):
        names = [*found(releases), *editions(releases)]
        size = database.stat().st_size + sum(size_of(name) or 0 for name in names)
        moved = sum_of("packing", size, tell)
        archive = Writing(fresh)
        archive.add(database.name, database, moved)
        for name in names:
            with opened(name) as file:
                archive.copy_in(RELEASES + name, file, moved)
        refuse_changed(archive, releases)
        archive.close(
            made_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            database=connection.vendor,
            migrations=sorted(migrations),
            rows=rows,
        )


@contextmanager
def copied(database, tell):
    """Yields ({table: rows}, migrations, {file of a release: checksum}) of the very moment at
    which ``database`` was copied."""
    if connection.vendor == "postgresql":
        with postgres.one_moment() as (snapshot, rows):
            tell("the database", 0, 1)
            postgres.dump(database, snapshot)
            tell("the database", 1, 1)
            applied = MigrationRecorder(connection).applied_migrations()
            yield rows, list(applied), {one.file_name: one.checksum for one in all_releases()}
        return
    sqlite.copy(settings.DATABASE["NAME"], database, lambda *n: tell("the database", *n))
    with closing(sqlite3.connect(database)) as opened:
        migrations = opened.execute("SELECT app, name FROM django_migrations").fetchall()
        frozen = opened.execute(f"SELECT number, checksum FROM {Release._meta.db_table}")
        releases = {Release(number=n).file_name: checksum for n, checksum in frozen}
    yield sqlite.rows(database), migrations, releases


def all_releases():
    return Release.objects.only("number", "checksum")


def found(releases):
    """Names of the files of releases. What is lost cannot be kept: that is said."""
    if lost := [name for name in releases if not is_there(name)]:
        raise Refused(
            f"Files of releases are not in {place_of()}: {', '.join(lost)}. Bring them back "
            "first: a back-up without them could not be restored whole."
        )
    return [*releases]


def editions(releases):
    """Names of the pages that stand beside some releases: they are as of that day, and nobody
    could make them again."""
    names = {one.edition_name for one in all_releases() if one.file_name in releases}
    return [name for name in sorted(names) if is_there(name)]


def refuse_changed(archive, releases):
    for name, checksum in releases.items():
        if archive.members[RELEASES + name]["sha256"] != checksum:
            raise Refused(
                f"{name} does not match the checksum of its release: it is damaged, or a name "
                "is being taken out of it now. See make_release --check."
            )


def sum_of(what, total, tell):
    """Tells of bytes as they add up."""
    done = 0

    def moved(size):
        nonlocal done
        done += size
        tell(what, done, total)

    return moved


def keep_newest(folder, number, made):
    """Only the newest archives of a folder, by their names, and the one just made, whatever
    the clock says; the names of those that went."""
    others = sorted((path for path in folder.glob(OURS) if path != made), reverse=True)
    gone = others[max(number - 1, 0):]  # fmt: skip
    for path in gone:
        path.unlink()
    return [path.name for path in gone]
