from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.texts import CODES, Translated


class User(AbstractUser):
    """Who edits the atlas. Ours from the first migration, so that it can grow."""


class Submission(models.Model):
    """A form of the desk that came back and was saved, so that it is not saved twice."""

    token = models.UUIDField()
    digest = models.CharField(max_length=64)
    user = models.ForeignKey(User, models.CASCADE)
    made = models.CharField(max_length=255, blank=True)  # the key of what was saved
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "digest"], name="submission_is_done_once")
        ]

    def __str__(self):
        return str(self.token)


class Catalogue(models.Model):
    """One row: the stamp of what the public sees, and when that last changed."""

    ONLY = 1

    stamp = models.CharField(max_length=22)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="catalogue_is_one", condition=models.Q(pk=1))
        ]

    def __str__(self):
        return self.stamp


class TombstoneQuerySet(models.QuerySet):
    def of(self, model, slug):
        return self.filter(kind=model._meta.model_name, slug=slug)

    def raise_for(self, things, reason=None):
        """Mark what leaves the public: its address answers with the reason from now on."""
        for thing in things:
            texts = {f"title_{code}": getattr(thing, f"title_{code}", "") for code in CODES} | {
                f"reason_{code}": words for code, words in (reason or {}).items()
            }
            self.update_or_create(
                kind=thing._meta.model_name,
                slug=thing.slug,
                defaults={**texts, "withdrawn_at": timezone.now()},
            )


class Tombstone(models.Model):
    """What was published and is withdrawn: its name, when, and why. Citations lead here."""

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = models.SlugField(_("slug"), max_length=100, editable=False)
    title = Translated(
        models.CharField, max_length=250, blank=True, editable=False, verbose_name=_("title")
    )
    reason = Translated(
        models.TextField,
        blank=True,
        verbose_name=_("reason"),
        help_text=_("Why it was withdrawn, in words for a reader who has cited it."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), editable=False)

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        ordering = ["-withdrawn_at"]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="tombstone_stands_once")
        ]

    def __str__(self):
        return self.title or self.slug
