"""Write the documents of the search anew."""

from functools import partial

from django.core.management.base import BaseCommand, CommandError

from editorial import catalogue
from search import indexing
from search.kinds import kinds

AT_ONCE = 1_000  # documents in a transaction: whoever saves something waits no longer


class Command(BaseCommand):
    help = (
        "Write every document of the search anew, from what is published. Needed after an "
        "update that analyses words in another way; the site answers meanwhile."
    )

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--if-stale",
            action="store_true",
            help="only what is missing, left over, or made from other words than there are now",
        )
        which.add_argument(
            "--check",
            action="store_true",
            help="write nothing; say what --if-stale would write, and fail if there is any",
        )

    def handle(self, *, if_stale, check, **options):
        if check:
            return self.check_all()
        for kind in kinds.values():
            keys = indexing.stale(kind) if if_stale else indexing.all_of(kind)
            self.write(kind, sorted(keys))
        if not if_stale or not indexing.is_counted():
            with catalogue.writing():
                indexing.recount()
            self.stdout.write("search: the words were counted")

    def write(self, kind, keys):
        for start in range(0, len(keys), AT_ONCE):
            some = {kind.number: keys[start : start + AT_ONCE]}
            with catalogue.writing():
                catalogue.refresh(some, partial(self.tell, kind, start, len(keys)))

    def check_all(self):
        found = {kind.name: len(indexing.stale(kind)) for kind in kinds.values()}
        told = [f"{name}: {count} documents are not as they should be"
                for name, count in found.items() if count]  # fmt: skip
        if not indexing.is_counted():
            told.append("the list of words is not that of the documents")
        if told:
            raise CommandError("\n".join([*told, "Run: manage.py rebuild_search --if-stale"]))
        self.stdout.write("Every document is made from what is published now.")

    def tell(self, kind, start, total, done):
        """One moving line on a terminal; one line at the end in a log."""
        done += start
        if self.stdout.isatty():
            ending = "" if done < total else "\n"
            self.stdout.write(f"\rsearch: {kind.name} {done}/{total}", ending=ending)
        elif done == total:
            self.stdout.write(f"search: {kind.name} {done}/{total}")
