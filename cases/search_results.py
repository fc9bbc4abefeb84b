"""What the list says of a search: why each case is there, or what to try when none is."""

from dataclasses import dataclass

from search.extracts import Finder
from search.spelling import nearest

from .documents import NUMBER
from .question_words import sentence


def explained(cards, question):
    """The cards, each with ``hit``: where the words of the question stand in it."""
    if not question.chosen.get("q"):
        return cards
    finder = Finder(question.search.query)
    passages = question.search.passages(NUMBER, [card.pk for card in cards])
    for card in cards:
        card.hit = finder.hit(passages[card.pk])
    return cards


@dataclass
class Attempt:
    """Another question to try: its words, and how many cases it finds."""

    words: str
    count: int
    query: str


def attempts(question):
    """Questions near one that finds nothing: other spellings, then each choice taken away.
    Only what finds something is proposed."""
    near = [*_spellings(question), *_looser(question)]
    return sorted((one for one in near if one.count), key=lambda one: -one.count)[:6]


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


def _try(question, **changes):
    other = type(question)({**question.chosen, **changes})
    return Attempt(sentence(other), len(other.answer.cases()), other.query().removeprefix("?"))
