"""Take a person's name, or a text, out of everything that the atlas keeps."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from editorial.redaction import Name, Passage
from open_data.redacting import redact


class Command(BaseCommand):
    help = (
        "Take a name, or a text, out of all texts, addresses, histories, records, selections "
        "and releases. It cannot be undone. Try it with --dry-run first."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "names", nargs="*", metavar="NAME", help="the name, and other forms of it"
        )
        parser.add_argument(
            "--passage",
            dest="passages",
            type=Path,
            nargs="+",
            default=[],
            metavar="FILE",
            help="texts to take out instead, a file each, of four words or more",
        )
        parser.add_argument("--with", dest="text", default="[…]", help="what stands there then")
        parser.add_argument("--reason", default="", help="told to readers; without the name")
        parser.add_argument("--dry-run", action="store_true", help="say where it stands only")

    def handle(self, *, names, passages, text, reason, dry_run, **options):
        name = self.sought(names, passages, text)
        if passages and not (reason or dry_run):
            raise CommandError("Readers of a release are told why: give --reason.")
        if name.stands_in(text) or name.stands_in(reason):
            raise CommandError("What is written in its place has it in it.")
        found = redact(name, reason, changes=not dry_run)
        for place, times in sorted(found.items()):
            self.stdout.write(f"{place}: {times}")
        if not found:
            what = "text" if passages else "name"
            self.stdout.write(f"The {what} stands nowhere.")
        elif dry_run:
            self.stdout.write("Nothing was changed.")
        else:
            self.after()

    def sought(self, names, passages, text):
        if bool(names) == bool(passages):
            raise CommandError("Give a name, or --passage and files.")
        try:
            if names:
                return Name(*names, text=text)
            return Passage(*(path.read_text(encoding="utf-8") for path in passages), text=text)
        except OSError as error:
            raise CommandError(f"This file cannot be read: {error}") from error
        except UnicodeDecodeError as error:
            raise CommandError("A file is not written in UTF-8.") from error
        except ValueError as error:
            few = f"A text has at least {Passage.FEWEST} words."
            raise CommandError("A name has letters." if names else few) from error

    def after(self):
        call_command("rebuild_search", if_stale=True, stdout=self.stdout)
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")  # SQLite leaves old words in the free pages of a file
        self.stdout.write(
            "It is out of the database and of the files of releases. Not reached: "
            "backups, folders of content (write them anew with dump_content), copies of others."
        )
