"""The judged queries, and how well they are answered: recall at ten, and the mean reciprocal
rank of the first case expected.

A third of them is kept aside (``ASIDE``): nothing is tuned on it, its figures are told apart.
"""

from pathlib import Path
from zlib import crc32

import yaml

from cases.filters import CaseFilter
from cases.models import Case

HERE = Path(__file__).parent
AT = 10
TUNED, ASIDE = "tuned on", "kept aside"


def judged():
    """[(kind, language, query, slugs expected)]"""
    kinds = yaml.safe_load((HERE / "judged.yaml").read_text(encoding="utf-8"))
    return [
        (kind, language, str(query), expected)
        for kind, languages in kinds.items()
        for language, rows in languages.items()
        for query, *expected in rows
    ]


def broad():
    """[(query, the most cases it may find, slugs that it must find)]"""
    rows = yaml.safe_load((HERE / "broad.yaml").read_text(encoding="utf-8"))
    return [(word, most, must) for words, most, *must in rows for word in words]


def part_of(query):
    """Whether a query is kept aside: told by its letters, so that nobody chose."""
    return ASIDE if crc32(query.encode()) % 3 == 0 else TUNED


def found_by(query):
    """The slugs of the cases that a page shows for a query, the best first."""
    slugs = dict(Case.objects.values_list("pk", "slug"))
    question = CaseFilter({"q": query})
    return [slugs[key] for key in [*question.ordered(), *question.rest]]


def scores(found, expected):
    """(share of the expected among the first ten, 1 / rank of the first expected)"""
    recall = sum(slug in found[:AT] for slug in expected) / min(len(expected), AT)
    first = min((found.index(slug) + 1 for slug in expected if slug in found), default=0)
    return recall, 1 / first if first else 0


def is_found(found, expected):
    """True if any right case is among the first ten."""
    return bool(set(found[:AT]) & set(expected))


def table():
    """[(kind, part, queries, found in ten, recall, mean reciprocal rank)], all kinds last."""
    by_kind = {}
    for kind, _language, query, expected in judged():
        found = found_by(query)
        row = (is_found(found, expected), *scores(found, expected))
        for name in (kind, "all"):
            for part in (part_of(query), "both"):
                by_kind.setdefault((name, part), []).append(row)
    return [
        (*name, len(rows), *(sum(column) / len(rows) for column in zip(*rows, strict=True)))
        for name, rows in sorted(by_kind.items(), key=lambda row: (row[0][0] == "all", row[0]))
    ]
