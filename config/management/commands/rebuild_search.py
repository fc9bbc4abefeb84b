"""Write the documents of the search anew."""

from functools import partial

from django.core.management.base import BaseCommand

from editorial import catalogue
from search import keeping


class Command(BaseCommand):
    help = (
        "Write every document of the search anew, from what is published. Needed after an "
        "update that analyses words in another way; the site answers meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-stale",
            action="store_true",
            help="only what is missing, left over, or made by another analysis",
        )

    def handle(self, *, if_stale, **options):
        for kind in keeping.kinds.values():
            if if_stale and not keeping.is_stale(kind):
                continue
            keeping.rebuild(kind, partial(self.progress, kind.name))
            catalogue.stamp_anew()  # the same words may find something else now

    def progress(self, what, done, total):
        """One moving line on a terminal; one line at the end in a log."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{what} {done}/{total}", ending="" if done < total else "\n")
        elif done == total:
            self.stdout.write(f"{what} {done}/{total}")
