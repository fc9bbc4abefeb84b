"""A question in words: as chips, each of which takes a choice away, and as a sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from languages.punctuation import joined

from . import facets


@dataclass
class Chip:
    """One choice of the question, and the query string without it."""

    label: str
    query: str


def chips(question, **shown):
    """A chip for all that narrows the question. ``shown``: what is no part of it, such as the
    axes of a matrix."""
    return [
        Chip(label, question.without(name, value, **shown))
        for name, value, label in spoken(question)
    ]


def town_chips(question, **shown):
    """That of the town, if one is named: it narrows nothing, and is a choice too."""
    near = question.chosen.get("near")
    if not near:
        return []
    label = _("your town: %(town)s") % {"town": near.words}
    return [Chip(label, question.query(near=None, **shown))]


def spoken(question):
    """(parameter, value, words) for all that narrows the question."""
    chosen = question.chosen
    if "q" in chosen:
        yield "q", chosen["q"], _("“%(words)s”") % {"words": chosen["q"]}
        if "exact" in chosen:
            yield "exact", chosen["exact"], _("exact words only")
    for facet in facets.FACETS:
        for name in facet.parameters:
            if name in chosen:
                said = facet.words(name, chosen[name], question.vocabulary)
                yield from ((name, value, words) for value, words in said)


def sentence(question):
    """The question in words: choices of one parameter joined by "or", parameters by commas."""
    by_name = {}
    for name, _value, label in spoken(question):
        by_name.setdefault(name, []).append(label)
    facet_of = {name: facet for facet in facets.FACETS for name in facet.parameters}
    return joined(
        facet_of[name].in_sentence(labels) if name in facet_of else labels[0]
        for name, labels in by_name.items()
    )
