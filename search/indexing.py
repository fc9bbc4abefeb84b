"""Documents kept in step with what they are of.

A document is made from one row and its parts, and carries a digest of what it was made from;
the terms that the index has of it carry the same one. So it can be told at any time, whoever
wrote into whatever table, whether all is as it would be if it were made now (``stale``).

Whoever changes, deletes or moves something calls ``refresh`` after, in the same transaction;
``editorial.catalogue`` does, for one writer at a time. Documents are written in the order of
their numbers, then words in theirs: two who write without it wait, and never in a circle.
"""

import hashlib
import json
from collections import Counter
from itertools import groupby
from zlib import crc32

from django.db import connection, transaction
from django.db.models import Sum

from . import engines
from .analysis import VERSION
from .kinds import kinds
from .models import STRIDE, Document, Term, number_of
from .passages import Passage, terms, words

CHUNK = 200


def affected(*rows):
    """{number of a kind: primary keys} of the documents that are of these (model, primary
    key); and of what they name, where it has none yet."""
    found = {}
    for kind in kinds.values():
        if keys := {key for model, key in rows if model is kind.model and key}:
            found.setdefault(kind.number, set()).update(keys)
            for named in kind.names:
                if new := without_document(kind, named, keys):
                    found.setdefault(named.kind.number, set()).update(new)
    return found


def rows_of(found):
    return [(kinds[number].model, key) for number, keys in found.items() for key in keys]


def without_document(kind, named, keys):
    rows = kind.model._base_manager.filter(pk__in=keys)
    numbers = {number_of(named.kind.number, key): key for _of, key in named.pairs(rows)}
    written = Document.objects.filter(pk__in=numbers).values_list("pk", flat=True)
    return {numbers[number] for number in numbers.keys() - set(written)} if numbers else set()


@transaction.atomic
def refresh(found, progress=lambda done: None):
    """Write anew the documents of {number of a kind: primary keys}; forget those that are
    not public."""
    change, done = Counter(), 0
    for number, keys in sorted(found.items()):
        for some in chunks(sorted(keys), CHUNK):
            change.update(_write(kinds[number], some))
            progress(done := done + len(some))
    count(change)


def _write(kind, keys):
    """Write the documents of some rows; {word: by how many documents it is in more now}."""
    rows = kind.public().filter(pk__in=keys)
    passages = {one.pk: list(kind.passages(one)) for one in rows.order_by("pk")}
    numbers = [number_of(kind.number, key) for key in keys]
    change = Counter()
    for kept in Document.objects.filter(pk__in=numbers).values_list("passages", flat=True):
        change.subtract(words(read(kept)))
    for some in passages.values():
        change.update(words(some))
    put(kind, passages)
    gone = [number_of(kind.number, key) for key in keys if key not in passages]
    Document.objects.filter(pk__in=gone).delete()
    engines.forget(gone)
    return change


def put(kind, passages):
    """Write the documents of {primary key: passages}, whether there were some or not."""
    documents = [document_of(kind, key, some) for key, some in passages.items()]
    Document.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["kind", "key", "version", "digest", "checksum", "passages"],
    )
    engines.write(
        (document.pk, document.digest, terms(passages[document.key])) for document in documents
    )


def document_of(kind, key, passages):
    kept = [passage.kept() for passage in passages]
    return Document(
        id=number_of(kind.number, key),
        kind=kind.number,
        key=key,
        version=VERSION,
        digest=digest_of(kept),
        checksum=sum(map(number_of_word, words(passages))),
        passages=kept,
    )


def read(kept):
    return [Passage(*passage) for passage in kept]


def digest_of(kept):
    """What tells whether a document is made from these very passages, analysed as now."""
    made_from = json.dumps([VERSION, kept], ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(made_from.encode(), digest_size=16).hexdigest()


ADD = """
INSERT INTO search_term (word, documents) VALUES (%s, %s)
ON CONFLICT (word) DO UPDATE SET documents = search_term.documents + excluded.documents
"""
TAKE = "UPDATE search_term SET documents = documents - %s WHERE word = %s AND documents > %s"
DROP = "DELETE FROM search_term WHERE word = %s"


def count(change):
    """Add to the counts of words, in the order of the words."""
    rows = [(word, n) for word, n in sorted(change.items()) if n]
    with connection.cursor() as cursor:
        for are_more, some in groupby(rows, key=lambda row: row[1] > 0):
            if are_more:
                cursor.executemany(ADD, list(some))
            else:
                for word, n in some:
                    _take(cursor, word, -n)


def _take(cursor, word, n):
    cursor.execute(TAKE, [n, word, n])
    if not cursor.rowcount:
        cursor.execute(DROP, [word])


@transaction.atomic
def recount():
    """Count the words of all documents anew."""
    change = Counter()
    rows = Document.objects.order_by("pk").values_list("passages", flat=True)
    for kept in rows.iterator(CHUNK):
        change.update(words(read(kept)))
    Term.objects.all().delete()
    Term.objects.bulk_create(
        (Term(word=word, documents=n) for word, n in sorted(change.items())), batch_size=2_000
    )


def is_counted():
    """True if the list of words is that of the documents: the sum of the numbers of their
    words is the same, counted here and there."""
    listed = Term.objects.values_list("word", "documents").iterator(20_000)
    total = Document.objects.aggregate(total=Sum("checksum"))["total"] or 0
    return sum(number_of_word(word) * n for word, n in listed) == total


def number_of_word(word):
    return crc32(word.encode())


def stale(kind):
    """The primary keys whose documents are missing, left over, or made from something else
    than what the rows say now; or whose terms are."""
    kept = {
        key: digest if version == VERSION else ""
        for key, version, digest in Document.objects.filter(kind=kind.number).values_list(
            "key", "version", "digest"
        )
    }
    terms_of = indexed(kind)
    made = {}
    for some in chunks(sorted(kind.public().values_list("pk", flat=True)), CHUNK):
        for one in kind.public().filter(pk__in=some):
            made[one.pk] = digest_of([passage.kept() for passage in kind.passages(one)])
    return {
        key
        for key in made.keys() | kept.keys() | terms_of.keys()
        if not made.get(key) == kept.get(key) == terms_of.get(key)
    }


def is_stale(kind):
    return bool(stale(kind))


def all_of(kind):
    """The primary keys of all that a kind has, or has had, documents of."""
    kept = Document.objects.filter(kind=kind.number).values_list("key", flat=True)
    return {*kind.public().values_list("pk", flat=True), *kept, *indexed(kind)}


def indexed(kind):
    """{primary key: digest of what its terms were made from}"""
    return {
        number // STRIDE: digest
        for number, digest in engines.digests()
        if number % STRIDE == kind.number
    }


def rebuild(kind):
    """Write all documents of a kind anew."""
    refresh({kind.number: all_of(kind)})


def chunks(keys, size):
    return (keys[start : start + size] for start in range(0, len(keys), size))
