"""Restoring a back-up into an empty place: all is looked at before anything is written."""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from open_data import release_files
from open_data.aside import aside

from . import postgres, sqlite
from .archive import RELEASES, Archive, Refused
from .making import sum_of


def restore(path, tell):
    """Refused in words, and then nothing was changed."""
    with Archive(path) as archive:
        refuse_other_kind(archive)
        refuse_newer(archive)
        refuse_taken()
        refuse_other_releases(archive)
        archive.verify(sum_of("checking", archive.size, tell))
        put_releases(archive)
        put_database(archive, sum_of("the database", size_of(archive), tell))
        return archive.says


def check(path, tell):
    """What an archive says, if all of it is as it was; it is restored nowhere."""
    with Archive(path) as archive:
        archive.verify(sum_of("checking", archive.size, tell))
        return archive.says


def size_of(archive):
    return archive.says["members"][archive.database]["size"]


def refuse_other_kind(archive):
    if archive.says["database"] != connection.vendor:
        raise Refused(
            f"The archive has a database of {archive.says['database']}, DATABASE_URL names one "
            f"of {connection.vendor}. Restore it into its own kind; dump_content and "
            "load_content lead from one to the other."
        )


def refuse_newer(archive):
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    replaced = {one for migration in known.values() for one in migration.replaces}
    applied = {tuple(one) for one in archive.says["migrations"]}
    if newer := sorted(applied - known.keys() - replaced):
        names = ", ".join(f"{app}.{name}" for app, name in newer)
        raise Refused(
            "The archive was made by newer code, whose migrations are not known here: "
            f"{names}. Restore it with that code."
        )


def refuse_taken():
    if connection.vendor == "postgresql":
        postgres.refuse_taken()
    else:
        sqlite.refuse_taken(settings.DATABASE["NAME"])


def refuse_other_releases(archive):
    for name, must in archive.releases.items():
        kept = release_files.is_there(name) and release_files.checksum_of(name)
        if kept and kept != must["sha256"]:
            raise Refused(f"{release_files.place_of(name)} is there and says something else. "
                          "Move it away, or name an empty folder in RELEASES_DIR or in "
                          "RELEASES_URL.")  # fmt: skip


def put_releases(archive):
    with aside(Path(settings.RELEASES_DIR)) as apart:
        for name in archive.releases:
            fresh = apart / name
            with fresh.open("wb") as file:
                archive.copy(RELEASES + name, file)
                file.flush()
                os.fsync(file.fileno())
            release_files.keep(fresh)


def put_database(archive, moved):
    database = settings.DATABASE["NAME"]
    beside = Path(settings.RELEASES_DIR if connection.vendor == "postgresql" else
                  Path(database).parent)  # fmt: skip
    with aside(beside) as apart:
        if connection.vendor == "postgresql":
            postgres.put(archive, apart, moved)
        else:
            sqlite.put(archive, database, apart, moved)
