"""One form for every text, whoever wrote it: a browser, a file, a program."""

import re
import unicodedata

LINE_ENDS = re.compile(r"\r\n?")
# Soft hyphen, zero width space, word joiner, byte order mark. The joiners of Persian, Hindi
# and emoji (U+200C, U+200D) are part of their words.
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def uniform(text: str) -> str:
    """Lines end with LF, letters are composed (NFC), invisible signs are gone."""
    return unicodedata.normalize("NFC", LINE_ENDS.sub("\n", text).translate(UNSEEN))
