"""Forget who wrote letters, once the time is over that their forms say."""

from django.conf import settings
from django.core.management.base import BaseCommand

from letters.models import Letter


class Command(BaseCommand):
    help = (
        "Erase the names and e-mail addresses of readers who wrote more than SENDER_DAYS days "
        "ago. Run it once a day; run twice, it erases once."
    )

    def handle(self, **options):
        erased = Letter.objects.past_their_time().erase_senders()
        left = Letter.objects.with_senders().count()
        self.stdout.write(
            f"Erased: name and address in {erased} letters older than {settings.SENDER_DAYS} "
            f"days. Kept: in {left} younger ones."
        )
