"""Words without case, accents or ligatures, to compare and to sort by."""

import unicodedata

LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "’": "'"}
)


def fold(words):
    """``Œuvre d’Épiniac`` gives ``oeuvre d'epiniac``."""
    decomposed = unicodedata.normalize("NFKD", words.casefold().translate(LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def sorting_key(words):
    """A key under which É stands with E, and quotation marks count for nothing."""
    return fold(words).lstrip("«“\"'¿¡ "), words
