from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Who edits the atlas. Ours from the first migration, so that it can grow."""


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
