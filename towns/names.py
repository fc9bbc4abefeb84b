"""Names of towns as they are compared: whatever the accents, the hyphens and the saints."""

import re

from languages.folding import fold

WORD = re.compile(r"\w+")
SAINTS = {"st": "saint", "ste": "sainte"}


def bare(name):
    """``Saint-Étienne`` and ``st. etienne`` give ``saint etienne``."""
    return " ".join(SAINTS.get(word, word) for word in WORD.findall(fold(name)))
