"""What a search says beside its cases: how it was understood, why each is there, what has
only a part of it, and what to try when nothing has."""

from dataclasses import dataclass

from search.extracts import Finder
from search.spelling import nearest

from . import facets
from .cards import cards
from .case_sets import CaseSet
from .documents import NUMBER
from .models import Case
from .proposed import near
from .question_words import sentence

REST, LEAST_REST = 10, 3  # cases shown, with those of the answer; of the rest alone
ATTEMPTS = 8
BY_NAME = {facet.name: facet for facet in facets.FACETS}


def shown(question, keys):
    """What a page says of some cases of the answer, and of the search."""
    context = {"cases": explained(keys, question), "meanings": list(meanings(question))}
    if not keys:
        context["attempts"] = attempts(question)
    return context


def and_the_rest(question, before):
    """What comes after the last case of the answer; ``before``: cases that the page shows."""
    rest = question.rest
    some = rest[: max(REST - before, LEAST_REST)]
    return {"rest": explained(some, question), "rest_count": len(rest)}


def explained(keys, question):
    """Cards of cases, each with ``hit``: where the words of the question stand in it."""
    found = cards(Case.objects.published().for_cards().in_order(keys))
    if not question.chosen.get("q"):
        return found
    finder = Finder(question.search.query)
    passages = question.search.passages(NUMBER, [card.pk for card in found])
    has = question.answer.has
    groups = [CaseSet(mask) for mask in question.answer.ranking.groups]
    for card in found:
        held = {number for number, some in enumerate(groups) if has(some, card.pk)}
        card.hit = finder.hit(passages[card.pk], held)
    return found


@dataclass
class Meaning:
    """A value that the words of a question were understood as."""

    asked: str  # the words
    facet: str  # label
    value: str  # label
    count: int  # cases of the question, were it chosen as a facet
    chosen: str  # the question with the facet instead of the words
    without: str  # the question without the words


def meanings(question):
    if "q" not in question.chosen:
        return
    for number, group in enumerate(question.search.query.groups):
        for concept in group.concepts:
            if one := _meaning(question, number, group, concept):
                yield one


def _meaning(question, number, group, concept):
    """None where no case is coded so. The other words stay if some case has them all."""
    facet = BY_NAME[concept.facet]
    label = question.vocabulary.labels(facet).get(concept.value)
    sets = question.answer.case_sets(concept.facet)
    coded = question.answer.cases(without="q") & sets.get(concept.value, CaseSet())
    if label is None or not coded:
        return None
    words = question.search.query.without(group)
    with_words = coded & CaseSet(question.answer.ranking.all_but(number))
    values = sorted({*question.chosen.get(facet.name, []), concept.value})
    chosen = question.query(**{"q": words if with_words else None, facet.name: values})
    return Meaning(
        group.asked, facet.label, label, len(with_words or coded), chosen,
        question.query(q=words),
    )  # fmt: skip


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
    for some in (_values, _spellings, _looser, _shorter):
        for one in some(question):
            if one.count:
                found.setdefault(one.query, one)
    return sorted(found.values(), key=lambda one: -one.count)[:ATTEMPTS]


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
