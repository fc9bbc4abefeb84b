"""Values of facets that the words typed so far may be on the way to."""

from dataclasses import dataclass

from languages.texts import preference
from search import suggesting
from search.analysis import composed, is_stop, tokens
from search.hits import Hits
from search.models import Zone
from search.spelling import distance, reach

from . import facet_index
from .documents import ORGANISATION, PLACE

MOST = 4
BEGUN = 3  # letters from which a name may be meant by its beginning, when nothing is found


@dataclass(frozen=True)
class Named:
    """A name of a value: the words of it, folded; ``label`` is the name that stands for it."""

    facet: str
    value: str
    language: str
    label: str
    words: tuple
    count: int


def begun(typed, index):
    """The values, the most frequent first, of which a name has all the words typed, the last
    perhaps only begun: in the reader's language, else in that of the name."""
    words = [token.word for token in tokens(composed(typed)) if not token.joined]
    return _of_each(words and [one for one in _names(index) if _has(one.words, words)])


def places(typed, index):
    """(place, how many cases it has) of those whose names have the words typed so far."""
    return _rows(typed, index, PLACE)


def bodies(typed, index):
    """(organisation, how many cases it has), in the same way."""
    return _rows(typed, index, ORGANISATION)


def _rows(typed, index, kind):
    wanted, lists = suggesting.begun(typed), index.ties.lists[kind.model]
    if not wanted:
        return []
    hits = Hits(wanted)
    keys = [set(hits.keys(kind.number, Zone.TITLE.value, one)) for one in wanted]
    some = sorted(set.intersection(*keys) & lists.keys(), key=lambda key: -len(lists[key]))
    rows = kind.model.objects.in_bulk(some[:MOST])
    return [(rows[key], len(lists[key])) for key in some[:MOST] if key in rows]


def near(typed):
    """The values of which a name has a word that begins like one typed, or nearly is it."""
    words = [token.word for token in tokens(composed(typed)) if not is_stop(token.word)]
    return _of_each(
        one
        for one in _names()
        if any(_is_near(word, its) for word in words for its in one.words)
    )


def _names(index=None):
    index = index or facet_index.current()
    found = [
        Named(one.facet, one.value, code, label, words, count)
        for one, code, label, words in index.names
        if one.facet not in ("lever", "function")  # their pages are suggested
        if (count := len(index.values[one.facet].get(one.value, ())))
    ]
    return sorted(found, key=lambda one: preference().index(one.language))


def _has(its, typed):
    *whole, last = typed
    return any(word.startswith(last) for word in its) and set(whole) <= set(its)


def _is_near(word, its):
    if len(word) < BEGUN or len(its) < BEGUN:
        return False
    allowed = reach(word)
    return its.startswith(word) or (allowed and distance(word, its, allowed) <= allowed)


def _of_each(named):
    """Each value once, by the first of its names."""
    found = {}
    for one in named:
        found.setdefault((one.facet, one.value), one)
    return sorted(found.values(), key=lambda one: -one.count)[:MOST]
