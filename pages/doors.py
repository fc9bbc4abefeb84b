"""Doors into the atlas: what officers ask, as questions that have an answer.

Each is written with the values of facets, or with words of the reader's language; one that
finds nothing is not shown.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.filters import CaseFilter
from editorial.catalogue import once_per_stamp

# [(what they begin from, [(the question in words, what it asks)])]
DOORS = [
    (_("By public"), [
        (_("What is there for older people?"), {"group": ["older-persons"]}),
        (_("Who gives unpaid carers some time?"), {"group": ["caregivers"]}),
        (_("Who minds small children near the market?"), {"q": _("childcare market")}),
        (_("How are migrants received?"), {"group": ["migrants-and-refugees"]}),
    ]),
    (_("By problem"), [
        (_("How do homes stay within reach?"), {"theme": ["housing"]}),
        (_("Who eats, who cooks, who pays?"), {"theme": ["food"]}),
        (_("How does a town get ready for disasters?"), {"theme": ["disaster-risk"]}),
    ]),
    (_("By means"), [
        (_("What can begin in a building we have?"), {"built_on": ["building-or-space"]}),
        (_("What did it cost?"), {"money": ["budget", "investment"]}),
        (_("Whose effects were compared?"), {
            "result": ["outcome"], "evidence": ["compared", "before-after"],
        }),
    ]),
]  # fmt: skip

# What a lever is asked besides, where it has no answer to some of those.
OTHERS = (_("What officers ask"), [
    (_("What is open to everyone?"), {"open_to_all": ["anyone"]}),
    (_("What changes for women and girls?"), {"group": ["women-and-girls"]}),
    (_("What do groups of residents carry?"), {"built_on": ["community-organisation"]}),
    (_("How are the hours of care counted?"), {"theme": ["time-use"]}),
    (_("Who cares for health?"), {"theme": ["health"]}),
])  # fmt: skip
MOST = 10  # more are no longer read


@dataclass(frozen=True)
class Door:
    words: str
    count: int
    address: str


@dataclass(frozen=True)
class Way:
    title: str
    doors: list


def doors(**also):
    """[Way] in the reader's language; ``also`` is asked beside, such as ``lever="a-slug"``."""
    return _doors(get_language(), tuple(also.items()))


@once_per_stamp
def _doors(language, also):
    ways, left = [], MOST
    for title, some in [*DOORS, OTHERS] if also else DOORS:
        open_ones = [door for door in map(door_with(also), some) if door.count][:left]
        left -= len(open_ones)
        ways.append(Way(str(title), open_ones))
    return [way for way in ways if way.doors]


def door_with(also):
    """What makes a door of what DOORS says of one; ``also``: (parameter, value) pairs."""
    also = {name: [value] for name, value in also}

    def made(written):
        words, asked = written
        asked = {name: in_words(value) for name, value in asked.items()}
        question = CaseFilter(asked | also)
        # An atlas need not have the group or the theme that is asked for.
        count = question.count if question.is_valid() else 0
        return Door(str(words), count, reverse("cases:list") + question.query())

    return made


def in_words(value):
    """A value as a question has it: words are those of the reader's language."""
    return value if isinstance(value, list) else str(value)
