"""Who is told of what: what is submitted, and letters, to who reviews; what is returned or
published to who wrote it; a comment to whom it concerns. Nobody is told of what they did."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from editorial.discussing import COMMENTED
from editorial.models import User
from editorial.revisions import Deed

from . import mails
from .models import Mailbox, Notice, NoticeKind, Often

KINDS = {
    Deed.SUBMITTED: NoticeKind.SUBMITTED,
    Deed.SENT_BACK: NoticeKind.RETURNED,
    Deed.PUBLISHED: NoticeKind.PUBLISHED,
    COMMENTED: NoticeKind.COMMENTED,
}


def of_deed(thing, deed, *, by, writers, words=""):
    if deed not in KINDS:
        return
    address = address_of(thing.original)
    if deed in (Deed.SENT_BACK, Deed.PUBLISHED):  # it waits for nobody's review any more
        Notice.objects.filter(kind=NoticeKind.SUBMITTED, address=address).delete()
    is_for_reviewers = deed == Deed.SUBMITTED
    rows = User.objects.reviewers() if is_for_reviewers else User.objects.filter(pk__in=writers)
    reason = thing.returned_because if deed == Deed.SENT_BACK else words
    note(rows.exclude(pk=by.pk) if by else rows, KINDS[deed], thing, address, reason)


def of_letter(letter):
    note(User.objects.reviewers(), NoticeKind.LETTER, letter, address_of(letter))


def address_of(thing):
    """In no language: the desk is in that of its editor."""
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[thing.pk])


def note(users, kind, thing, address, reason=""):
    """A line for each who can be written to and wants to; sent now to who wants each."""
    at_once = []
    told = users.filter(is_active=True).exclude(email="").select_related("mailbox")
    for user in told.distinct():
        box = mailbox_of(user)
        if box.often == Often.NEVER:
            continue
        with override(box.language):
            title = str(thing)[:250]
        notice = Notice.objects.create(
            mailbox=box, kind=kind, title=title, address=address, reason=reason
        )
        if box.often == Often.EACH:
            at_once.append(notice)
    if at_once:
        transaction.on_commit(lambda: mails.send_each(at_once), robust=True)


def mailbox_of(user):
    """Theirs, made if they have none."""
    box = getattr(user, "mailbox", None)
    return box or Mailbox.objects.get_or_create(user=user)[0]
