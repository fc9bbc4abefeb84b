"""The way from draft to published, and back: states, and the deeds that change them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.addresses import no_address_word
from languages.constraints import Check

from . import catalogue, comments, revisions, telling
from .days import DAYS, today
from .models import Tombstone
from .revisions import Deed
from .shown import Shown, ShownQuerySet


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


# What the way to publication writes of a row; documents and files say what is published.
BY_DEEDS = (
    "state", "state_changed_at", "state_changed_by", "created_at", "updated_at", "replaces",
    "began_with", "begun_by", "written_by", "submitted_by", "returned_because", "behind",
)  # fmt: skip


class TransitionRefused(ValidationError):
    """The deed does not fit the state, or something is missing. Words for the editor."""


class PublishableQuerySet(ShownQuerySet):
    def published(self):
        return self.filter(state=State.PUBLISHED)

    def originals(self):
        """Without the working copies of what is published."""
        return self.filter(replaces=None)

    # What waits, and for whom: asked of ``every_row``, drafts and pending changes together.

    def pending_changes(self):
        """What waits to be published into something that is."""
        return self.exclude(replaces=None)

    def behind(self, codes):
        """With translations into one of these languages that are older than their original,
        as the desk has them: what waits stands for what is published."""
        some = Q()
        for code in codes:
            some |= Q(behind__has_key=code)
        rows = self.exclude(state=State.ARCHIVED).exclude(working_copy__isnull=False)
        return rows.filter(some) if codes else self.none()

    def drafts(self):
        """Being written: what was never published, and changes of what is."""
        return self.filter(state=State.DRAFT)

    def in_review(self):
        """Submitted, the longest waiting first; ``submitted_by`` since ``state_changed_at``."""
        return self.filter(state=State.IN_REVIEW).order_by("state_changed_at", "pk")

    def returned(self):
        """With words, and not submitted since; by ``state_changed_by``."""
        return self.drafts().exclude(returned_because="")

    def of(self, user):
        """Begun, written last or submitted by somebody."""
        return self.filter(Q(begun_by=user) | Q(written_by=user) | Q(submitted_by=user))

    def for_another_reviewer(self, user):
        """Without what this one wrote last, where four eyes are asked for."""
        return self.exclude(written_by=user) if settings.FOUR_EYES else self.all()

    @transaction.atomic
    def delete(self):
        """What was in sight does not vanish: its address says that it is withdrawn."""
        Tombstone.objects.raise_for(self.published())
        copies = self.order_by().exclude(replaces=None).values_list("pk", flat=True)
        keys = [(self.model, key) for key in copies]
        gone = super().delete()
        catalogue.forget(*keys)
        return gone

    delete.alters_data = True
    delete.queryset_only = True


class Originals(models.Manager.from_queryset(PublishableQuerySet)):
    """What ``objects`` of something published has: its working copies are not among it."""

    def get_queryset(self):
        return super().get_queryset().originals()


class EveryRow(models.Manager.from_queryset(PublishableQuerySet)):
    """Working copies too; the default manager, so that dumps and ties of a copy are whole."""

    def get_by_natural_key(self, slug, is_copy=False):
        """A copy is known by what it replaces: it may have the same slug, or another."""
        return self.get(replaces__slug=slug) if is_copy else self.get(slug=slug, replaces=None)


def _somebody(label):
    """What somebody did outlives their account."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False,
        related_name="+", verbose_name=label,
    )  # fmt: skip


class Publishable(Shown):
    """Something the public sees only when it is published. State changes by deeds alone.

    What is published is written by publishing, and by the loader. The desk writes into a
    working copy: a row of its own that knows which one it ``replaces``.
    """

    slug = models.SlugField(_("slug"), max_length=100, validators=[no_address_word])
    replaces = models.OneToOneField(
        "self",
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="working_copy",
        verbose_name=_("replaces"),
    )
    # Of a working copy: {"document": what it was made from, "rows": {part: {their id: its}},
    # "is_shared": whether others than who began it have written in it}.
    began_with = models.JSONField(
        _("what it began with"), default=dict, blank=True, editable=False
    )
    # {language: {path of a passage: day}}: see editorial/made_from.py, which alone writes it.
    behind = models.JSONField(
        _("translations behind"), default=dict, blank=True, editable=False
    )
    begun_by = _somebody(_("begun by"))
    written_by = _somebody(_("last written by"))
    submitted_by = _somebody(_("submitted by"))
    returned_because = models.TextField(_("why it was returned"), blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=State, default=State.DRAFT, editable=False
    )
    published_on = models.DateField(_("published on"), null=True, editable=False)
    revised_on = models.DateField(_("revised on"), null=True, editable=False)
    state_changed_at = models.DateTimeField(_("state changed at"), null=True, editable=False)
    state_changed_by = _somebody(_("state changed by"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        abstract = True
        default_manager_name = "every_row"
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
            models.CheckConstraint(
                name="%(class)s_copy_is_not_published",
                condition=Q(replaces=None) | Q(state__in=[State.DRAFT, State.IN_REVIEW]),
                violation_error_message=_("A working copy is a draft, or in review."),
            ),
            models.UniqueConstraint(
                name="%(class)s_slug_is_of_one",
                fields=["slug"],
                condition=Q(replaces=None),
                violation_error_message=_("Another has this slug."),
            ),
        ]

    @transaction.atomic
    def delete(self, *args, **kwargs):
        if self.is_published:
            Tombstone.objects.raise_for([self])
        key, was_shown = (type(self), self.pk), not self.is_copy
        gone = super().delete(*args, **kwargs)
        if not was_shown:
            catalogue.forget(key)
        return gone

    def clean(self):
        """A working copy has the slug of what it replaces, or one that nobody has."""
        super().clean()
        others = type(self)._default_manager.exclude(pk__in=[self.pk, self.replaces_id])
        own = Q(replaces=None) | Q(replaces__isnull=False) & ~Q(slug=F("replaces__slug"))
        if self.slug and others.filter(own, slug=self.slug).exists():
            raise ValidationError({"slug": _("Another has this slug.")})

    def natural_key(self):
        return (self.replaces.slug, True) if self.replaces_id else (self.slug,)

    @property
    def is_published(self):
        return self.state == State.PUBLISHED

    @property
    def is_copy(self):
        return self.replaces_id is not None

    @property
    def is_unread(self):
        """A draft that was never submitted: it is submitted first. A change need not be."""
        return self.state == State.DRAFT and not self.is_copy

    @property
    def original(self):
        """What it replaces; itself, if it is no working copy."""
        return self.replaces if self.is_copy else self

    @property
    def pending(self):
        """Its working copy; None if nobody has changed it since it was published."""
        return getattr(self, "working_copy", None)

    def lacks(self):
        """{field, or name of its rows: words} of what a published one must have and lacks."""
        return {}

    def missing_for_publication(self):
        """Words for what is still missing; empty when it can be published."""
        return list(self.lacks().values())

    def keep_promises(self):
        """What was asked for to publish is asked for as long as it is published."""
        if self.is_published and (lacks := self.lacks()):
            raise ValidationError(lacks)

    # ``why`` is for its history: a line of the editor, in whatever language it is written.

    def submit(self, *, by=None, why=""):
        told = {"submitted_by": by, "returned_because": ""}
        self._move([State.DRAFT], State.IN_REVIEW, Deed.SUBMITTED, by, why, **told)

    def send_back(self, *, by=None, why=""):
        """``why``: for who wrote it, too."""
        self._move(
            [State.IN_REVIEW], State.DRAFT, Deed.SENT_BACK, by, why, returned_because=why
        )

    @transaction.atomic
    def publish(self, *, by=None, why="", alone=""):
        """``alone``: why who wrote it last publishes it, with no other to have read it."""
        if self.is_copy:
            raise TransitionRefused(_("A working copy is published into what it replaces."))
        if missing := self.missing_for_publication():
            raise TransitionRefused(missing)
        self.refresh_from_db(fields=[*DAYS, "written_by"])
        alone = self.reason_alone(by, alone)
        told = {
            "published_on": self.published_on or today(),
            "revised_on": self.revised_on or self.day_of_change(),
            "written_by": None,
            "submitted_by": None,
        }
        self._move(
            [State.IN_REVIEW], State.PUBLISHED, Deed.PUBLISHED, by, why, alone=alone, **told
        )
        comments.settle(self)
        Tombstone.objects.of(type(self), self.slug).delete()

    def is_alone(self, user):
        """Whether no other has seen its last words, where four eyes are asked for."""
        return settings.FOUR_EYES and user is not None and self.written_by_id == user.pk

    def reason_alone(self, by, reason):
        """The reason, if one is needed to publish it; else nothing."""
        if not self.is_alone(by):
            return ""
        if not (reason := reason.strip()):
            raise TransitionRefused(
                _("You wrote the last words of it: another publishes it, or you say why not.")
            )
        return reason

    def note_writer(self, by):
        """Before it is saved, also for the first time: whose words these are. Who comes later
        begins nothing, even where it is not known who did."""
        if self._state.adding:
            self.begun_by = by
        elif self.is_copy and {self.begun_by_id, self.written_by_id} - {by and by.pk, None}:
            self.began_with = {**self.began_with, "is_shared": True}
        self.written_by = by

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
    def _move(self, allowed, state, deed, by, why, alone="", **more):
        """One UPDATE: of two editors who press at once, the second is told."""
        changes = {"state": state, "state_changed_at": timezone.now(), "state_changed_by": by}
        changes |= more
        writers = telling.writers_of(self)
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
        revisions.record(self, deed, by=by, reason=why, alone=alone)
        telling.tell(self, deed, by=by, writers=writers)
