"""Names of things that the words typed so far may be on the way to."""

from functools import reduce
from operator import and_

from .analysis import composed, tokens
from .expressions import Phrase, either
from .hits import Hits
from .masks import bits_in
from .models import Zone
from .query import by_lemmas

MOST = 8
EACH = 5  # of one kind


def suggestions(typed, things):
    """[{label, language, address}] of what has all the words in its title or names, the last
    word perhaps only begun; of several kinds of ``Things``."""
    wanted = begun(typed)
    if not wanted:
        return []
    hits = Hits(wanted)
    found = []
    for some in things:
        found += _entries(some.kind, list(_keys(some, hits, wanted))[:EACH])
    return found[:MOST]


def begun(typed):
    """The expressions of the words typed so far, the last perhaps only begun."""
    words = [token for token in tokens(composed(typed)) if not token.joined]
    if not words:
        return []
    wanted = [either([Phrase((word.word,)), by_lemmas((word,))]) for word in words[:-1]]
    return [*wanted, Phrase((words[-1].word,), begun=True)]


def _keys(things, hits, wanted):
    """By title, then by the names they go by, each once."""
    before = 0
    for zone in (Zone.TITLE, Zone.NAMES):
        mask = reduce(and_, (things.holding(hits, zone.value, one) for one in wanted))
        yield from (things.keys[bit] for bit in bits_in(mask & ~before))
        before |= mask


def _entries(kind, keys):
    for row in kind.public().prefetch_related(None).in_order(keys):
        title = str(row)
        yield {
            "label": title,
            "language": getattr(title, "language", ""),
            "address": row.get_absolute_url(),
        }
