"""What does not change once it left: records of cases, releases, selections."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from languages.texts import Text, preference

from .bodies import as_written
from .schema import upgraded


class Frozen(Exception):
    """A release, a record or a selection is never changed and never deleted."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **fields):
        raise Frozen

    def delete(self):
        raise Frozen


class Immutable(models.Model):
    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Frozen


class Record(Immutable):
    """All that the atlas said of a case, in three languages; once for as long as it said the
    same. ``body`` is {table: rows}, as in the data package."""

    checksum = models.CharField(max_length=64, unique=True)  # SHA-256 of the body
    schema = models.PositiveSmallIntegerField(default=1)  # in which the body is written
    slug = models.SlugField(max_length=100, db_index=True)
    body = models.JSONField()

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return f"{self.slug} {self.checksum[:8]}"

    @property
    def told_today(self):
        """The body in the newest schema, in the order of its tables."""
        return as_written(upgraded(self.body, self.schema))

    @property
    def title(self):
        """That of the case, in the reader's language or the next that has words."""
        (case,) = self.told_today["cases"]
        titles = (Text(case.get(f"title_{code}") or "", code) for code in preference())
        return next(filter(None, titles), Text(self.slug))


class Release(Immutable):
    """The published cases as they were on a day, numbered, as a data package in a file."""

    number = models.PositiveIntegerField(unique=True)
    as_of = models.DateField()  # the day of its content
    checksum = models.CharField(max_length=64)  # SHA-256 of the file
    # Of the day it was made, where a name was taken out since; when, and why.
    first_checksum = models.CharField(max_length=64, blank=True, default="")
    redacted_at = models.DateTimeField(null=True)
    redacted_for = models.TextField(blank=True, default="")
    size = models.PositiveBigIntegerField()  # bytes
    case_count = models.PositiveIntegerField()
    changes = models.JSONField()  # {"added": [slug], "withdrawn": [slug], "corrected": {…}}
    records = models.ManyToManyField(Record, related_name="releases")

    class Meta:
        ordering = ["-number"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self):
        return reverse("open_data:release", args=[self.number])

    @property
    def file_name(self):
        return f"atlas-release-{self.number}.zip"

    @property
    def changes_name(self):
        return f"atlas-release-{self.number}-changes.csv"

    @property
    def edition_name(self):
        """Of its pages, to read without a network, if they were made too."""
        return f"atlas-edition-{self.number}.zip"


class Selection(Immutable):
    """The answer to a question, kept: the list and the records as they were."""

    code = models.CharField(max_length=12, unique=True)
    question = models.TextField(blank=True)  # the query string, in canonical order
    made_at = models.DateTimeField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, null=True)
    records = models.ManyToManyField(Record, related_name="selections")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("open_data:selection", args=[self.code])
