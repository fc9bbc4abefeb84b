"""The judged queries, and how well they are answered: recall at ten, and the mean reciprocal
rank of the first case expected."""

from pathlib import Path

import yaml

from cases.documents import NUMBER
from cases.models import Case
from search.searching import Search

FILE = Path(__file__).parent / "judged.yaml"
AT = 10


def judged():
    """[(kind, query, slugs expected)]"""
    kinds = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [
        (kind, str(query), expected)
        for kind, rows in kinds.items()
        for query, *expected in rows
    ]


def found_by(query):
    """The slugs of the cases that a search finds, the best first."""
    slugs = dict(Case.objects.values_list("pk", "slug"))
    return [slugs[key] for key in Search(query).keys(NUMBER)]


def scores(found, expected):
    """(share of the expected among the first ten, 1 / rank of the first expected)"""
    recall = sum(slug in found[:AT] for slug in expected) / min(len(expected), AT)
    first = min((found.index(slug) + 1 for slug in expected if slug in found), default=0)
    return recall, 1 / first if first else 0


def table():
    """[(kind, number of queries, recall, mean reciprocal rank)], the last line of all."""
    by_kind = {}
    for kind, query, expected in judged():
        by_kind.setdefault(kind, []).append(scores(found_by(query), expected))
    by_kind["all"] = [score for rows in by_kind.values() for score in rows]
    return [
        (kind, len(rows), *(sum(column) / len(rows) for column in zip(*rows, strict=True)))
        for kind, rows in by_kind.items()
    ]
