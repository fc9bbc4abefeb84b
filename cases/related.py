"""Cases near a case, and the reason in words."""

from django.utils.translation import gettext as _

from languages.punctuation import joined

from .cards import cards_of
from .filters import CaseFilter

# What two cases may share, by weight: the lever first, then people, place, subject.
TIES = [
    ("lever", 6, lambda: _("same lever")),
    ("group", 2, lambda: _("same groups")),
    ("country", 3, lambda: _("same country")),
    ("theme", 1, lambda: _("same themes")),
]


def related(case, limit=4):
    """The cards of the nearest published cases, each with ``reason``; best first. The case is
    one of ``for_page()``."""
    answer = CaseFilter().answer
    shared = {
        name: [sets[value] for value in values if value in sets]
        for name, values in values_of(case).items()
        for sets in [answer.case_sets(name)]
    }
    best = nearest(answer, shared, limit + 1)  # itself is the nearest of all
    best = [pk for pk in best if pk != case.original.pk][:limit]
    return [with_reason(card, shared, answer) for card in cards_of(best)]


def values_of(case):
    countries = [row.place.country for row in case.case_places.all()]
    return {
        "lever": [row.lever.slug for row in case.case_levers.all()],
        "group": [group.slug for group in case.groups.all()],
        "country": {country.iso2 for country in countries if country},
        "theme": [theme.slug for theme in case.themes.all()],
    }


def nearest(answer, shared, limit):
    """The first primary keys by the sum of what they share."""
    scores = {0: answer.cases()}
    for name, weight, _words in TIES:
        for cases in shared[name]:
            scores = split(scores, cases, weight)
    best = []
    for score in sorted(filter(None, scores), reverse=True):
        best += answer.first(scores[score], limit - len(best))
        if len(best) == limit:
            break
    return best


def split(scores, cases, weight):
    """{score: cases} after those that share one thing more have moved up."""
    after = {}
    for score, those in scores.items():
        for new, part in ((score + weight, those & cases), (score, those - cases)):
            if part:
                after[new] = after[new] | part if new in after else part
    return after


def with_reason(card, shared, answer):
    card.reason = joined(
        words()
        for name, _weight, words in TIES
        if any(answer.has(cases, card.pk) for cases in shared[name])
    )
    return card
