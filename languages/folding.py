"""Words without case, accents or ligatures, to compare and to sort by."""

import unicodedata

LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "’": "'"}
)


def fold(words):
    """``Œuvre d’Épiniac`` gives ``oeuvre d'epiniac``."""
    # Letters such as 𝕬 become capitals only once decomposed, hence twice.
    return without_marks(without_marks(words).casefold().translate(LIGATURES))


def without_marks(words):
    decomposed = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def sorting_key(words):
    """A key under which É stands with E, and quotation marks count for nothing."""
    return fold(words).lstrip("«“\"'¿¡ "), words
