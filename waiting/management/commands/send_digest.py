"""Write to each account once what happened since the last time."""

from django.core.management.base import BaseCommand, CommandError

from waiting.mails import FAILURES, send_digest
from waiting.models import Mailbox


class Command(BaseCommand):
    help = (
        "Send to each account one mail with what happened since its last one: submitted, "
        "returned, published, letters of readers. Run it once a day; run twice, it sends once."
    )

    def handle(self, **options):
        sent, failed = 0, []
        for box in Mailbox.objects.exclude(notices=None).distinct().order_by("pk"):
            try:
                sent += send_digest(box)
            except FAILURES as error:
                failed.append(f"account {box.user_id}: {error}")
        self.stdout.write(f"Sent: {sent} digests.")
        if failed:
            raise CommandError("Not sent, kept for the next time: " + "; ".join(failed))
