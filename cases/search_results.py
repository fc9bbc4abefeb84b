"""What a search says beside its cases: how it was understood, why each is there, what has
only a part of it, and what to try when nothing has."""

from dataclasses import dataclass

from search.extracts import Finder
from search.steps import in_words

from . import facets
from .attempts import attempts, starts
from .cards import cards_of
from .case_sets import CaseSet
from .documents import NUMBER

REST, LEAST_REST = 10, 3  # cases shown, with those of the answer; of the rest alone
BY_NAME = {facet.name: facet for facet in facets.FACETS}


def shown(question, keys):
    """What a page says of some cases of the answer, and of the search."""
    context = {"cases": explained(keys, question), "meanings": list(meanings(question))}
    if "q" in question.chosen:
        answer = question.answer
        context["steps"] = in_words(answer.ranking, answer.cases().mask)
    if not keys:
        context["attempts"] = attempts(question)
        context["starts"] = starts(question)
    return context


def and_the_rest(question, before):
    """What comes after the last case of the answer; ``before``: cases that the page shows."""
    rest = question.rest
    some = rest[: max(REST - before, LEAST_REST)]
    return {"rest": explained(some, question), "rest_count": len(rest)}


def explained(keys, question):
    """Cards of cases, each with ``hit``: where the words of the question stand in it."""
    found = cards_of(keys)
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
    sets = question.answer.case_sets(concept.facet)
    coded = question.answer.cases(without="q") & sets.get(concept.value, CaseSet())
    if not coded:
        return None
    label = question.vocabulary.labels(facet).get(concept.value)
    if label is None:
        return None
    query = question.search.query
    # Words that only ask would be a subject, were they left alone.
    words = query.without(group) if len(query.groups) > 1 or query.excluded else None
    with_words = coded & CaseSet(question.answer.ranking.all_but(number))
    values = sorted({*question.chosen.get(facet.name, []), concept.value})
    chosen = question.query(**{"q": words if with_words else None, facet.name: values})
    return Meaning(
        group.asked, facet.label, label, len(with_words or coded), chosen,
        question.query(q=words),
    )  # fmt: skip
