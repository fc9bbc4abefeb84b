"""Mails: plain text, in the language of who reads them, with the address of each thing. No word
of a reader stands in them, and no heading has a word of anybody."""

import logging
import smtplib

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from languages.addresses import absolute

from .models import Mailbox, Often

log = logging.getLogger("atlas.mails")
FAILURES = (OSError, smtplib.SMTPException)
MOST = 50  # lines of a mail; the desk has the rest


def send_each(notice):
    """At once; what cannot be sent waits for the next digest."""
    try:
        send(notice.mailbox, [notice])
    except FAILURES as error:
        log.warning("A mail was not sent, and waits for the digest: %s", error)
        return
    notice.delete()


@transaction.atomic
def send_digest(box):
    """Whether there was something to send to it today. Sent twice a day, it is sent once."""
    box = Mailbox.objects.select_for_update(of=["self"]).select_related("user").get(pk=box.pk)
    notices = list(box.notices.all())
    today = timezone.localdate()
    if not notices or box.told_on == today or box.often == Often.NEVER:
        return False
    box.told_on = today
    box.save(update_fields=["told_on"])
    box.notices.filter(pk__in=[one.pk for one in notices]).delete()
    if box.user.is_active and box.user.email:
        send(box, notices)  # last: if it fails, all of it waits for the next day
    return True


def send(box, notices):
    with override(box.language):
        context = {
            "notices": [(one, absolute(one.address)) for one in notices[:MOST]],
            "others": max(len(notices) - MOST, 0),
            "desk": absolute("/admin/"),
        }
        body = render_to_string("waiting/mail.txt", context)
        mail = EmailMessage(subject_of(notices), body, to=[box.user.email])
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    mail.send()


def subject_of(notices):
    count = len(notices)
    words = ngettext("%(count)s thing to look at", "%(count)s things to look at", count)
    return f"{_('Atlas of Care')}: {words % {'count': count}}"
