"""What the desk says of a draft or of a pending change while it is one. No reader sees it. What
becomes of it, published or discarded, takes its comments along into its history."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .identity import identity
from .kinds import kind_of
from .revisions import Revision

LONGEST = 2000  # signs


class CommentQuerySet(models.QuerySet):
    def open(self):
        return self.filter(of_number=None)

    def about(self, thing):
        return self.filter(identity=identity_of(thing))

    def unread_by(self, user):
        return self.open().filter(unread_by=user)


class Comment(models.Model):
    """``about``: a key of the document, or nothing. ``key``: of the thing itself, never of its
    working copy. ``of_number``: of the revision that came of it. ``unread_by``: whom it
    concerns, until they say that they have read it, or answer."""

    identity = models.UUIDField(_("identity"), db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, editable=False)
    key = models.PositiveBigIntegerField(_("number"), editable=False)
    title = models.CharField(_("title"), max_length=250, editable=False)
    about = models.CharField(_("about"), max_length=60, blank=True, editable=False)
    words = models.TextField(_("comment"), max_length=LONGEST, editable=False)
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False,
        related_name="+", verbose_name=_("made by"),
    )  # fmt: skip
    of_number = models.PositiveIntegerField(_("of version"), null=True, editable=False)
    unread_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", editable=False, verbose_name=_("unread by")
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return self.words[:80]


def identity_of(thing):
    kind = kind_of(type(thing))
    return identity(kind.name, getattr(thing.original, kind.key))


def settle(thing):
    """What they were said of is the last revision of the thing now."""
    rows = Comment.objects.open().about(thing)
    if rows.exists():
        rows.update(of_number=Revision.objects.of(thing.original).first().number)
