"""Reading rows for some cases, in pieces: memory does not grow with the answer."""

from array import array
from itertools import islice

from django.db.models import Q

from cases.models import Case

from .case_tables import OF_CASES
from .document_tables import OF_DOCUMENTS
from .vocabulary_tables import VOCABULARY

PIECE = 500  # cases, or rows, named in one query
TABLES = {table.name: table for table in (*OF_CASES, *OF_DOCUMENTS, *VOCABULARY)}


def pieces(items, size=PIECE):
    items = iter(items)
    while piece := list(islice(items, size)):
        yield piece


def in_order(holds):
    """The primary keys of the published cases of which ``holds`` is true, in the order of
    their slugs, as an array. Sorted here: databases do not agree where a hyphen goes."""
    slugs, found = [], array("q")
    for slug, key in Case.objects.published().order_by().values_list("slug", "pk").iterator():
        if holds(key):
            slugs.append(slug)
            found.append(key)
    order = sorted(range(len(slugs)), key=slugs.__getitem__)
    return array("q", map(found.__getitem__, order))


def rows(table, cases):
    """The rows of a table that some cases (primary keys, in order) need, as dicts whose keys
    are ``table.names``."""
    for piece in pieces(cases if table.of else needed(table, cases)):
        yield from rows_of(table, piece, by=table.of or "pk")


def rows_of(table, keys, by="pk"):
    """The public rows whose ``by`` is one of a piece of keys, in the order of the keys."""
    found = public(table).filter(**{f"{by}__in": keys}).order_by(*table.order)
    rank = {pk: number for number, pk in enumerate(keys)}
    listed = found.values_list(by, *table.paths)
    for _pk, *values in sorted(listed, key=lambda row: rank[row[0]]):
        cells = (list(value) if isinstance(value, tuple) else value for value in values)
        yield dict(zip(table.names, cells, strict=True))


def public(table):
    return table.model._default_manager.filter(table.public_rows)


def needed(table, cases):
    """The primary keys of the rows that any of the cases needs, in order."""
    found = set()
    for condition in map(table.shared, pieces(cases)) if table.shared else [Q()]:
        keyed = public(table).filter(condition).order_by().distinct()
        found.update(keyed.values_list(*table.order, "pk"))
    return [row[-1] for row in sorted(found)]


def by_case(table, cases):
    """{slug of a case: its rows}, for a table that belongs to cases and one piece of them."""
    grouped = {}
    for row in rows(table, cases):
        grouped.setdefault(row["case"], []).append(row)
    return grouped
