"""From a text to the terms that the index holds; the same for documents and questions.

A *word* is folded (``Œuvres`` → ``oeuvres``) and made of a–z and 0–9 alone, so that no database
reads it in a way of its own. A *lemma* carries its language: ``fr_8a9b1c2d`` is the number of a
word that the language has, ``fr_sengzen`` one that it has not.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from languages.content import read
from languages.folding import fold
from languages.texts import CODES

from . import lexicon
from .scripts import MARKS, SPACELESS

# Documents of another version are written anew: raise it when an answer below changes.
VERSION = f"7/{lexicon.VERSION}"

DATA = read(Path(__file__).parent / "words.yaml")
STOP = {code: frozenset(DATA["stop"][code].split()) for code in CODES}
STOP_ANYWHERE = frozenset().union(*STOP.values())
# Those that are written with accents: *maïs* is no *mais*.
ACCENTED = frozenset().union(*(DATA["accented"][code].split() for code in CODES))
# In an expression they say the contrary, a roof is not "no roof"; or which of several: l’Est.
KEPT = {
    code: frozenset(f"{DATA['negations'][code]} {DATA['inside'][code]}".split())
    for code in CODES
}
BINDING = frozenset(DATA["binding"].split())
BEFORE_VERBS = frozenset(DATA["before_verbs"].split())
ASKING = frozenset().union(*(DATA["asking"][code].split() for code in CODES))
LONGEST = 40  # letters of a word that count

# A letter with the marks that no composed letter has, and the signs that nobody sees.
LETTER = rf"[^\W\d_][{MARKS}]*"
SIGN = rf"[^\W_][{MARKS}]*"
TOKEN = re.compile(
    rf"(?P<acronym>(?:{LETTER}\.){{2,}})"  # U.N.A.M.
    # 1,500 and 1 500, with any space; 1500 is the same number.
    r"|(?P<number>(?<![\d.,])\d{1,3}(?:[\u202f\u00a0\u2009 ,.]\d{3})+(?![\d]))"
    rf"|(?P<alone>[{SPACELESS}][{MARKS}]*)"  # a sign of a script without spaces
    rf"|(?P<word>(?:(?![{SPACELESS}]){SIGN})+(?:[-\u2010\u2011](?:{SIGN})+)*)"  # co-production
)
PART = re.compile(rf"(?:{SIGN})+")
# Of Markdown, the words alone; and no numbers of sources, which say nothing of the subject.
MARKUP = [
    (re.compile(r"\s*\[\d{1,3}\]"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^\s*[-#>]+\s+|[*`]", re.MULTILINE), ""),
]


@dataclass(frozen=True)
class Token:
    """A word, and where it stands in the (composed) text. The joined form of a word with
    hyphens follows its parts, over their whole length."""

    word: str
    written: str
    start: int
    end: int
    joined: bool = False
    alone: bool = False  # a sign of a script without spaces: its neighbours go on
    capital: bool = False  # written as a name is

    @property
    def carries_none(self):
        """True of a word that carries no subject."""
        return is_stop(self.word) and not has_accents_of_its_own(self.written)

    def lemmas(self, code, loose=False):
        return lemmas(self.written, code, loose)


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
            alone = bool(match["alone"])
            yield from _token(match[0].replace(".", ""), start, end, alone=alone)


def _token(written, start, end, **more):
    if word := plain(written):
        capital = written[0].isupper()
        yield Token(word, written.lower()[:LONGEST], start, end, capital=capital, **more)


@lru_cache(maxsize=50_000)
def plain(word):
    """A word in a–z and 0–9; what has no place there is spelled by its code point."""
    folded = fold(word)
    if not folded.isascii():
        folded = "".join(c if c.isascii() else f"u{ord(c):x}" for c in folded if c.isalnum())
    return re.sub(r"[^a-z0-9]", "", folded)[:LONGEST]


@lru_cache(maxsize=50_000)
def lemmas(written, code, loose=False):
    """The terms of the words that a form may be of, in a language; none for a stop word.
    ``loose``: typed by a reader, who may have left the accents out."""
    word = plain(written)
    if word in KEPT[code]:
        return (f"{code}_{word}",)
    if not word or len(word) == 1 and word.isalpha():
        return ()
    if word in STOP[code] and not has_accents_of_its_own(written):
        return ()
    return (
        *(_numbered(written, code, loose) or [f"{code}_{singular(word, code)}"]),
        *_as_written(written, code),
    )


def own_lemmas(written, code):
    """Those of the terms of *maïs* or *Ọ̀yọ́* that what only looks alike has not."""
    found = _numbered(written, code) or _as_written(written, code)
    if lexicon.is_marked(written):
        found = [*found, _bare(plain(written), code)]
    return tuple(found)


def _numbered(written, code, loose=False):
    return [f"{code}_{number:08x}" for number in lexicon.lemmas(written, code, loose)]


def _as_written(written, code):
    """What tells a word with its marks from another that folds alike, and a word without any,
    *Oyo*, from one that has them."""
    if is_of_its_own(written):
        return [f"{code}_{spelled(written)}"]
    return [_bare(written, code)] if lexicon.lacks_accents(written) else []


def _bare(word, code):
    return f"{code}_{word}0"


def spelled(written):
    """A word with its marks, in a–z and 0–9: each by its code point."""
    return "".join(
        sign if sign.isascii() else f"u{ord(sign):x}"
        for sign in written
        if sign.isalnum() or unicodedata.category(sign).startswith("M")
    )


def is_of_its_own(written):
    """True of *maïs* and *Ọ̀yọ́*: the terms of their folded letters are of another word too."""
    if has_accents_of_its_own(written) and is_stop(plain(written)):
        return True
    return lexicon.is_marked(written)


ENDINGS = {"fr": ("s", "x"), "en": ("s",), "es": ("es", "s")}


def singular(word, code):
    """A word that the lexicon lacks, without the ending of a plural. Nothing else is cut: what
    ends alike is rarely kin."""
    if not word.isalpha() or len(word) < 5 or word.endswith("ss"):
        return word
    if code == "fr" and (found := re.fullmatch(r"(.+ant)e?s?", word)):
        return found[1]
    for ending in ENDINGS[code]:
        if word.endswith(ending) and (ending != "es" or word[-3] not in "aeiou"):
            return word[: -len(ending)]
    return word


def has_accents_of_its_own(written):
    """True of *maïs*, *sûr*: a word that without them would carry no subject."""
    return not written.isascii() and written not in ACCENTED


def is_stop(word):
    """True of a word that carries no subject in one of the languages."""
    return word in STOP_ANYWHERE or (len(word) == 1 and word.isalpha())


def is_passed_over(token, negation):
    """True of what may stand between a negation and what it turns round: *a* of *without a
    job*, and not *but* of *sans but*."""
    known = [STOP[code] for code in CODES if negation in STOP[code]] or STOP.values()
    is_one = len(token.word) == 1 and token.word.isalpha()
    carries_none = is_one or any(token.word in words for words in known)
    return carries_none and not has_accents_of_its_own(token.written)


def is_asking(word):
    """True of a word that only asks, *cities*, *exemple*, or that carries no subject."""
    return word in ASKING or is_stop(word)
