"""The town that somebody means by what was typed, or those that it may be."""

import re
from functools import cached_property

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from languages.folding import fold
from languages.punctuation import joined
from towns import gazetteer
from towns.names import bare
from towns.source import LEAST_POPULATION

from . import vocabulary

# ``Guayaquil, Ecuador`` and ``Guayaquil (EC)``.
WITH_COUNTRY = re.compile(r"(?P<town>[^,(]+)[,(]\s*(?P<country>[^,()]+)\)?\s*")
BEYOND_DOUBT = 10  # times larger than any other of its name
TOLD = 3  # spellings in a sentence


class Typed:
    """``words``: a name in any language, perhaps with its country."""

    def __init__(self, words):
        self.words = words.replace("\x00", " ").strip()
        found = WITH_COUNTRY.fullmatch(self.words)
        self.town = found["town"].strip() if found else self.words
        self.countries = codes_of(found["country"]) if found else None

    @cached_property
    def named(self):
        """The towns of this name, the largest first."""
        return gazetteer.named(self.town, self.countries)

    @cached_property
    def meant(self):
        """The only one of its name, or one far larger than the others; None if in doubt.
        What has the name in another language alone does not make it doubtful."""
        first, *others = self.named or [None]
        if first and self._is_called_so(first):
            others = filter(self._is_called_so, others)
        doubtful = any(first.population < BEYOND_DOUBT * one.population for one in others)
        return None if doubtful else first

    def _is_called_so(self, town):
        return bare(town.name) == bare(self.town)

    @cached_property
    def begun(self):
        """The towns of which a name begins so: what is typed may go on."""
        return gazetteer.begun(self.town, self.countries)

    @cached_property
    def alike(self):
        """The towns with a name that is spelled nearly so, in whatever country."""
        return gazetteer.spelled_alike(self.town, self.countries) or (
            gazetteer.spelled_alike(self.town) if self.countries is not None else []
        )

    @property
    def choices(self):
        """What may be meant: of the name, else on the way to it, else spelled nearly so."""
        return self.named[: gazetteer.SHOWN] or self.begun or self.alike

    @property
    def refusal(self):
        """Why nothing is meant beyond doubt, and what may be."""
        names = joined(
            _("%(town)s, %(country)s") % {
                "town": town.name,
                "country": vocabulary.current().country_names.get(town.country, town.country),
            }
            for town in self.choices[:TOLD]
        )  # fmt: skip
        told = {"words": self.words[:80], "names": names, "least": least_population()}
        if self.named:
            return _("Several towns are called “%(words)s”: %(names)s …") % told
        if names:
            return _("There is no town “%(words)s”. Did you mean: %(names)s?") % told
        return _("There is no town “%(words)s” of %(least)s inhabitants or more.") % told


def least_population():
    """The inhabitants from which a town is in the gazetteer, as the reader writes them."""
    return number_format(LEAST_POPULATION, force_grouping=True)


def codes_of(words):
    """The ISO codes of the countries that are called so, in any of our languages."""
    return {
        country.iso2
        for country in vocabulary.current().countries
        if fold(words.strip()) in names_of(country)
    }


def names_of(country):
    return {
        fold(name)
        for name in (
            country.iso2, country.iso3, country.name_fr, country.name_en, country.name_es,
        )
    }  # fmt: skip
