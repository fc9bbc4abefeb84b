"""How far two judges agree on the judged queries, and how well search does by each of them.

``python -m tests.search.agreement`` prints it. The figures of search are those of the database
that ``DATABASE_URL`` names: the atlas must be in it.
"""

import os
from pathlib import Path

import django
import yaml

HERE = Path(__file__).parent
CASES = 69  # that both judges read
SEEN = 20  # queries, the first of the file, of which the second judge knew what the first said
LANGUAGES = ("fr", "en", "es")


def read(name):
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def judged_by(name):
    """{(language, query): cases} of a file, in its order."""
    kinds = read(name)
    return {
        (language, str(query)): set(expected)
        for languages in kinds.values()
        for language, rows in languages.items()
        for query, *expected in rows
    }


def both_judges():
    """What each said alone: the first judge's cases as they were before they were mended."""
    first, second = unmended(judged_by("judged"), read("mended")), judged_by("second_judge")
    return {asked: first[asked] for asked in second}, second


def unmended(judge, mends):
    was = dict(judge)
    for mend in mends:
        added, removed = set(mend.get("added", [])), set(mend.get("removed", []))
        for asked in mended(mend):
            was[asked] = was[asked] - added | removed
    return was


def mended(mend):
    """[(language, query)] that a row of mended.yaml is about."""
    return [(language, asked) for language in LANGUAGES for asked in mend.get(language, [])]


def agreement(first, second, cases=CASES):
    """What both say of each pair of a query and a case: that it answers, or does not."""
    both = sum(len(first[asked] & second[asked]) for asked in first)
    one, other = (sum(map(len, judge.values())) for judge in (first, second))
    pairs = len(first) * cases
    neither = pairs - one - other + both
    observed = (both + neither) / pairs
    by_chance = (one * other + (pairs - one) * (pairs - other)) / pairs**2
    return {
        "queries": len(first),
        "the same cases": sum(first[asked] == second[asked] for asked in first),
        "named by both": both,
        "by the first alone": one - both,
        "by the second alone": other - both,
        "Dice": 2 * both / (one + other),
        "Cohen's kappa": (observed - by_chance) / (1 - by_chance),
    }


def common(first, second):
    """What both name; a query on which they have nothing in common is left out."""
    return {
        asked: first[asked] & second[asked] for asked in first if first[asked] & second[asked]
    }


def unseen(judge):
    return dict([*judge.items()][SEEN:])


def apart(first, second):
    """[(query, cases of the first alone, of the second alone)], where they differ."""
    return [
        (
            " ".join(asked),
            sorted(first[asked] - second[asked]),
            sorted(second[asked] - first[asked]),
        )
        for asked in first
        if first[asked] != second[asked]
    ]


def retrieval(judge, found):
    """(queries, share with a right case among ten, mean recall at ten, mean reciprocal rank)"""
    from .judged import is_found, scores  # its models want Django to be set up

    rows = [
        (is_found(found[asked], expected), *scores(found[asked], expected))
        for asked, expected in judge.items()
    ]
    return len(rows), *(sum(column) / len(rows) for column in zip(*rows, strict=True))


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from .judged import found_by  # its models want Django to be set up

    first, second = both_judges()
    for name, judges in {
        "All queries": (first, second),
        f"Without the {SEEN} that were seen": (unseen(first), unseen(second)),
    }.items():
        print(f"## {name}")
        for label, value in agreement(*judges).items():
            print(f"* {label}: {value if isinstance(value, int) else f'{value:.3f}'}")
    print("## Where they differ: the first alone; the second alone")
    for asked, one, other in apart(first, second):
        print(f"* {asked}: {', '.join(one) or '-'}; {', '.join(other) or '-'}")
    found = {asked: found_by(asked[1]) for asked in first}
    print("| judged by | queries | found | recall@10 | MRR |\n|---|---|---|---|---|")
    judges = {
        "the first": first,
        "the second": second,
        "both": common(first, second),
        "the first, mended": judged_by("judged"),
    }
    for name, judge in judges.items():
        print("| {} | {} | {:.3f} | {:.3f} | {:.3f} |".format(name, *retrieval(judge, found)))


if __name__ == "__main__":
    main()
