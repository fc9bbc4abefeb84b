"""A question in words: as chips, each of which takes a choice away, and as a sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import facets


@dataclass
class Chip:
    """One choice of the question, and the query string without it."""

    label: str
    query: str


def chips(question, **shown):
    """``shown``: what is no part of the question, such as the axes of a matrix. A town is
    among them, though it narrows nothing: it is a choice too."""
    found = [
        Chip(label, question.without(name, value, **shown))
        for name, value, label in spoken(question)
    ]
    if near := question.chosen.get("near"):
        label = _("nearest to %(town)s first") % {"town": near.words}
        found.append(Chip(label, question.query(near=None, **shown)))
    return found


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
    return ", ".join(
        facet_of[name].in_sentence(labels) if name in facet_of else labels[0]
        for name, labels in by_name.items()
    )
