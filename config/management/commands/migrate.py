"""Django's own, one at a time: two starts at once take turns."""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

from django.core.management.commands import migrate
from django.db import connections

NUMBER = 0x41544C53  # of the lock, in the numbers of PostgreSQL


class Command(migrate.Command):
    def handle(self, *arguments, **options):
        with alone(connections[options["database"]], self.wait):
            super().handle(*arguments, **options)

    def wait(self):
        self.stdout.write("Another start is migrating this database; waiting for it.")


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
