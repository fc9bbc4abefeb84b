"""Print what the coding of the published cases has and lacks."""

from django.core.management.base import BaseCommand

from cases.counting import counts
from cases.models import Case


class Command(BaseCommand):
    help = "Count levers, sums, offices, results, what is not known, and words, of all cases."

    def handle(self, **options):
        for title, rows in counts(Case.objects.published().for_page()):
            self.stdout.write(title)
            for what, count, of in rows:
                share = f" of {of} ({100 * count / of:.1f} %)" if of else ""
                self.stdout.write(f"  {what}: {count}{share}")
