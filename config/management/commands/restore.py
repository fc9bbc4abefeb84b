"""Bring a back-up into an empty place."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.backups import restoring
from config.backups.archive import Refused
from config.progress import Progress


class Command(BaseCommand):
    help = (
        "Restore an archive of manage.py backup into the empty database of DATABASE_URL and "
        "into RELEASES_DIR or RELEASES_URL. All of it is checked before anything is written."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument("--check", action="store_true",
            help="look whether the archive is whole, and restore nothing")  # fmt: skip

    def handle(self, *, archive, check, **options):
        told = self.done(archive, is_check=check)
        rows, files = sum(told["rows"].values()), len(told["members"]) - 1
        self.stdout.write(
            f"Made at {told['made_at']}: {rows} rows in {len(told['rows'])} tables, "
            f"{files} files of releases."
        )
        if not check:
            self.begin()

    def done(self, archive, *, is_check):
        try:
            return (restoring.check if is_check else restoring.restore)(
                archive, Progress(self.stdout)
            )
        except Refused as error:
            raise CommandError(f"{error} Nothing was restored.") from error
        except OSError as error:
            raise CommandError(
                f"{error.filename or archive}: {error.strerror}. The database was not restored."
            ) from error

    def begin(self):
        """What every start does: tables of newer code, the documents of the search; and a look
        at the files of releases."""
        call_command("migrate", verbosity=0)
        call_command("rebuild_search", if_stale=True, stdout=self.stdout)
        call_command("rebuild_search", check=True, stdout=self.stdout)
        call_command("make_release", check=True, stdout=self.stdout)
        if connection.vendor == "postgresql":  # a dump has no statistics
            connection.cursor().execute("ANALYZE")
