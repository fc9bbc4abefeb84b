"""Words without case, accents or ligatures, to compare and to sort by."""

import re
import unicodedata

from django.utils.text import slugify
from django.utils.translation import get_language

LETTERS = {
    "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "’": "'",
    "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
}  # fmt: skip
OF_THEIR_OWN = re.compile("|".join(LETTERS))
MARKS = re.compile(r"[\u0300-\u036f]+")
# Beyond Latin letters and punctuation there are other marks, which take longer to look for.
ELSEWHERE = re.compile(r"[^\u0000-\u02ff\u2000-\u206f]")


def fold(words):
    """``Œuvre d’Épiniac`` gives ``oeuvre d'epiniac``."""
    if words.isascii():
        return words.lower()
    # Letters such as 𝕬 become capitals only once decomposed, hence twice.
    folded = without_marks(words).casefold()
    if folded.isascii():
        return folded
    return without_marks(OF_THEIR_OWN.sub(lambda found: LETTERS[found[0]], folded))


def without_marks(words):
    bare = unicodedata.normalize("NFKD", words)
    # Most words are plain by now, and titles are folded by the hundred thousand.
    bare = bare if bare.isascii() else MARKS.sub("", bare)
    if bare.isascii() or not ELSEWHERE.search(bare):
        return bare
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


AFTER_N = "n\u02af"  # a letter that sorts after all of the alphabet
PUNCTUATION = re.compile(r"[^\w\s'-]+")


def sorting_key(words, language=None):
    """A key under which É stands with E, and punctuation counts for nothing. In Spanish, the
    reader's language if none is said, Ñ comes after N."""
    plain = unicodedata.normalize("NFC", words)
    if (language or get_language()) == "es":
        plain = plain.replace("ñ", AFTER_N).replace("Ñ", AFTER_N)
    return PUNCTUATION.sub("", fold(plain)).lstrip("' -"), words


# Letters that a search keeps as they are, for which an address has a letter of ASCII.
FOR_ADDRESSES = LETTERS | {
    "ə": "e", "ɛ": "e", "ɔ": "o", "ŋ": "ng", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŧ": "t",
    "ʻ": "", "ʼ": "", "ĸ": "k", "ɖ": "d", "ƒ": "f", "ɣ": "g", "ʋ": "v",
}  # fmt: skip


def slug_of(words):
    """``Œuvre, Łódź`` gives ``oeuvre-lodz``: folded as a search folds, then joined by hyphens.
    Letters of other scripts fall out."""
    return slugify("".join(FOR_ADDRESSES.get(sign, sign) for sign in fold(words)))


def lost_letters(words):
    """The letters that ``slug_of`` has no letter for, as a text."""
    return "".join(sign for sign in fold(words) if sign.isalpha() and not slug_of(sign))


# How letters of other scripts are read, for a proposal that an editor looks at.
READINGS = """аa бb вv гg дd еe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch
шsh щshch ъ ыy ь эe юiu яia іi їi єie ґg ѓg ќk јj љlj њnj ћc џdz
αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"""
READ = {pair[0]: pair[1:] for pair in READINGS.split()}
# Scripts whose signs are called by their sound.
CALLED = re.compile(r"(?:HIRAGANA|KATAKANA) LETTER (?:SMALL )?(\w+)|HANGUL SYLLABLE (\w+)")


def reading(words):
    """A slug of words in Cyrillic, Greek, kana or Hangul; of others, what Latin is in them."""
    return slugify("".join(map(_read, unicodedata.normalize("NFC", fold(words)))))


def _read(sign):
    if called := CALLED.match(unicodedata.name(sign, "")):
        return (called[1] or called[2]).lower()
    return READ.get(sign, FOR_ADDRESSES.get(sign, sign))
