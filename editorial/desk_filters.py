"""Filters of the lists of what is published by deeds."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.context import OWN_NAMES
from languages.texts import CODES, translated_names

MAIN, *OTHERS = CODES


class LanguageGapFilter(admin.SimpleListFilter):
    """Where a text is there in French and not in another language."""

    title = _("language gap")
    parameter_name = "gap"

    def lookups(self, request, model_admin):
        some = [(code, OWN_NAMES[code]) for code in OTHERS]
        return [*some, ("any", _("any")), ("none", _("none"))]

    def queryset(self, request, queryset):
        asked = self.value()
        if asked in OTHERS:
            return queryset.filter(gap(queryset.model, [asked]))
        if asked in ("any", "none"):
            missing = gap(queryset.model, OTHERS)
            return queryset.filter(missing if asked == "any" else ~missing)
        return queryset


def gap(model, codes):
    found = Q(pk__in=[])
    for name in translated_names(model):
        for code in codes:
            found |= ~Q(**{f"{name}_{MAIN}": ""}) & Q(**{f"{name}_{code}": ""})
    return found


class AgeFilter(admin.SimpleListFilter):
    title = _("last written in")
    parameter_name = "age"
    DAYS = {"30": _("the last 30 days"), "-180": _("more than 6 months ago"),
            "-365": _("more than a year ago")}  # fmt: skip

    def lookups(self, request, model_admin):
        return list(self.DAYS.items())

    def queryset(self, request, queryset):
        if self.value() not in self.DAYS:
            return queryset
        days = int(self.value())
        then = timezone.now() - timedelta(days=abs(days))
        return queryset.filter(**{f"updated_at__{'gte' if days > 0 else 'lt'}": then})
