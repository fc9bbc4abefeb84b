"""What a list says of the town that its question names, and how its order can be changed."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from towns import source

from .facet_boxes import Choice
from .near_words import Reasoner, told
from .nearness import COUNTS, HAS, WEIGHTS, facet_counts, labels
from .ordering import Sort

# What the boxes of a kind do not say themselves.
NOTES = {
    "has_tier": _(
        "With no box ticked it is the municipal tier; “does not count” above takes the tier "
        "out."
    ),
}


@dataclass
class Weight:
    """How much a thing counts, as a box of choices."""

    name: str
    label: str
    chosen: int
    choices: list


@dataclass
class Holding:
    """What a town may have of one kind, as boxes to tick."""

    legend: str
    choices: list
    note: str = ""


def near_what(question, cards):
    """{name: what the page shows} of the town; the cards get their reasons. Nothing where no
    town is named."""
    if "near" not in question.chosen:
        return {}
    told(question, cards)
    reasoner = Reasoner(question)
    return {
        "weights": weights(question.answer.nearness),
        "holdings": holdings(question),
        "is_any_near": any(map(reasoner.is_near, question.ordered(Sort.NEAR)[:1])),
        "is_nearest_first": question.order == Sort.NEAR,
        "gazetteer_source": source,
        "income_year": question.answer.nearness.income_year,
    }


def weights(nearness):
    return [
        Weight(f"weigh_{name}", label, nearness.weight(name), WEIGHTS)
        for name, (label, _weight) in COUNTS.items()
    ]


def holdings(question):
    has = question.answer.nearness.has
    return [
        Holding(
            COUNTS[facet_counts(name)][0],
            [
                Choice(name, value, label, "", value in has(name))
                for value, label in labels(name, question.vocabulary).items()
            ],
            NOTES.get(name, ""),
        )
        for name in HAS
    ]
