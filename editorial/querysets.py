"""Rows of keys that were read before, from an index or a search."""

from django.db import models


class InOrderQuerySet(models.QuerySet):
    def in_order(self, keys):
        """The rows of some primary keys as a list, in the order of the keys. What vanished
        since the keys were read is left out."""
        found = self.in_bulk(keys)
        return [found[key] for key in keys if key in found]
