"""The way from draft to published, and back: states, and the deeds that change them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.constraints import Check

from . import catalogue, revisions
from .days import DAYS, today
from .models import Tombstone
from .revisions import Deed
from .shown import Shown, ShownQuerySet


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class TransitionRefused(ValidationError):
    """The deed does not fit the state, or something is missing. Words for the editor."""


class PublishableQuerySet(ShownQuerySet):
    def published(self):
        return self.filter(state=State.PUBLISHED)

    @transaction.atomic
    def delete(self):
        """What was in sight does not vanish: its address says that it is withdrawn."""
        Tombstone.objects.raise_for(self.published())
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


class Publishable(Shown):
    """Something the public sees only when it is published. State changes by deeds alone."""

    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.DRAFT, editable=False
    )
    published_on = models.DateField(_("published on"), null=True, editable=False)
    revised_on = models.DateField(_("revised on"), null=True, editable=False)
    state_changed_at = models.DateTimeField(_("state changed at"), null=True, editable=False)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("state changed by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="%(class)s_published_has_its_days",
                condition=~Q(state=State.PUBLISHED)
                | Q(published_on__isnull=False, revised_on__isnull=False),
                violation_error_message=_("What is published has a day of publication."),
            ),
            Check(
                name="%(class)s_revised_once_published",
                beside="revised_on",
                condition=Q(revised_on__isnull=True)
                | Q(published_on__isnull=False, revised_on__gte=F("published_on")),
                violation_error_message=_("It cannot be revised before it is published."),
            ),
        ]

    @transaction.atomic
    def delete(self, *args, **kwargs):
        if self.is_published:
            Tombstone.objects.raise_for([self])
        return super().delete(*args, **kwargs)

    @property
    def is_published(self):
        return self.state == State.PUBLISHED

    def gaps(self):
        """{field, or name of its rows: words} of what a published one must have and lacks."""
        return {}

    def missing_for_publication(self):
        """Words for what is still missing; empty when it can be published."""
        return list(self.gaps().values())

    def keep_promises(self):
        """What was asked for to publish is asked for as long as it is published."""
        if self.is_published and (gaps := self.gaps()):
            raise ValidationError(gaps)

    # ``why`` is for its history: a line of the editor, in whatever language it is written.

    def submit(self, *, by=None, why=""):
        self._move([State.DRAFT], State.IN_REVIEW, Deed.SUBMITTED, by, why)

    def send_back(self, *, by=None, why=""):
        self._move([State.IN_REVIEW], State.DRAFT, Deed.SENT_BACK, by, why)

    @transaction.atomic
    def publish(self, *, by=None, why=""):
        if missing := self.missing_for_publication():
            raise TransitionRefused(missing)
        self.refresh_from_db(fields=DAYS)
        days = {
            "published_on": self.published_on or today(),
            "revised_on": self.revised_on or self.day_of_change(),
        }
        self._move([State.IN_REVIEW], State.PUBLISHED, Deed.PUBLISHED, by, why, **days)
        Tombstone.objects.of(type(self), self.slug).delete()

    def day_of_change(self):
        """Today; never before a day it has, whatever a clock says."""
        return max(filter(None, [today(), self.published_on, self.revised_on]))

    def revise(self):
        """Its document says another thing now. What is not in sight waits for its day until
        it is published again."""
        self.revised_on = self.day_of_change() if self.is_published else None
        rows = type(self)._base_manager.filter(pk=self.pk)
        rows.update(revised_on=self.revised_on)

    @transaction.atomic
    def archive(self, *, by=None, reason=None, why=""):
        """``reason``: {language code: words} for readers who have cited it."""
        self._move([State.PUBLISHED], State.ARCHIVED, Deed.WITHDRAWN, by, why)
        Tombstone.objects.raise_for([self], reason)

    def reopen(self, *, by=None, why=""):
        self._move([State.ARCHIVED], State.DRAFT, Deed.REOPENED, by, why)

    @transaction.atomic
    def _move(self, allowed, state, deed, by, why, **more):
        """One UPDATE: of two editors who press at once, the second is told."""
        changes = {"state": state, "state_changed_at": timezone.now(), "state_changed_by": by}
        changes |= more
        rows = type(self)._base_manager.filter(pk=self.pk, state__in=allowed)
        if not rows.update(**changes):
            self.refresh_from_db(fields=["state"])
            raise TransitionRefused(
                _("“%(this)s” is %(now)s: this step is not open to it."),
                params={"this": self, "now": self.get_state_display().lower()},
            )
        for name, value in changes.items():
            setattr(self, name, value)
        catalogue.changed(self)
        revisions.record(self, deed, by=by, reason=why)
