"""Forget who had which form of the desk open, where nobody came by since to do it."""

from django.core.management.base import BaseCommand

from editorial.presence import Presence


class Command(BaseCommand):
    help = (
        "Erase who had forms of the desk open, once that is some minutes past. Forms do it by "
        "themselves as they are opened; run it before a back-up."
    )

    def handle(self, **options):
        gone, _by_model = Presence.objects.prune()
        self.stdout.write(f"Erased: {gone}. Kept: {Presence.objects.count()} of these minutes.")
