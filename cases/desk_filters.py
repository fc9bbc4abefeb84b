"""Filters of the list of cases: where they are, what they are about, how old their sources."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.folding import sorting_key

from .models import Case, Country, Region, Theme

YEAR = timedelta(days=365)


class TiedFilter(admin.SimpleListFilter):
    """By a row of a vocabulary that some case is tied to."""

    model = None

    def lookups(self, request, model_admin):
        named = [(str(row.pk), str(row)) for row in self.used()]
        return sorted(named, key=lambda one: sorting_key(one[1]))

    def queryset(self, request, queryset):
        asked = self.value() or ""
        if not (asked.isdecimal() and len(asked) < 10):
            return queryset
        # Within a query of its own, so that no case is counted twice.
        return queryset.filter(pk__in=Case.objects.filter(self.tied(int(asked))).values("pk"))


class CountryFilter(TiedFilter):
    title, parameter_name = _("country"), "country"

    def used(self):
        return Country.objects.filter(
            places__cases__replaces=None, places__cases__isnull=False
        ).distinct()

    def tied(self, pk):
        return Q(places__country=pk)


class RegionFilter(TiedFilter):
    title, parameter_name = _("region"), "region"

    def used(self):
        """Those of the cases, and what these lie in."""
        parents = dict(Region.objects.values_list("pk", "parent"))
        cases = Case.objects.order_by()
        found = {*cases.values_list("places__country__region", flat=True),
                 *cases.values_list("places__region", flat=True)}  # fmt: skip
        reached = set()
        while found := (found - reached - {None}):
            reached |= found
            found = {parents.get(pk) for pk in found}
        return Region.objects.filter(pk__in=reached)

    def tied(self, pk):
        rows = list(Region.objects.values_list("pk", "parent"))
        within, size = {pk}, 0
        while len(within) > size:
            size = len(within)
            within |= {child for child, parent in rows if parent in within}
        return Q(places__country__region__in=within) | Q(places__region__in=within)


class ThemeFilter(TiedFilter):
    title, parameter_name = _("theme"), "theme"

    def used(self):
        return Theme.objects.filter(cases__isnull=False).distinct()

    def tied(self, pk):
        return Q(themes=pk)


class SourcesAgeFilter(admin.SimpleListFilter):
    title, parameter_name = _("sources looked at"), "looked"

    def lookups(self, request, model_admin):
        return [("old", _("one more than a year ago")), ("never", _("one never"))]

    def queryset(self, request, queryset):
        asked = self.value()
        old = timezone.localdate() - YEAR
        by = {
            "old": Q(sources__consulted_on__lt=old),
            "never": Q(sources__consulted_on=None, sources__isnull=False),
        }
        if asked not in by:
            return queryset
        return queryset.filter(pk__in=Case.objects.filter(by[asked]).values("pk"))
