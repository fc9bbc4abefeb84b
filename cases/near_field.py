"""A town as a question names it: one of GeoNames, or a country and a population by hand."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from towns import gazetteer

from . import vocabulary
from .typed_town import Typed

LONGEST = 100  # signs of a name that somebody types
LARGEST = 50_000_000  # inhabitants
BY_NUMBER = re.compile(r"(\d{1,9})(?:-[\w-]*)?")
BY_HAND = re.compile(r"([A-Za-z]{2})-(\d{1,8})")


class Near(str):
    """What a question writes down of a town; ``name`` is empty where no name was given."""

    name = beside = ""

    @classmethod
    def to(cls, town):
        near = cls(town.key)
        near.name, near.beside = town.name, town.beside
        near.country, near.population = town.country, town.population
        return near

    @classmethod
    def by_hand(cls, country, population):
        near = cls(f"{country}-{population}")
        near.country, near.population = country, population
        return near

    @property
    def country_name(self):
        return country_name(self.country)

    @property
    def inhabitants(self):
        """``2,723,665 inhabitants``"""
        count = number_format(self.population, force_grouping=True)
        return ngettext(
            "%(count)s inhabitant", "%(count)s inhabitants", self.population
        ) % {"count": count}  # fmt: skip

    @property
    def words(self):
        """``Guayaquil, Ecuador``; of a town by hand, what is known of it."""
        return _("%(town)s, %(country)s") % {
            "town": self.name or _("a town"), "country": self.country_name,
        }  # fmt: skip


def country_name(iso2):
    """A country of ISO 3166 in the reader's language; a code that we do not know, as it is."""
    return vocabulary.current().country_names.get(iso2, iso2)


class NearField(forms.CharField):
    """The number of a town, which its name may follow; a country and a population, such as
    ``EC-50000``; or the name of a town that is meant beyond doubt."""

    def __init__(self, **options):
        super().__init__(max_length=LONGEST, required=False, **options)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return ""
        if found := BY_NUMBER.fullmatch(typed):
            return self.by_number(int(found[1]))
        if found := BY_HAND.fullmatch(typed):
            return self.by_hand(found[1].upper(), int(found[2]))
        return self.by_name(typed)

    def by_number(self, number):
        if town := gazetteer.by_number(number):
            return Near.to(town)
        raise ValidationError(_("No town has the number %(number)s.") % {"number": number})

    def by_hand(self, country, population):
        if country not in vocabulary.current().country_names:
            raise ValidationError(
                _("“%(code)s” is not the code of a country.") % {"code": country}
            )
        if not 0 < population <= LARGEST:
            raise ValidationError(_("A town has at least 1 inhabitant and at most 50 million."))
        return Near.by_hand(country, population)

    def by_name(self, words):
        typed = Typed(words)
        if typed.meant:
            return Near.to(typed.meant)
        raise ValidationError(typed.refusal)
