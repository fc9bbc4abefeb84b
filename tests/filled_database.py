"""A second test database with the real content, for every module that asks for it.

Loading takes seconds, going over to another database a moment. Each test still runs in a
transaction of its own, so what it does to the content is gone when it ends.
"""

import contextlib
import io

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection


class FilledDatabase:
    """A copy of the test database, with the content loaded."""

    def __init__(self):
        self.opened = None  # the driver's connection: what is in memory lives as long as it
        make = self._on_the_server if connection.vendor == "postgresql" else self._in_memory
        make()
        with self.used():
            call_command("load_content", verbosity=0, stdout=io.StringIO())

    def _on_the_server(self):
        self.name = f"{connection.settings_dict['NAME']}_filled"
        connection.creation.clone_test_db(suffix="filled", verbosity=0)

    def _in_memory(self):
        self.name = "file:memorydb_filled?mode=memory&cache=shared"
        connection.ensure_connection()
        empty = connection.connection
        with self.used():
            connection.ensure_connection()
            empty.backup(connection.connection)

    @contextlib.contextmanager
    def used(self):
        """Within it, Django's connection is one to this database."""
        connection.ensure_connection()
        before = connection.settings_dict["NAME"], connection.connection
        connection.settings_dict["NAME"], connection.connection = self.name, self.opened
        ContentType.objects.clear_cache()  # each database has numbers of its own
        try:
            yield
        finally:
            self.opened = connection.connection
            connection.settings_dict["NAME"], connection.connection = before
            ContentType.objects.clear_cache()

    def drop(self):
        """The server keeps a database until it is told; memory forgets."""
        self.opened.close()
        if connection.vendor == "postgresql":
            with connection.creation._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {connection.ops.quote_name(self.name)}")
