"""Django's own, one at a time, each step whole: two starts at once take turns, and one that is
killed leaves nothing that the next cannot complete."""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

NUMBER = 0x41544C53  # of the lock, in the numbers of PostgreSQL


class Command(migrate.Command):
    def handle(self, *arguments, **options):
        with alone(connections[options["database"]], self.wait):
            super().handle(*arguments, **options)

    def wait(self):
        self.stdout.write("Another start is migrating this database; waiting for it.")


class WholeSteps(MigrationExecutor):
    """The tables of a step and the line that it is done are of one transaction. Django's own
    writes the line after it wherever an index or a key was put off to the step's end: killed
    between the two, a start would leave tables that every later start tries to make again."""

    def apply_migration(self, state, migration, **how):
        def apply(state, editor, _apply=migration.apply):
            state = _apply(state, editor)
            put_off, editor.deferred_sql = editor.deferred_sql, []
            for statement in put_off:
                editor.execute(statement, None)
            return state  # with nothing put off, Django writes the line here

        migration.apply = apply
        return super().apply_migration(state, migration, **how)

    def unapply_migration(self, state, migration, **how):
        def unapply(state, editor, _unapply=migration.unapply):
            state = _unapply(state, editor)
            self.recorder.record_unapplied(migration.app_label, migration.name)
            return state

        migration.unapply = unapply
        return super().unapply_migration(state, migration, **how)


migrate.MigrationExecutor = WholeSteps  # the command has no other way to be given one


@contextmanager
def alone(connection, wait):
    """Nobody else who asks for it migrates this database meanwhile. The lock is one of the
    system, or of an open transaction: it ends with the process, however that ends."""
    lock = of_postgresql if connection.vendor == "postgresql" else of_sqlite
    with lock(connection, wait):
        yield


@contextmanager
def of_postgresql(connection, wait):
    """In a connection of its own, and a transaction that is open all the while, which a pooler
    does not give on."""
    held = connection.copy()
    try:
        held.set_autocommit(False)
        with held.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [NUMBER])
            if not cursor.fetchone()[0]:
                wait()
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBER])
            yield
    finally:
        held.close()


@contextmanager
def of_sqlite(connection, wait):
    """The folder of the file is held: no other file need lie there."""
    folder = Path(str(connection.settings_dict["NAME"])).parent
    if connection.is_in_memory_db() or not folder.is_dir():
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
