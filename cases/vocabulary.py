"""The values that a question may use, with labels in the reader's language."""

from django.utils.functional import cached_property

from infrastructures.models import Function
from languages.folding import sorting_key

from .models import Country, Group, Region, Theme


class Vocabulary:
    """Read once a request, each list when it is first asked for."""

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
