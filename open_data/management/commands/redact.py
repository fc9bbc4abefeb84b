"""Take a person's name out of everything that the atlas keeps."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from editorial.redaction import Name
from open_data.redacting import redact


class Command(BaseCommand):
    help = (
        "Take a name out of all texts, addresses, histories, records, selections and releases. "
        "It cannot be undone. Try it with --dry-run first."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "names", nargs="+", metavar="NAME", help="the name, and other forms of it"
        )
        parser.add_argument("--with", dest="text", default="[…]", help="what stands there then")
        parser.add_argument("--reason", default="", help="told to readers; without the name")
        parser.add_argument("--dry-run", action="store_true", help="say where it stands only")

    def handle(self, *, names, text, reason, dry_run, **options):
        try:
            name = Name(*names, text=text)
        except ValueError as error:
            raise CommandError("A name has letters.") from error
        if name.stands_in(text) or name.stands_in(reason):
            raise CommandError("What is written in its place has the name in it.")
        found = redact(name, reason, changes=not dry_run)
        for place, times in sorted(found.items()):
            self.stdout.write(f"{place}: {times}")
        if not found:
            self.stdout.write("The name stands nowhere.")
        elif dry_run:
            self.stdout.write("Nothing was changed.")
        else:
            self.after()

    def after(self):
        call_command("rebuild_search", if_stale=True, stdout=self.stdout)
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")  # SQLite leaves old words in the free pages of a file
        self.stdout.write(
            "The name is out of the database and of the files of releases. Not reached: "
            "backups, folders of content (write them anew with dump_content), copies of others."
        )
