"""What a script needs that Latin does not: marks that stay with their letter, signs that nobody
sees, words without spaces between them."""

import sys
import unicodedata


def _ranges(numbers):
    """Rising code points as the inside of a class of a regular expression."""
    found, first, last = [], None, None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None:
            found.append((first, last))
        first = last = number
    found.append((first, last))
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in found)


# Marks (accents, points, vowels of other scripts) and signs without a width, a soft hyphen too.
MARKS = _ranges(
    number
    for number in range(0x80, min(0x1F000, sys.maxunicode))
    if unicodedata.category(chr(number)) in ("Mn", "Mc", "Me", "Cf")
)
# Thai, Lao, Myanmar, Khmer; kana, ideographs and their extensions.
SPACELESS = (
    "\u0e00-\u0e4e\u0e80-\u0ece\u1000-\u103f\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
