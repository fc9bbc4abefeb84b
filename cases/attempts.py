"""What to try when a question finds nothing, and where to begin without words."""

from dataclasses import dataclass
from itertools import islice

from search.spelling import nearest

from . import facets
from .proposed import near
from .question_words import sentence

ATTEMPTS = 8
STARTS = 6  # values of each facet


@dataclass
class Attempt:
    """Another question to try: its words, and how many cases it finds."""

    words: str
    count: int
    query: str


def attempts(question):
    """Questions near one that finds nothing: what its words are near to, other spellings, each
    choice and each word taken away. Only what finds something is proposed, each once."""
    found = {}
    for some in (_around, _values, _spellings, _looser, _shorter):
        for one in some(question):
            if one.count:
                found.setdefault(one.query, one)
    return sorted(found.values(), key=lambda one: -one.count)[:ATTEMPTS]


def _around(question):
    """The regions of a country that has no case."""
    for group in question.search.query.groups:
        for concept in group.concepts:
            if concept.facet == "country":
                country = question.vocabulary.countries_by_iso2[concept.value]
                for code in _regions(question, country):
                    yield _try(question, q=None, exact=None, region=[code])


def _regions(question, country):
    region = question.vocabulary.regions_by_pk.get(country.region_id)
    while region:
        yield region.code
        region = question.vocabulary.regions_by_pk.get(region.parent_id)


def _values(question):
    """Values of facets whose names begin like the words, or are spelled nearly so."""
    for value in near(question.chosen.get("q", "")):
        yield _try(question, q=None, exact=None, **{value.facet: [value.value]})


def _spellings(question):
    query = question.search.query
    for group in query.groups:
        for word in nearest(group.words[0].word) if len(group.words) == 1 else ():
            yield _try(question, q=query.with_word(group, word))


def _looser(question):
    for name in question.chosen:
        if name not in ("sort", "exact") and len(question.chosen) > 1:
            yield _try(question, **{name: None})
    if "exact" in question.chosen:
        yield _try(question, exact=None)


def _shorter(question):
    """The question without one of its words, and with one alone."""
    query = question.search.query
    if len(query.groups) > 1:
        for group in query.groups:
            yield _try(question, q=query.without(group))
            yield _try(question, q=group.asked)


def _try(question, **changes):
    other = type(question)({**question.chosen, **changes})
    return Attempt(sentence(other), len(other.answer.cases()), other.query().removeprefix("?"))


def starts(question):
    """[(label of a facet, attempts)]: the values that most cases have, for a reader who has no
    words, or whose words find nothing."""
    question = type(question)({})
    return [
        (facet.label, list(islice(_most_frequent(question, facet), STARTS)))
        for facet in (facets.GROUP, facets.THEME, facets.REGION)
    ]


def _most_frequent(question, facet):
    labels, sets = question.vocabulary.labels(facet), question.answer.case_sets(facet.name)
    alphabet = question.vocabulary.alphabet(facet)
    for value in sorted(sets, key=lambda value: (-len(sets[value]), alphabet.get(value, 0))):
        if value in labels and sets[value]:
            query = question.query(**{facet.name: [value]}).removeprefix("?")
            yield Attempt(labels[value], len(sets[value]), query)
