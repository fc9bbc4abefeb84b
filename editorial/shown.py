"""What the public sees, written through the ORM, is never left untold.

The desk and the loader tell the catalogue themselves, once for all that they wrote. For whoever
does not (a shell, a script, an import) it is told at the end of the transaction.
"""

from django.db import models

from languages.constraints import AllAtOnce

from . import catalogue
from .querysets import InOrderQuerySet


class ShownQuerySet(InOrderQuerySet):
    """Of something shown: writes to many rows are noticed as those to one are."""

    def update(self, **values):
        keys = self._shown_keys()
        rows = super().update(**values)
        catalogue.wrote(*keys)
        return rows

    update.alters_data = True

    def bulk_create(self, instances, *args, **options):
        rows = super().bulk_create(instances, *args, **options)
        catalogue.wrote(*(one.shown_as() for one in rows))
        return rows

    bulk_create.alters_data = True

    def delete(self):
        keys = self._shown_keys()
        gone = super().delete()
        catalogue.wrote(*keys)
        return gone

    delete.alters_data = True
    delete.queryset_only = True

    def _shown_keys(self):
        model = self.model.shown_model()
        column = f"{self.model.PART_OF}_id" if self.model.PART_OF else "pk"
        return [(model, key) for key in self.order_by().values_list(column, flat=True)]


class Shown(models.Model):
    """Something that the public sees; or a part of it, which names the field of the whole.
    ``KNOWN_BY`` is the field by which its address, files and questions know it. ``SHOWN_BY``:
    the ways to what has a state, where readers see a row only by what is published; without
    any, they always do."""

    PART_OF = ""
    KNOWN_BY = "slug"
    SHOWN_BY = ()

    class Meta:
        abstract = True

    def save(self, *args, **options):
        super().save(*args, **options)
        catalogue.wrote(self.shown_as())

    def delete(self, *args, **options):
        whole = self.shown_as()
        gone = super().delete(*args, **options)
        catalogue.wrote(whole)
        return gone

    def get_constraints(self):
        return [
            (model, AllAtOnce.among(constraints))
            for model, constraints in super().get_constraints()
        ]

    @classmethod
    def shown_model(cls):
        return cls._meta.get_field(cls.PART_OF).related_model if cls.PART_OF else cls

    def shown_as(self):
        """The model and the primary key of what the public sees of it."""
        key = getattr(self, f"{self.PART_OF}_id") if self.PART_OF else self.pk
        return self.shown_model(), key

    @property
    def is_in_sight(self):
        """Whether a change of it is seen by readers at once, or comes in sight unread, with
        what a reviewer is reading."""
        rows = type(self)._base_manager.filter(pk=self.pk)
        seen = ["published", "in-review"]
        by = (rows.filter(**{f"{way}__state__in": seen}).exists() for way in self.SHOWN_BY)
        return not self.SHOWN_BY or any(by)
