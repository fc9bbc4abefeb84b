"""One form for every text that comes in, from a form of the desk or from a file.

Lines end with a line feed, letters are composed (NFC), and signs that nobody sees are gone,
but for those that some scripts need: a joiner between letters of Persian or Hindi, or within
an emoji, changes what is read.
"""

import re
import unicodedata

LINE_END = re.compile("\r\n?|[\u0085\u2028\u2029]")
# Soft hyphen, word joiner and its like, marks of the beginning of a file, control signs.
NEVER = re.compile(
    "[\u00ad\u2060-\u2064\ufeff\ufff9-\ufffb\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
JOINERS = re.compile("[\u200b-\u200d]+")
DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# Letters that take no joiner: those of Latin, Greek, Cyrillic, and signs up to there.
WITHOUT_JOINERS = re.compile("[\u0000-\u052f\u1e00-\u1fff\u2000-\u2bff\u3000-\u30ff]")
# Scripts without spaces, where a word may end at a sign without width.
WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff]")
RIGHT_TO_LEFT = ("R", "AL")


def uniform(text):
    """The same text as it is kept; applied again it changes nothing."""
    if text.isascii() and text.isprintable():
        return text
    text = NEVER.sub("", LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", JOINERS.sub(_needed, text))
    if DIRECTIONS.search(text) and not _has_right_to_left(text):
        text = unicodedata.normalize("NFC", DIRECTIONS.sub("", text))
    return text


def everywhere(value):
    """The same of every text in lists and dictionaries, such as those of a YAML file."""
    if isinstance(value, str):
        return uniform(value)
    if isinstance(value, list):
        return [everywhere(one) for one in value]
    if isinstance(value, dict):
        return {everywhere(key): everywhere(one) for key, one in value.items()}
    return value


def _needed(found):
    """The first of a run of joiners, where the signs beside it may need it."""
    text, first = found.string, found[0][0]
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    if first == "\u200b":
        keeps = WITHOUT_SPACES.match(before) and WITHOUT_SPACES.match(after)
    elif first == "\u200d" and _is_pictured(before):
        keeps = after and not after.isspace()
    else:
        keeps = before and not before.isspace() and not WITHOUT_JOINERS.match(before)
    return first if keeps else ""


def _is_pictured(sign):
    """Part of an emoji, also the sign that asks for its colours or its skin."""
    return bool(sign) and (sign == "\ufe0f" or unicodedata.category(sign) in ("So", "Sk"))


def _has_right_to_left(text):
    return any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in text)
