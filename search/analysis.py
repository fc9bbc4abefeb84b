"""From a text to the terms that the index holds; the same for documents and questions.

A *word* is folded (``Œuvres`` → ``oeuvres``) and made of a–z and 0–9 alone, so that no database
reads it in a way of its own. A *stem* carries its language: ``fr_oeuvr``.
"""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import snowballstemmer

from languages.content import read
from languages.folding import fold
from languages.texts import CODES

# Documents of another version are written anew: raise it when an answer below changes.
VERSION = f"3/{version('snowballstemmer')}"

DATA = read(Path(__file__).parent / "words.yaml")
STOP = {code: frozenset(DATA["stop"][code].split()) for code in CODES}
STOP_ANYWHERE = frozenset().union(*STOP.values())
IRREGULAR = DATA["irregular"]
WHOLE = {code: frozenset(DATA["whole"][code].split()) for code in CODES}
IRREGULAR_FORMS = frozenset().union(*IRREGULAR.values())
LONGEST = 40  # letters of a word that count

TOKEN = re.compile(
    r"(?P<acronym>(?:[^\W\d_]\.){2,})"  # U.N.A.M.
    # 1,500 and 1 500, with any space; 1500 is the same number.
    r"|(?P<number>(?<![\d.,])\d{1,3}(?:[\u202f\u00a0\u2009 ,.]\d{3})+(?![\d]))"
    r"|(?P<word>[^\W_]+(?:[-\u2010\u2011][^\W_]+)*)"  # co-production
)
PART = re.compile(r"[^\W_]+")
# Of Markdown, the words alone; and no numbers of sources, which say nothing of the subject.
MARKUP = [
    (re.compile(r"\s*\[\d{1,3}\]"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^\s*[-#>]+\s+|[*`]", re.MULTILINE), ""),
]

_names = {"fr": "french", "en": "english", "es": "spanish"}
_stemmers = {code: snowballstemmer.stemmer(name) for code, name in _names.items()}
_one_at_a_time = threading.Lock()  # a stemmer keeps the word it works on


@dataclass(frozen=True)
class Token:
    """A word, and where it stands in the (composed) text. The joined form of a word with
    hyphens follows its parts, over their whole length."""

    word: str
    written: str
    start: int
    end: int
    joined: bool = False

    def stems(self, code):
        return stems(self.written, code)


def composed(text):
    """The form in which a letter and its accent are one character: offsets are of this."""
    return unicodedata.normalize("NFC", text)


def unmarked(text):
    for pattern, words in MARKUP:
        text = pattern.sub(words, text)
    return text


def tokens(text):
    """The words of a composed text, in their order."""
    return list(_tokens(text))


def _tokens(text):
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if match["word"] and len(parts := list(PART.finditer(match[0]))) > 1:
            for part in parts:
                yield from _token(part[0], start + part.start(), start + part.end())
            yield from _token("".join(part[0] for part in parts), start, end, joined=True)
        elif match["number"]:
            yield from _token(re.sub(r"\D", "", match[0]), start, end)
        else:
            yield from _token(match[0].replace(".", ""), start, end)


def _token(written, start, end, joined=False):
    if word := plain(written):
        yield Token(word, written.lower()[:LONGEST], start, end, joined)


@lru_cache(maxsize=50_000)
def plain(word):
    """A word in a–z and 0–9; what has no place there is spelled by its code point."""
    folded = fold(word)
    if not folded.isascii():
        folded = "".join(c if c.isascii() else f"u{ord(c):x}" for c in folded if c.isalnum())
    return re.sub(r"[^a-z0-9]", "", folded)[:LONGEST]


@lru_cache(maxsize=50_000)
def stems(written, code):
    """The stems of a word in a language, none for a stop word: of its folded form, which a
    reader without accents types, and of its accented form, whose endings say more."""
    word = plain(written)
    if not word or word in STOP[code] or len(word) == 1 and word.isalpha():
        return ()
    word = IRREGULAR[code].get(word, word)
    if word in WHOLE[code]:
        return (f"{code}_{word}",)
    found = {_stem(word, code)}
    if not written.isascii():
        found.add(plain(_stem(written, code)))
    return tuple(f"{code}_{stem}" for stem in sorted(found))


def _stem(word, code):
    if not word.isalpha():
        return word
    with _one_at_a_time:
        return _stemmers[code].stemWord(word)


def is_stop(word):
    """True of a word that carries no subject in one of the languages."""
    return word in STOP_ANYWHERE or (len(word) == 1 and word.isalpha())
