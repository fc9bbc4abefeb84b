"""Which published cases name each row of the vocabulary, for the search: by primary key."""

from array import array
from functools import reduce
from itertools import chain
from operator import or_

from infrastructures import documents as of_levers
from infrastructures.models import Function, Lever
from languages.texts import CODES
from search.analysis import composed, tokens
from search.concepts import Concept
from search.masks import mask_of

from . import documents
from .models import (
    CaseOrganisation,
    CasePlace,
    Country,
    Group,
    Organisation,
    Place,
    Region,
    Theme,
)
from .ordering import AT_ONCE

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
TIED = {Place: (CasePlace, "place"), Organisation: (CaseOrganisation, "organisation")}


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
        self.lists = {model: bits_by_key(*tie, bit_of) for model, tie in TIED.items()}

    def mask(self, named, keys):
        """The cases that name any of some keys."""
        model = named.kind.model
        if model in self.lists:
            lists = self.lists[model]
            some = chain.from_iterable(lists[key] for key in keys if key in lists)
            return mask_of(some, self.size)
        masks = self.masks[model]
        return reduce(or_, (masks[key] for key in keys if key in masks), 0)


def bits_by_key(tie, name, bit_of):
    found = {}
    for case, key in tie.objects.order_by().values_list("case", name).iterator(AT_ONCE):
        if (bit := bit_of.get(case)) is not None:
            found.setdefault(key, array("I")).append(bit)
    return found


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


def meant():
    """(concept, its row) of all that a reader may mean."""
    for model, (kind, names, others) in MEANT.items():
        facet, column = FACETS[model]
        for row in model._default_manager.order_by("pk"):
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
                folded = tuple(token.word for token in tokens(composed(words)))
                yield concept, code, label or str(row), folded


def said(row, fields):
    """(language, words) of some fields, in each of which there may be several."""
    for name in fields:
        for code in CODES:
            for words in getattr(row, f"{name}_{code}").split(","):
                yield code, words.strip()
