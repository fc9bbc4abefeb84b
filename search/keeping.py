"""Documents kept in step with what they are of: who has documents, and who follows whom.

A room that has something to find describes it with a ``Kind`` and registers it when the
project starts. Whoever changes, deletes or moves something calls ``affected`` before (where
rows may vanish) or after, and ``refresh`` after, in the same transaction.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection, transaction

from . import engines
from .analysis import VERSION
from .models import Document, number_of
from .passages import Passage, terms, words

CHUNK = 200
kinds = {}


@dataclass(frozen=True)
class Kind:
    """Something to find. ``follows`` says by which path its rows depend on other models."""

    number: int
    name: str
    model: type
    public: object  # gives the queryset of what the public may find, with all that is read
    passages: object  # gives the passages of one instance
    follows: dict = field(default_factory=dict)


def register(kind):
    kinds[kind.number] = kind


def affected(*instances):
    """{number of a kind: primary keys} of the documents that say something of these."""
    found = {}
    for kind in kinds.values():
        for instance in instances:
            model = type(instance)
            keys = [instance.pk] if model is kind.model else []
            for path in kind.follows.get(model, ()):
                rows = kind.model._base_manager.filter(**{path: instance})
                keys += rows.values_list("pk", flat=True)
            found.setdefault(kind.number, set()).update(keys)
    return found


@transaction.atomic
def refresh(found):
    """Write anew the documents that ``affected`` named; forget those that are not public."""
    for number, keys in found.items():
        for some in chunks(sorted(keys), CHUNK):
            _write(kinds[number], some)


def _write(kind, keys):
    passages = {
        instance.pk: list(kind.passages(instance))
        for instance in kind.public().filter(pk__in=keys)
    }
    numbers = [number_of(kind.number, key) for key in keys]
    _recount(numbers, passages.values())
    Document.objects.filter(pk__in=numbers).delete()
    engines.forget(numbers)
    put(kind, passages)


def put(kind, passages):
    """Add the documents of {primary key: passages}, none of which has one."""
    Document.objects.bulk_create(
        Document(
            id=number_of(kind.number, key),
            kind=kind.number,
            key=key,
            version=VERSION,
            passages=[passage.kept() for passage in found],
        )
        for key, found in passages.items()
    )
    engines.write(
        {number_of(kind.number, key): terms(found) for key, found in passages.items()}
    )


def _recount(numbers, new):
    """Let the list of words follow: the words of old documents go, those of new ones come."""
    change = Counter()
    for passages in new:
        change.update(words(passages))
    for kept in Document.objects.filter(pk__in=numbers).values_list("passages", flat=True):
        change.subtract(words([Passage(*passage) for passage in kept]))
    count({word: number for word, number in change.items() if number})


ADD = """
INSERT INTO search_term (word, documents) VALUES (%s, %s)
ON CONFLICT (word) DO UPDATE SET documents = search_term.documents + excluded.documents
"""
TAKE = "UPDATE search_term SET documents = documents - %s WHERE word = %s AND documents > %s"
DROP = "DELETE FROM search_term WHERE word = %s"


def count(change):
    """Add to the counts of words, in the order of the words, so that two editors who save at
    once wait for one another and never in a circle."""
    more = [[word, n] for word, n in sorted(change.items()) if n > 0]
    less = [[-n, word, -n] for word, n in sorted(change.items()) if n < 0]
    with connection.cursor() as cursor:
        cursor.executemany(ADD, more)
        for row in less:
            cursor.execute(TAKE, row)
            if not cursor.rowcount:
                cursor.execute(DROP, [row[1]])


@transaction.atomic
def rebuild(kind, progress=lambda done, total: None):
    """Write all documents of a kind anew."""
    keys = list(kind.public().order_by("pk").values_list("pk", flat=True))
    old = Document.objects.filter(kind=kind.number)
    gone = set(old.values_list("key", flat=True)) - set(keys)
    refresh({kind.number: gone})
    for done, some in enumerate(chunks(keys, CHUNK)):
        progress(done * CHUNK, len(keys))
        _write(kind, some)
    progress(len(keys), len(keys))


def is_stale(kind):
    """True if a document is missing, left over, or made by another analysis."""
    documents = Document.objects.filter(kind=kind.number)
    return (
        documents.exclude(version=VERSION).exists()
        or documents.count() != kind.public().count()
    )


def chunks(keys, size):
    return (keys[start : start + size] for start in range(0, len(keys), size))
