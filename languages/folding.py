"""Words without case, accents or ligatures, to compare and to sort by."""

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "’": "'",
        "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
    }
)  # fmt: skip
MARKS = re.compile(r"[\u0300-\u036f]+")
# Beyond Latin letters and punctuation there are other marks, which take longer to look for.
ELSEWHERE = re.compile(r"[^\u0000-\u02ff\u2000-\u206f]")


def fold(words):
    """``Œuvre d’Épiniac`` gives ``oeuvre d'epiniac``."""
    if words.isascii():
        return words.lower()
    # Letters such as 𝕬 become capitals only once decomposed, hence twice.
    return without_marks(without_marks(words).casefold().translate(LETTERS))


def without_marks(words):
    decomposed = MARKS.sub("", unicodedata.normalize("NFKD", words))
    if not ELSEWHERE.search(decomposed):
        return decomposed
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def sorting_key(words):
    """A key under which É stands with E, and quotation marks count for nothing."""
    return fold(words).lstrip("«“\"'¿¡ "), words
