"""A database of PostgreSQL: dumped by its own tools, at one moment that we see too."""

import os
import shutil
import subprocess
from contextlib import contextmanager

from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from .archive import Refused

OURS = {"cursor_factory", "context", "prepare_threshold", "autocommit", "row_factory"}


@contextmanager
def one_moment():
    """Yields (name of a snapshot, {table: number of rows}); it holds as long as this does."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            yield snapshot, rows(cursor)
        finally:
            cursor.execute("ROLLBACK")


def rows(cursor):
    found = {}
    for name in sorted(connection.introspection.table_names(cursor)):
        cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(name)))
        (found[name],) = cursor.fetchone()
    return found


def dump(target, snapshot):
    call("pg_dump", "--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-acl",
         f"--file={target}")  # fmt: skip


def refuse_taken():
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            name = connection.settings_dict["NAME"]
            raise Refused(
                f"The database {name} is not empty. Create an empty one, and name it in "
                "DATABASE_URL."
            )
    connection.close()


def put(archive, aside, moved):
    """All tables, or none: in one transaction."""
    fresh = aside / "restored.dump"
    with fresh.open("wb") as file:
        archive.copy(archive.database, file, moved)
    call(
        "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-acl", fresh
    )


def call(program, *arguments):
    """One of PostgreSQL's tools, on our database; the password never stands in a command."""
    if not shutil.which(program):
        raise Refused(f"{program} is not installed: it comes with PostgreSQL's client.")
    told = {name: value for name, value in connection.get_connection_params().items()
            if name not in OURS and value is not None}  # fmt: skip
    password = told.pop("password", "")
    environment = {**os.environ, "PGPASSWORD": str(password)} if password else None
    ended = subprocess.run(
        [program, f"--dbname={make_conninfo(**told)}", *arguments],
        capture_output=True, text=True, env=environment,
    )  # fmt: skip
    if ended.returncode:
        raise Refused(f"{program} failed: {ended.stderr.strip() or ended.returncode}")
