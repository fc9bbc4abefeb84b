"""Names of things that the words typed so far may be on the way to."""

from . import engines
from .analysis import composed, tokens
from .expressions import Both, Phrase, either
from .models import Zone, key_of
from .query import by_stems

MOST = 8
EACH = 5  # of one kind


def suggestions(typed, kinds):
    """[{label, language, address}] of what has all the words in its title or names, the last
    word perhaps only begun."""
    words = [token for token in tokens(composed(typed)) if not token.joined]
    numbers = [key_of(number) for number in _numbers(words)] if words else []
    found = []
    for kind in kinds:
        found += _entries(
            kind, [key for number, key in numbers if number == kind.number][:EACH]
        )
    return found[:MOST]


def _numbers(words):
    """Documents by title, then by the names they go by, each once."""
    begun = Phrase((words[-1].word,), begun=True)
    whole = [either([Phrase((word.word,)), by_stems((word,))]) for word in words[:-1]]
    expression = Both((*whole, begun)) if whole else begun
    found = engines.rows([(zone, expression) for zone in (Zone.TITLE, Zone.NAMES)])
    return dict.fromkeys(number for numbers in found for number in sorted(numbers))


def _entries(kind, keys):
    for row in kind.public().prefetch_related(None).in_order(keys):
        title = str(row)
        yield {
            "label": title,
            "language": getattr(title, "language", ""),
            "address": row.get_absolute_url(),
        }
