"""Fill the atlas with the content of ``fixtures/``."""

from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from cases import content as cases
from cases.models import Case
from contributions import content as contributions
from editorial import catalogue
from infrastructures import content as infrastructures
from search import indexing
from search.kinds import kinds


class Command(BaseCommand):
    help = (
        "Load functions, levers, recommendations, geography, cases and contributions. "
        "An atlas that already has cases is left alone, unless --update is given."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--update",
            action="store_true",
            help="replace what the database says by what the files say, where they differ",
        )
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures", help="where to read"
        )

    def handle(self, *, update, folder, **options):
        is_new = not Case.objects.exists()
        if not is_new and not update:
            self.stdout.write("The atlas has its content already; --update would replace it.")
            return
        if not (folder / "cases").is_dir():
            raise CommandError(f"No content in {folder}: it should have a folder cases/.")
        with transaction.atomic():
            changed = self.load(folder)
            if changed and not is_new:
                catalogue.changed(*changed)
            self.index()
            self.stdout.write(f"{len(changed)} rows differed and were written")
            # A database plans badly what it never counted.
            connection.cursor().execute("ANALYZE")

    def index(self):
        """All documents that are missing or old, at once: quicker than one by one."""
        for kind in kinds.values():
            if keys := indexing.stale(kind):
                tell = partial(self.progress, f"search: {kind.name}", total=len(keys))
                with catalogue.writing():
                    catalogue.refresh({kind.number: keys}, tell)

    def load(self, folder):
        """The rows that were written: what is as its file says is left alone."""
        self.stdout.write("vocabulary, geography, places, organisations …")
        return [
            *self.one(folder / "functions.yaml", infrastructures.load_functions),
            *self.one(folder / "recommendations.yaml", infrastructures.load_recommendations),
            *self.one(folder / "geography" / "regions.yaml", cases.load_regions),
            *self.one(folder / "geography" / "countries.csv", cases.load_countries),
            *self.one(folder / "groups.yaml", cases.load_groups),
            *self.one(folder / "themes.yaml", cases.load_themes),
            *self.one(folder / "places.yaml", cases.load_places),
            *self.one(folder / "organisations.yaml", cases.load_organisations),
            *self.each(folder / "cases", cases.load_case),
            *self.each(folder / "contributions", contributions.load_contribution),
        ]

    def one(self, path, load):
        """Whatever is wrong in a file, an editor is told which file it is."""
        try:
            return load(path)
        except Exception as error:
            raise CommandError(f"{path}: {type(error).__name__}: {error}") from error

    def each(self, folder, load):
        paths = sorted(folder.glob("*.yaml"))
        for number, path in enumerate(paths, start=1):
            yield from self.one(path, load)
            self.progress(folder.name, number, len(paths))

    def progress(self, what, done, total):
        """One moving line on a terminal; one line at the end in a log."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{what} {done}/{total}", ending="" if done < total else "\n")
        elif done == total:
            self.stdout.write(f"{what} {done}/{total}")
