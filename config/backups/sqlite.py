"""A database of SQLite: copied while others write, put where there is none."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from .archive import Refused

PAGES = 500  # in a step; between two the progress is told
BESIDE = ("-wal", "-shm", "-journal")


def copy(database, target, moved):
    """``target`` becomes ``database`` as it is at one moment. Who writes meanwhile is neither
    held up nor half copied: the read transaction keeps the moment for all steps."""
    with (
        closing(sqlite3.connect(f"file:{quoted(database)}?mode=ro", uri=True, timeout=20,
                                isolation_level=None)) as source,
        closing(sqlite3.connect(target)) as copied,
    ):  # fmt: skip
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(
            copied, pages=PAGES, progress=lambda _s, left, all: moved(all - left, all)
        )
        copied.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        refuse_unsound(copied, database)


def refuse_unsound(opened, name):
    found = opened.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        raise Refused(f"{name} is damaged: {found[0][0]}.")


def refuse_taken(database):
    """Refused if there is something where it is to stand. What another database left beside
    the place would be read into the new one, and spoil it."""
    left = [f"{database}{end}" for end in BESIDE if os.path.lexists(f"{database}{end}")]
    if left:
        raise Refused(
            f"Beside {database} lie files of another database: {', '.join(left)}. Stop what "
            "runs on it, and move all of them away."
        )
    if not os.path.lexists(database):
        return
    try:
        with closing(sqlite3.connect(f"file:{quoted(database)}?mode=ro", uri=True)) as opened:
            tables = opened.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Refused(f"{database} is there and cannot be read: {error}.") from error
    if tables:
        raise Refused(
            f"{database} is not empty. Move it away, or restore elsewhere with another "
            "DATABASE_URL."
        )


def put(archive, database, aside, moved):
    """The database of the archive at its place, whole or not at all."""
    fresh = aside / "restored.sqlite3"
    with fresh.open("wb") as file:
        archive.copy(archive.database, file, moved)
        file.flush()
        os.fsync(file.fileno())
    with closing(sqlite3.connect(fresh)) as opened:
        try:
            refuse_unsound(opened, archive.database)
        except sqlite3.DatabaseError as error:
            raise Refused(f"{archive.database} is no database: {error}.") from error
    fresh.chmod(0o600)
    fresh.replace(database)


def rows(copied):
    """{table: number of rows}"""
    with closing(sqlite3.connect(copied)) as opened:
        names = opened.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).fetchall()
        count = 'SELECT count(*) FROM "{}"'
        return {name: opened.execute(count.format(name)).fetchone()[0] for (name,) in names}


def quoted(path):
    return Path(path).absolute().as_uri().removeprefix("file://")
