"""The values that a question may use, with labels in the reader's language."""

from functools import cache

from django.utils.functional import cached_property
from django.utils.translation import get_language

from editorial import catalogue
from infrastructures.models import Function
from languages.folding import sorting_key

from .models import Country, Group, Region, Theme

# The facets whose values are rows: parameter, attribute of the vocabulary, key of a row.
ROWS = {
    "function": ("functions", "slug"),
    "lever": ("levers", "slug"),
    "region": ("regions", "code"),
    "country": ("countries", "iso2"),
    "group": ("groups", "slug"),
    "theme": ("themes", "slug"),
}


_kept = {}


def current():
    """The vocabulary in the reader's language, read anew when the catalogue has changed."""
    stamp, _changed = catalogue.stamp()
    language = get_language()
    kept = _kept.get(language)
    if kept is None or kept.stamp != stamp or not stamp:
        kept = _kept[language] = Vocabulary(stamp)
    return kept


class Vocabulary:
    """Each list is read when it is first asked for. Requests share it: it never changes."""

    def __init__(self, stamp=""):
        self.stamp = stamp
        self.choices = cache(self.choices)

    def choices(self, name):
        """(value, label) of the rows of a facet, in their order."""
        rows, key = ROWS[name]
        return [(getattr(row, key), str(row)) for row in getattr(self, rows)]

    @cached_property
    def functions(self):
        return list(Function.objects.prefetch_related("levers"))

    @cached_property
    def levers(self):
        return [lever for function in self.functions for lever in function.levers.all()]

    @cached_property
    def regions(self):
        return sorted(Region.objects.all(), key=lambda region: sorting_key(region.name))

    @cached_property
    def regions_by_pk(self):
        return {region.pk: region for region in self.regions}

    @cached_property
    def region_lines(self):
        """{code: the codes of the region and of all that contain it}"""
        return {region.code: self._line(region) for region in self.regions}

    def _line(self, region):
        line = []
        while region:
            line.append(region.code)
            region = self.regions_by_pk.get(region.parent_id)
        return line

    @cached_property
    def countries(self):
        return sorted(Country.objects.all(), key=lambda country: sorting_key(country.name))

    @cached_property
    def groups(self):
        return list(Group.objects.all())

    @cached_property
    def themes(self):
        return list(Theme.objects.all())
