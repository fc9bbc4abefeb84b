"""Read every published text as a careful editor would, and say what is wrong."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.checks import problems as problems_of_case
from cases.checks import problems_of_entry
from cases.models import Case, Country, Group, Organisation, Place, Region, Theme
from contributions.checks import problems as problems_of_contribution
from contributions.models import Contribution
from infrastructures.checks import problems as problems_of_vocabulary
from infrastructures.models import Function, Idea, Lever, Recommendation
from languages.checks import runs
from pages.checks import problems as problems_of_guide

CHECKS = [
    (problems_of_case, Case.objects.published().for_page()),
    (problems_of_contribution, Contribution.objects.published()),
    (problems_of_vocabulary, Function.objects.all()),
    (problems_of_vocabulary, Lever.objects.all()),
    (problems_of_vocabulary, Recommendation.objects.all()),
    (problems_of_vocabulary, Idea.objects.all()),
    (problems_of_guide, Lever.objects.all()),
    (problems_of_guide, Idea.objects.all()),
    *(
        (problems_of_entry, model.objects.all())
        for model in [Country, Group, Organisation, Place, Region, Theme]
    ),
]


class Command(BaseCommand):
    help = (
        "Check published texts: languages, lengths, figures, marks and sources, addresses, "
        "and, against the texts given, runs of words that were copied."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--against",
            type=Path,
            nargs="+",
            default=[],
            metavar="PATH",
            help="texts, or folders of texts, that ours must not repeat",
        )

    def handle(self, *, against, **options):
        if not against:
            self.stdout.write("SKIPPED: copied runs of words (no text given with --against)")
        taken = self.runs_of(against)
        found = [
            problem for check, rows in CHECKS for problem in self.read(check, rows.all(), taken)
        ]
        for problem in found:
            self.stdout.write(str(problem))
        self.stdout.write(f"{len(found)} problems")
        if found:
            raise CommandError("The content has problems.")

    def read(self, check, items, taken):
        for number, item in enumerate(items, start=1):
            yield from check(item, taken)
            self.tell(number, len(items))

    def tell(self, number, total):
        """One moving line on a terminal, since some hundred texts take a while."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{number}/{total}", ending="" if number < total else "\n")

    def runs_of(self, paths):
        taken = set()
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no text at {path}.")
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file():
                    taken |= runs(file.read_text(encoding="utf-8", errors="replace"))
        return taken
