"""What a list says of the town that its question names, and how its order can be changed."""

from dataclasses import dataclass

from towns import source

from .facet_boxes import Choice
from .near_words import Reasoner, told
from .nearness import COUNTS, HAS, WEIGHTS, facet_counts, labels
from .ordering import Sort


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
        "source": source,
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
        )
        for name in HAS
    ]
