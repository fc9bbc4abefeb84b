"""Mails: plain text, in the language of who reads them, with the address of each thing. No word
of a reader stands in them, and no heading has a word of anybody."""

import logging
import smtplib

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from languages.addresses import absolute

from .models import Mailbox, Notice, Often

log = logging.getLogger("atlas.mails")
# ValueError: an address or a heading that no mail can have.
FAILURES = (OSError, smtplib.SMTPException, ValueError)
MOST = 50  # lines of a mail; the desk has the rest


def send_each(notices):
    """At once, by one connection; what cannot be sent waits for the next digest, and after a
    first failure nobody waits for a second."""
    rows = Notice.objects.select_related("mailbox__user")
    still = rows.filter(pk__in=[one.pk for one in notices]).order_by("pk")
    try:
        with get_connection() as connection:
            for notice in still:  # what was published in the same breath waits for nobody
                send(notice.mailbox, [notice], connection)
                notice.delete()
    except FAILURES as error:
        log.warning("A mail was not sent, and waits for the digest: %s", error)


def send_digest(box):
    """Whether there was something to send to it today. Sent twice a day, it is sent once.
    Nothing is locked while the server of mails is spoken to."""
    had = box.told_on
    box, notices = claimed(box)
    if not notices:
        return False
    if box.user.is_active and box.user.email:
        try:
            send(box, notices)
        except Exception:
            Mailbox.objects.filter(pk=box.pk).update(told_on=had)  # all of it waits
            raise
    box.notices.filter(pk__in=[one.pk for one in notices]).delete()
    return True


@transaction.atomic
def claimed(box):
    """(the box, marked as told today; its notices): none if it was told, or wants nothing."""
    box = Mailbox.objects.select_for_update(of=["self"]).select_related("user").get(pk=box.pk)
    today = timezone.localdate()
    if box.told_on == today or box.often == Often.NEVER:
        return box, []
    if notices := list(box.notices.all()):
        box.told_on = today
        box.save(update_fields=["told_on"])
    return box, notices


def send(box, notices, connection=None):
    with override(box.language):
        context = {
            "notices": [(one, absolute(one.address)) for one in notices[:MOST]],
            "others": max(len(notices) - MOST, 0),
            "desk": absolute("/admin/"),
        }
        body = render_to_string("waiting/mail.txt", context)
        to = [box.user.email]
        mail = EmailMessage(subject_of(notices), body, to=to, connection=connection)
    mail.extra_headers = {"Auto-Submitted": "auto-generated"}
    mail.send()


def subject_of(notices):
    count = len(notices)
    words = ngettext("%(count)s thing to look at", "%(count)s things to look at", count)
    return f"{_('Atlas of Care')}: {words % {'count': count}}"
