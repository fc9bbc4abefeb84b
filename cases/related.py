"""Cases near a case, and the reason in words."""

from collections import Counter

from django.utils.translation import gettext as _

from .models import Case

# What two cases may share, by weight: the lever first, then people, place, subject.
TIES = [
    ("levers", "levers", 6, lambda: _("same lever")),
    ("groups", "groups", 2, lambda: _("same groups")),
    ("country", "places__country", 3, lambda: _("same country")),
    ("themes", "themes", 1, lambda: _("same themes")),
]


def related(case, limit=4):
    """The nearest published cases for a card, each with ``reason``; best first."""
    others = Case.objects.published().exclude(pk=case.pk).order_by()
    scores, shared = Counter(), {}
    for tie, path, weight, _words in TIES:
        # Read from the other side: which values of this case do the others have?
        mine = Case.objects.filter(pk=case.pk).values(path)
        rows = others.filter(**{f"{path}__in": mine}).values_list("pk", path).distinct()
        for pk, _value in rows:
            scores[pk] += weight
            shared.setdefault(pk, set()).add(tie)
    best = sorted(scores, key=lambda pk: (-scores[pk], pk))[:limit]
    found = Case.objects.for_cards().in_bulk(best)
    return [with_reason(found[pk], shared[pk]) for pk in best]


def with_reason(case, ties):
    case.reason = _(", ").join(words() for tie, _path, _weight, words in TIES if tie in ties)
    return case
