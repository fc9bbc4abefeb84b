"""From the passages of a document to the terms of its zones."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from languages.texts import CODES

from .analysis import composed, lemmas, tokens, unmarked
from .models import Zone

# Between two passages, so that no phrase goes on from one into the next.
END = "0end"


@dataclass(frozen=True)
class Passage:
    """Some words of a document, the language they are in (empty if it is none of ours) and
    what they are: the field's name, such as ``place`` or ``summary``."""

    zone: str
    what: str
    language: str
    text: str
    row: tuple = ()  # that it is the name of, where a question asks for what is coded so
    label: str = ""  # the name of the row, where it is of one that things are coded with

    @classmethod
    def of(cls, zone, what, language, text):
        return cls(str(zone), what, language, composed(unmarked(text)))

    @property
    def codes(self):
        """Words of a language that is not known are looked up in each."""
        return [self.language] if self.language in CODES else CODES

    def kept(self):
        return [self.zone, self.what, self.language, self.text]


def in_each_language(zone, what, instance, name):
    """The passages of a translated text."""
    return [
        Passage.of(zone, what, code, words)
        for code in CODES
        if (words := getattr(instance, f"{name}_{code}"))
    ]


def terms(passages):
    """{zone: its terms in order, in one string}: the words, then the lemmas."""
    streams = {zone: [] for zone in Zone.values}
    for passage in passages:
        streams[passage.zone] += _stream(passage)
    return {zone: " ".join(stream) for zone, stream in streams.items()}


@lru_cache(maxsize=5_000)
def _stream(passage):
    """The terms of a passage; names come again in every case that has them."""
    return tuple(_terms(passage))


def _terms(passage):
    found = tokens(passage.text)
    yield from (token.word for token in found if not token.joined)
    yield END
    for code in passage.codes:
        # A lemma a word, so that expressions are found; then what else it may be.
        rows = [lemmas(token.written, code) for token in found if not token.joined]
        yield from (row[0] for row in rows if row)
        yield END
        yield from (lemma for row in rows for lemma in row[1:])
        yield END
    for token in found:
        if token.joined:
            yield from [token.word, END]
            yield from (lemma for code in passage.codes for lemma in token.lemmas(code))
            yield END


def words(passages):
    """The distinct words of a document, to suggest and to compare spellings with."""
    return Counter(set().union(*map(_words, passages)))


@lru_cache(maxsize=5_000)
def _words(passage):
    return frozenset(t.word for t in tokens(passage.text) if not (t.word.isdigit() or t.alone))
