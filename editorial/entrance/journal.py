"""What happened to accounts is written down here, and said in the log: no password, no code,
and no name that was typed where there is no such account (it may be a password)."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from ..models import AccountEvent, User
from .tries import ip_of

log = logging.getLogger("atlas.entrance")
What = AccountEvent.What


def record(what, account=None, *, request=None, by=None, said=""):
    """``account``: whom it is about; ``by``: who did it, if somebody else."""
    now = timezone.now()
    AccountEvent.objects.filter(at__lt=now - timedelta(days=settings.JOURNAL_DAYS)).delete()
    AccountEvent.objects.create(
        at=now,
        what=what,
        account=account,
        by=by if by != account else None,
        address=ip_of(request) if request else None,
        said=said[:300],
    )
    level = logging.WARNING if what in AccountEvent.GRAVE else logging.INFO
    log.log(level, "%s: account %s %s", what, account.pk if account else "unknown", said)


def account_named(name):
    return User.objects.filter(username=name[:150]).first()
