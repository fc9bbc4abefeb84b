"""The index of terms, behind one door: FTS5 on SQLite, tsvector on PostgreSQL.

Both hold a table ``search_terms`` with a column a zone, and are asked which rows hold an
expression in a zone. Neither cuts, folds, stems or ranks: that is done before, in Python, so
that both give the same answers.
"""

import json
from itertools import islice

from django.db import connection
from django.db.models.expressions import RawSQL

from .expressions import Either, Phrase
from .models import Zone

AT_ONCE = 500  # rows that are written together
SELECTS = 200  # at once: SQLite joins five hundred at most


def fts5(expression):
    match expression:
        case Phrase(terms, begun):
            return f'"{" ".join(terms)}"{"*" if begun else ""}'
        case Either(of):
            return f"({' OR '.join(map(fts5, of))})"


def tsquery(expression):
    match expression:
        case Phrase(terms, begun):
            return f"({' <-> '.join(terms)}{':*' if begun else ''})"
        case Either(of):
            return f"({' | '.join(map(tsquery, of))})"


def tsvector(stream):
    """The literal of a stream of terms; their places count, for phrases."""
    places = {}
    for place, term in enumerate(stream.split()[:16_000], start=1):
        places.setdefault(term, []).append(str(place))
    return " ".join(f"{term}:{','.join(at[:250])}" for term, at in places.items())


class SQLite:
    listed = "SELECT value FROM json_each(%s)"
    select = "SELECT %s, group_concat(rowid) FROM search_terms WHERE {zone} MATCH %s"
    insert = (
        "INSERT OR REPLACE INTO search_terms (rowid, digest, {zones})"
        " VALUES (%s, %s, %s, %s, %s, %s)"
    )
    digests = "SELECT rowid, digest FROM search_terms"
    delete = "DELETE FROM search_terms WHERE rowid = %s"
    written, asked = staticmethod(lambda stream: stream), staticmethod(fts5)


class PostgreSQL:
    listed = "SELECT value::bigint FROM jsonb_array_elements_text(%s::jsonb)"
    select = (
        "SELECT %s::int, string_agg(id::text, ',') FROM search_terms"
        " WHERE {zone} @@ %s::tsquery"
    )
    insert = (
        "INSERT INTO search_terms (id, digest, {zones})"
        " VALUES (%s, %s, %s::tsvector, %s::tsvector, %s::tsvector, %s::tsvector)"
        " ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, {updated}"
    )
    digests = "SELECT id, digest FROM search_terms"
    delete = "DELETE FROM search_terms WHERE id = %s"
    written, asked = staticmethod(tsvector), staticmethod(tsquery)


def engine():
    return PostgreSQL if connection.vendor == "postgresql" else SQLite


def rows(asked):
    """A list of the numbers of documents for each (zone, expression) asked."""
    found = [[] for _ in asked]
    numbered = iter(enumerate(asked))
    while some := list(islice(numbered, SELECTS)):
        for number, documents in _union(some):
            # In one string: tens of thousands of rows take far longer to be handed over.
            found[number] = list(map(int, documents.split(","))) if documents else []
    return found


def _union(asked):
    door = engine()
    selects = [door.select.format(zone=zone) for _number, (zone, _expression) in asked]
    parameters = [
        value
        for number, (_zone, expression) in asked
        for value in (number, door.asked(expression))
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), parameters)
        return cursor.fetchall()


def write(documents):
    """Put (number, digest, {zone: stream}) in the place of what the index had of these."""
    door = engine()
    insert = door.insert.format(
        zones=", ".join(Zone.values),
        updated=", ".join(f"{zone} = excluded.{zone}" for zone in Zone.values),
    )
    values = (
        [number, digest, *(door.written(streams[zone]) for zone in Zone.values)]
        for number, digest, streams in documents
    )
    with connection.cursor() as cursor:
        while some := list(islice(values, AT_ONCE)):
            cursor.executemany(insert, some)


def digests():
    """(number, digest of what it was made from) of all that the index has."""
    with connection.cursor() as cursor:
        cursor.execute(engine().digests)
        return cursor.fetchall()


def forget(numbers):
    with connection.cursor() as cursor:
        cursor.executemany(engine().delete, [[number] for number in numbers])


def listed(keys):
    """Some keys as a subquery, however many: a query may have so many parameters only."""
    return RawSQL(engine().listed, [json.dumps(list(keys))])
