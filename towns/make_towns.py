"""Make ``data/towns.tsv`` and ``data/names.tsv`` from towns of GeoNames. Run once; the
result is kept beside this file, and ``data/README.md`` says of what day it is.

    python -m towns.make_towns path/to/cities5000.json

The source is a JSON of {id: town}, a town having ``geonameid``, ``name``, ``countrycode``,
``population``, ``latitude``, ``longitude`` and ``alternatenames``. Both files are sorted as
bytes, so that they are searched where they lie: see ``gazetteer.py``.
"""

import json
import sys
from collections import defaultdict
from math import cos, hypot, log2, radians
from pathlib import Path

from .names import bare
from .source import LEAST_POPULATION

DATA = Path(__file__).parent / "data"
LONGEST = 60  # letters of a name that somebody would type
LARGE = 100_000  # a town by which others of its name are told apart
KM_OF_A_DEGREE = 111


def main(source):
    towns = json.loads(Path(source).read_text(encoding="utf-8")).values()
    towns = [town for town in towns if town["population"] >= LEAST_POPULATION]
    beside = told_apart(towns)
    rows = sorted(towns, key=lambda town: town["geonameid"])
    write("towns.tsv", (row_of(town, beside) for town in rows))
    write("names.tsv", sorted({line for town in towns for line in lines_of(town)}))


def row_of(town, beside):
    key = town["geonameid"]
    facts = [key, town["name"], town["countrycode"], town["population"], beside.get(key, "")]
    facts += [f"{town[name]:.4f}" for name in ("latitude", "longitude")]
    return "\t".join(map(str, facts))


def lines_of(town):
    """Its names, each with its size, by which the largest of a name comes first."""
    size = int(4 * log2(town["population"]))
    for name in {
        bare(name) for name in [town["name"], *filter(is_name, town["alternatenames"])]
    }:
        if name and len(name) <= LONGEST:
            yield f"{name}\t{town['geonameid']}\t{size}"


def is_name(name):
    """Not what was made of a name by machine: letters of another script, one by one."""
    return not name[:1].islower() or not name.isascii()


def told_apart(towns):
    """{id: the nearest large town} of those that share name and country with another."""
    named, large = defaultdict(list), defaultdict(list)
    for town in towns:
        named[town["countrycode"], bare(town["name"])].append(town)
        if town["population"] >= LARGE:
            large[town["countrycode"]].append(town)
    return {
        town["geonameid"]: near["name"]
        for (country, _name), alike in named.items()
        if len(alike) > 1
        for town in alike
        if (near := nearest(town, large[country]))
    }


def nearest(town, others):
    others = [other for other in others if other["name"] != town["name"]]
    return min(others, key=lambda other: kilometres(town, other), default=None)


def kilometres(one, other):
    """Nearly, which is enough to say which is nearer."""
    north = one["latitude"] - other["latitude"]
    east = (one["longitude"] - other["longitude"]) * cos(radians(one["latitude"]))
    return hypot(north, east) * KM_OF_A_DEGREE


def write(name, lines):
    DATA.mkdir(exist_ok=True)
    text = "".join(f"{line}\n" for line in lines)
    (DATA / name).write_bytes(text.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
