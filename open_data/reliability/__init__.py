"""How far two codings of the same cases agree, and what audits of the texts found.

``codings.csv`` has what each of two coders wrote, apart from one another; everything that is
told of agreement is reckoned from it. ``audits.csv`` has what somebody who had not written the
texts counted when holding them against their sources. ``changed.csv`` has the codes that are no
longer as the second coding was published.
"""

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
# What takes several codes.
SETS = {
    "local_role", "tier", "built_on", "groups", "levers", "levers_observed", "results.areas",
}  # fmt: skip


class Agreement(NamedTuple):
    """Of one variable: how many units were coded twice, the share of those coded alike, and
    Krippendorff's alpha by a distance (nominal, or MASI for sets); None where all say one."""

    variable: str
    units: int
    equal: float
    alpha: float | None
    distance: str


def rows_of(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def agreements():
    pairs = defaultdict(list)
    for row in rows_of("codings.csv"):
        codes = row["coder_a"], row["coder_b"]
        is_set = row["variable"] in SETS
        pairs[row["variable"]].append(tuple(map(as_set, codes)) if is_set else codes)
    return [agreement(variable, found) for variable, found in pairs.items()]


def as_set(codes):
    return frozenset(filter(None, codes.split("|")))


def agreement(variable, pairs):
    is_set = variable in SETS
    return Agreement(
        variable,
        len(pairs),
        round(sum(a == b for a, b in pairs) / len(pairs), 3),
        alpha(pairs, masi if is_set else nominal),
        "MASI" if is_set else "nominal",
    )


def alpha(pairs, distance):
    """Krippendorff's alpha of two coders without gaps: 1 less what they differ by, over what
    they would if the same codes were dealt out by chance."""
    observed = sum(distance(a, b) for a, b in pairs) / len(pairs)
    codes = Counter(code for pair in pairs for code in pair)
    count = codes.total()
    chance = sum(
        times * (other_times - (code == other)) * distance(code, other)
        for code, times in codes.items()
        for other, other_times in codes.items()
    ) / (count * (count - 1))  # fmt: skip
    return round(1 - observed / chance, 3) if chance else None


def nominal(a, b):
    return float(a != b)


def masi(a, b):
    """Passonneau's distance of two sets: less where one holds the other."""
    if a == b:
        return 0.0
    if not a & b:
        return 1.0
    kinship = 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - len(a & b) / len(a | b) * kinship


@cache
def audits():
    """The audits, in figures; None for what an audit did not count."""
    return [
        {name: int(said) if said.isdigit() else said or None for name, said in row.items()}
        for row in rows_of("audits.csv")
    ]


def changed():
    """The codes that were changed since the second coding was published: each with its day,
    and why in every language."""
    return rows_of("changed.csv")
