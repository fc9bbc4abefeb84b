"""Which published cases have each value of each facet: by joins, and as masks.

The joins are the rule. For masks each table is read once, by numbers: the ties of a hundred
thousand cases are a million rows, and joins would take longer than all the rest.
"""

from array import array
from collections import defaultdict
from itertools import chain

from infrastructures.models import Lever
from search.masks import mask_of

from .models import Case, CaseLever, CasePlace, CaseTheme, Group, Place, Region, Theme
from .ordering import AT_ONCE

# The paths from a case to the values of each facet; a case has those of all its paths.
PATHS = {
    "function": ["levers__function__slug"],
    "lever": ["levers__slug"],
    "region": ["places__country__region__code", "places__region__code"],
    "country": ["places__country__iso2"],
    "section": ["places__country__section"],
    "group": ["groups__slug"],
    "theme": ["themes__slug"],
    "operation": ["operation"],
    "identification": ["identification"],
    "documentation": ["documentation"],
}
OWN = ["operation", "identification", "documentation", "start_year"]
# Where the others are: the ties, the case and the row that they tie, and the paths from there.
TIED = [
    (CaseLever, "case", "lever", Lever, {"lever": ["slug"], "function": ["function__slug"]}),
    (Case.groups.through, "case", "group", Group, {"group": ["slug"]}),
    (CaseTheme, "content_object", "tag", Theme, {"theme": ["slug"]}),
    (
        CasePlace,
        "case",
        "place",
        Place,
        {
            "region": ["country__region__code", "region__code"],
            "country": ["country__iso2"],
            "section": ["country__section"],
        },
    ),
]


def pairs(name):
    """(case, value) of the published cases, perhaps more than once."""
    return valued(name, Case.objects.published(), PATHS[name])


def valued(name, rows, paths):
    """(primary key, value) of some rows, by some paths; a region counts for all above it."""
    lines = region_lines() if name == "region" else {}
    for path in paths:
        for key, value in rows.order_by().values_list("pk", path):
            if value:
                yield from ((key, one) for one in lines.get(value, [value]))


def region_lines():
    """{code: the codes of the region and of all that contain it}"""
    above = dict(Region.objects.values_list("code", "parent__code"))
    lines = {}
    for code in above:
        line, at = [], code
        while at:
            line.append(at)
            at = above[at]
        lines[code] = line
    return lines


def masks(places):
    """{facet, or ``start_year``: {value: mask}}; ``places`` gives each case its bit."""
    found = {}
    for name, by_value in zip(OWN, places_by_value(Case, ["pk", *OWN], places), strict=True):
        found[name] = {value: [those] for value, those in by_value.items() if value}
    for ties, case, to, model, facets in TIED:
        (by_key,) = places_by_value(ties, [case, to], places)
        for name, paths in facets.items():
            found[name] = {}
            for key, value in valued(name, model.objects, paths):
                if key in by_key:
                    found[name].setdefault(value, []).append(by_key[key])
    return {
        name: {value: mask_of(chain(*those), len(places)) for value, those in values.items()}
        for name, values in found.items()
    }


def places_by_value(model, columns, places):
    """{value: the places of its cases} for each column but the first, which is the case."""
    found = [defaultdict(lambda: array("I")) for _column in columns[1:]]
    for case, *values in model.objects.order_by().values_list(*columns).iterator(AT_ONCE):
        if (place := places.get(case)) is not None:
            for by_value, value in zip(found, values, strict=True):
                by_value[value].append(place)
    return found
