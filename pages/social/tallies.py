"""The marks of a lever or a function, or of all of the 3 × 3: one mark is one case."""

from itertools import groupby
from operator import attrgetter

from infrastructures.models import Lever

from .marks import hue, marks_of

WIDTH, WIDE = 540, 640  # pixels


def tally(number, function, counts):
    """A large number, and under it the marks, of {identification: cases}."""
    return {"kind": "tally", "width": WIDTH, **plate(number, function, counts)}


def plates(counts, spoken=None, width=WIDTH):
    """The 3 × 3: a row for each function, a plate for each lever, a mark for each case, of
    {lever: {identification: cases}}; ``spoken``: the levers that a contribution speaks of."""
    levers = Lever.objects.select_related("function")
    rows = [
        [
            plate(lever.number, function.slug, counts.get(lever.pk, {}))
            | {"spoken": None if spoken is None else lever.pk in spoken}
            for lever in row
        ]
        for function, row in groupby(levers, attrgetter("function"))
    ]
    return {"kind": "plates", "width": width, "rows": rows}


def plate(number, function, counts):
    return {"number": str(number), "hue": hue(function), "marks": marks_of(function, counts)}
