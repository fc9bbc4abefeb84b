"""The values that a question may use, with labels in the reader's language."""

from functools import cache

from django.utils.functional import cached_property
from django.utils.translation import get_language

from editorial import catalogue
from infrastructures.models import Function
from languages.folding import sorting_key

from .models import Case, Country, Group, Organisation, Place, Region, Theme

_current = {}


def current():
    """The vocabulary in the reader's language, read anew when the catalogue has changed."""
    stamp, _changed = catalogue.stamp()
    language = get_language()
    found = _current.get(language)
    if found is None or found.stamp != stamp or not stamp:
        found = _current[language] = Vocabulary(stamp)
    return found


class Vocabulary:
    """Each list is read when it is first asked for. Requests share it, and what it says never
    changes."""

    def __init__(self, stamp=""):
        self.stamp = stamp
        self.labels, self.alphabet = cache(self.labels), cache(self.alphabet)
        self.cards, self.drawings = {}, {}  # of cases, made of it and of their rows

    def labels(self, facet):
        """{value: label} of a facet, in their order."""
        return facet.labels(self)

    def alphabet(self, facet):
        """{value: where its label stands in the alphabet}"""
        labels = self.labels(facet)
        in_order = sorted(labels, key=lambda value: sorting_key(labels[value]))
        return {value: number for number, value in enumerate(in_order)}

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

    def regions_inside(self, codes):
        """The codes of some regions and of all that they contain."""
        wanted = set(codes)
        return {code for code, line in self._region_lines.items() if wanted & set(line)}

    @cached_property
    def _region_lines(self):
        return Region.objects.lines()

    @cached_property
    def countries(self):
        return sorted(Country.objects.all(), key=lambda country: sorting_key(country.name))

    @cached_property
    def countries_by_pk(self):
        return {country.pk: country for country in self.countries}

    @cached_property
    def countries_by_iso2(self):
        return {country.iso2: country for country in self.countries}

    @cached_property
    def country_names(self):
        """{iso2: name}"""
        return {country.iso2: str(country.name) for country in self.countries}

    def countries_inside(self, codes):
        """The ISO codes of the countries in some regions."""
        inside = self.regions_inside(codes)
        within = {region.pk for region in self.regions if region.code in inside}
        return {country.iso2 for country in self.countries if country.region_id in within}

    @cached_property
    def places(self):
        """Of the places and the organisations those alone that something published names."""
        return _named_by_cases(Place, "places")

    @cached_property
    def organisations(self):
        return _named_by_cases(Organisation, "organisations")

    @cached_property
    def groups(self):
        return list(Group.objects.used())

    @cached_property
    def themes(self):
        return list(Theme.objects.used())


def _named_by_cases(model, path):
    published = Case.objects.published().order_by()
    rows = model.objects.filter(pk__in=published.values(path)).order_by()
    return sorted(rows, key=lambda row: sorting_key(str(row)))
