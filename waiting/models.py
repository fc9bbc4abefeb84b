"""How often an account is written to, and what it is still to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.revisions import Deed
from languages.known import OWN_NAMES


class Often(models.TextChoices):
    NEVER = "never", _("Never")
    DAILY = "daily", _("Once a day, if something happened")
    EACH = "each", _("Each time")


class Mailbox(models.Model):
    """The wish of an account; who has none wishes for the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailbox"
    )
    often = models.CharField(_("how often"), max_length=5, choices=Often, default=Often.DAILY)
    language = models.CharField(
        _("language"), max_length=2, choices=OWN_NAMES, default=settings.LANGUAGE_CODE
    )
    told_on = models.DateField(null=True, editable=False)  # the day of the last digest

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        constraints = [
            models.CheckConstraint(
                name="mailbox_often_is_known", condition=Q(often__in=Often.values)
            )
        ]

    def __str__(self):
        return str(self.user)


class NoticeKind(models.TextChoices):
    SUBMITTED = Deed.SUBMITTED.value, _("Submitted for review")
    RETURNED = Deed.SENT_BACK.value, _("Returned")
    PUBLISHED = Deed.PUBLISHED.value, _("Published")
    COMMENTED = "commented", _("Commented")
    LETTER = "letter", _("A letter of a reader")


class Notice(models.Model):
    """One line of a mail that is not sent yet; sent, it is gone. It has no word of a reader."""

    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=9, choices=NoticeKind)
    title = models.CharField(max_length=250)
    address = models.CharField(max_length=200)  # at the desk, from its root
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self):
        return f"{self.get_kind_display()} : {self.title}"
