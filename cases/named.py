"""Which published cases name each row of the vocabulary, for the search: by primary key."""

import re
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from pathlib import Path

from infrastructures import documents as of_levers
from infrastructures.models import Function, Lever
from languages.content import read
from languages.texts import CODES, Text
from search.analysis import composed, is_asking, tokens
from search.concepts import Concept, keys_of
from search.engines import listed
from search.masks import mask_of

from . import documents
from .models import (
    Country,
    Group,
    Operation,
    Organisation,
    Place,
    Region,
    Theme,
)

# A value of a facet that is a row has a mask already: the facet, and what its value is.
FACETS = {
    Lever: ("lever", "slug"),
    Function: ("function", "slug"),
    Group: ("group", "slug"),
    Theme: ("theme", "slug"),
    Country: ("country", "iso2"),
    Region: ("region", "code"),
}
# Of the others there may be as many as cases: a list of bits each, which few have.
TIED = {Place: "place", Organisation: "organisation"}
MOST = 2_000  # places, and organisations, that a question is read for: those of most cases


class CaseTies:
    """``values``: {facet: {value: its cases}}; ``bit_of`` gives each case its bit."""

    def __init__(self, bit_of, values):
        self.size = len(bit_of)
        self.masks = {
            model: {
                key: values[facet][value].mask
                for key, value in model.objects.order_by().values_list("pk", column)
                if value in values[facet]
            }
            for model, (facet, column) in FACETS.items()
        }
        self.columns = {"operation": values["operation"]}
        self.lists = {}
        for model, facet in TIED.items():
            bits = values[facet].bits
            keys = model.objects.order_by().values_list("pk", "slug")
            self.lists[model] = {key: bits[slug] for key, slug in keys if slug in bits}

    def mask(self, named, keys):
        """The cases that name any of some keys."""
        model = named.kind.model
        if model in self.lists:
            lists = self.lists[model]
            some = chain.from_iterable(lists[key] for key in keys if key in lists)
            return mask_of(some, self.size)
        masks = self.masks[model]
        return reduce(or_, (masks[key] for key in keys if key in masks), 0)

    def column(self, name, value):
        """The cases of which a column has a value."""
        sets = self.columns[name]
        return sets[value].mask if value in sets else 0

    def most_named(self, model):
        """The primary keys of the rows that most cases name."""
        lists = self.lists[model]
        return sorted(lists, key=lambda key: (-len(lists[key]), key))[:MOST]


# What a reader may mean by a word, as a value of a facet: the kind of its documents, and the
# fields of its names. Other words of a theme are narrower than it: they are found in its
# document, and do not stand for it.
MEANT = {
    Function: (of_levers.FUNCTION, ("short_name", "name"), ()),
    Lever: (of_levers.KIND, ("short_name", "name"), ()),
    Group: (documents.GROUP, ("name",), ("alternative_names",)),
    Theme: (documents.THEME, ("label",), ()),
    Country: (documents.COUNTRY, ("name",), ()),
    Region: (documents.REGION, ("name",), ("alternative_names",)),
}


OPERATIONS = read(Path(__file__).parent / "operations.yaml")
ASIDE = re.compile(r"\s*[(/]\s*|\)")  # Bangalore (Bengaluru), Waiwhakaata / Lake Hayes


def meant(ties):
    """(concept, its row or None) of all that a reader may mean."""
    rows = list(of_rows())
    taken = {key for concept, _row in rows for key in concept.names}
    yield from rows
    places = [concept for concept in of_places(ties) if not set(concept.names) <= taken]
    taken = {key for concept in places for key in concept.names}
    bodies = [concept for concept in of_bodies(ties, taken) if concept.sayings]
    for concept in (*places, *bodies, *of_operations()):
        yield concept, None


def of_places(ties):
    """Places by their names; what is a country or a region too is meant as that."""
    for row in Place.objects.filter(pk__in=listed(ties.most_named(Place))).order_by("pk"):
        names, others = [], []
        for code, name in said(row, ("name",)):
            first, *more = ASIDE.split(name)
            names += [(code, name), (code, first)]
            others += [(code, one) for one in more]
        yield Concept.named("place", row.slug, (documents.PLACE.number, row.pk), names, others)


def of_bodies(ties, places):
    """Organisations by their names and acronyms; *the city of Lisbon* is meant as the place."""
    keys = listed(ties.most_named(Organisation))
    for row in Organisation.objects.filter(pk__in=keys).order_by("pk"):
        labels = [(code, getattr(row, f"label_{code}")) for code in CODES]
        own = [(code, row.name) for code in (Text(row.name).language or "", *CODES) if code]
        names = [(code, name) for code, name in labels + own if name]
        names += [(code, ASIDE.split(name)[0]) for code, name in names]
        names += [(code, row.acronym) for code in CODES if row.acronym]
        concept = Concept.named(
            "organisation", row.slug, (documents.ORGANISATION.number, row.pk),
            [
                (code, name)
                for code, name in dict.fromkeys(names)
                if not is_of_a_place(name, code, places)
            ],
            (), is_body=True,
        )  # fmt: skip
        yield concept


def is_of_a_place(name, code, places):
    """True of the name of a place, and words that any city has."""
    bare = without_asking(name)
    return not bare or any(key in places for key in keys_of(bare, code))


@lru_cache(maxsize=20_000)
def without_asking(name):
    return " ".join(word.written for word in tokens(composed(name)) if not is_asking(word.word))


@lru_cache(maxsize=20_000)
def folded(words):
    return tuple(word.word for word in tokens(composed(words)))


def of_operations():
    for value, words in OPERATIONS.items():
        said = [one for code in CODES for one in words[code]]
        literal = tuple(folded(one) for one in said)
        value = Operation(value).value
        yield Concept("operation", value, ("operation", value), literal=literal)


def of_rows():
    for model, (kind, names, others) in MEANT.items():
        facet, column = FACETS[model]
        rows = model._default_manager.order_by("pk")
        for row in rows.used() if model in (Group, Theme) else rows:
            yield (
                Concept.named(
                    facet,
                    getattr(row, column),
                    (kind.number, row.pk),
                    list(said(row, names)),
                    list(said(row, others)),
                ),
                row,
            )


def names_of(concept, row):
    """(concept, language, its short name, words of that or another short one)"""
    _kind, names, others = MEANT[type(row)]
    for code in CODES:
        label = getattr(row, f"{names[0]}_{code}")
        for language, words in said(row, [names[0], *others]):
            if language == code and words:
                yield concept, code, label or str(row), folded(words)


def said(row, fields):
    """(language, words) of some fields, in each of which there may be several."""
    for name in fields:
        for code in CODES:
            for words in getattr(row, f"{name}_{code}").split(","):
                yield code, words.strip()
