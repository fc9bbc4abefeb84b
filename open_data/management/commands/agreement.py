from django.core.management.base import BaseCommand

from open_data.reliability import agreements


class Command(BaseCommand):
    help = "Reckon the agreement of the two codings anew, and print it per variable."

    def handle(self, **options):
        for row in agreements():
            told = "–" if row.alpha is None else f"{row.alpha:.3f}"
            self.stdout.write(
                f"{row.variable:18} {row.units:4} units  {row.equal:.3f} equal  "
                f"alpha {told} ({row.distance})"
            )
