"""What is kept for the search: a document a thing, and the list of the words in use."""

from django.db import models

STRIDE = 16  # more kinds than there will ever be


class Zone(models.TextChoices):
    """Where in a document a word stands: what is nearer to its name weighs more."""

    TITLE = "title"
    NAMES = "names"  # of places, levers, groups, themes; of each its own document has them
    SUMMARY = "summary"  # and of organisations
    BODY = "body"  # all the rest, titles of sources included


class Document(models.Model):
    """What the public may find of one thing, as passages, to show where the words stand.

    ``digest`` tells what it was made from, ``checksum`` is the sum of its words as numbers.
    Its primary key says what it is of (``number_of``), so that a hit of the index needs no
    join. The terms themselves are in ``search_terms``, a table of each database's own kind.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.PositiveSmallIntegerField()
    key = models.BigIntegerField()
    version = models.CharField(max_length=30)
    digest = models.CharField(max_length=32)
    checksum = models.BigIntegerField()
    passages = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="document_is_of_one_thing")
        ]

    def __str__(self):
        return f"{self.kind}/{self.key}"


class Term(models.Model):
    """A word of the documents, and in how many of them it stands."""

    word = models.CharField(max_length=40, unique=True)
    documents = models.PositiveIntegerField()

    class Meta:
        ordering = ["word"]
        constraints = [
            models.CheckConstraint(name="term_is_in_use", condition=models.Q(documents__gte=1))
        ]

    def __str__(self):
        return self.word


def number_of(kind, key):
    return key * STRIDE + kind


def key_of(number):
    """The kind and the primary key that the number of a document stands for."""
    return number % STRIDE, number // STRIDE
