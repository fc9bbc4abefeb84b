"""Read every published text as a careful editor would, and say what is wrong."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.checks import problems as problems_of_case
from cases.models import Case
from contributions.checks import problems as problems_of_contribution
from contributions.models import Contribution
from infrastructures.checks import problems as problems_of_lever
from infrastructures.models import Lever
from languages.checks import runs


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
        checks = [
            (problems_of_case, Case.objects.published().for_page()),
            (problems_of_contribution, Contribution.objects.published()),
            (problems_of_lever, Lever.objects.select_related("function")),
        ]
        found = [
            problem
            for check, items in checks
            for number, item in enumerate(items, start=1)
            for problem in self.told(check(item, taken), number, len(items))
        ]
        for problem in found:
            self.stdout.write(str(problem))
        self.stdout.write(f"{len(found)} problems")
        if found:
            raise CommandError("The content has problems.")

    def told(self, problems, number, total):
        """One moving line on a terminal, since some hundred texts take a while."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{number}/{total}", ending="" if number < total else "\n")
        return list(problems)

    def runs_of(self, paths):
        taken = set()
        for path in paths:
            if not path.exists():
                raise CommandError(f"There is no text at {path}.")
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file():
                    taken |= runs(file.read_text(encoding="utf-8", errors="replace"))
        return taken
