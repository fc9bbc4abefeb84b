"""Whether two names or titles may be of the same thing."""

import re
from difflib import SequenceMatcher
from heapq import nlargest

from languages.folding import fold

WORD = re.compile(r"\w+")
LEAST = 3  # letters, before anything is said to be like it
LONG = 4  # letters of a word that tells something
ALIKE = 0.82  # of 1, by letters
SHARE = 0.6  # of the words of the shorter one
HEAD = re.compile(r"\s*[,:(–—]\s")  # what stands before names the place, in a title


def alike(typed, rows, most=5):
    """The likeliest of (key, name, name, …), as [(key, name that is like it)]."""
    wanted = Words(typed)
    if len(wanted.plain) < LEAST:
        return []
    found = {}
    for key, *names in rows:
        for name in filter(None, names):
            likeness = wanted.likeness(name)
            if likeness > found.get(key, (0,))[0]:
                found[key] = likeness, name
    best = nlargest(most, found.items(), key=lambda item: item[1][0])
    return [(key, name) for key, (_likeness, name) in best]


class Words:
    def __init__(self, typed):
        self.words = WORD.findall(fold(typed))
        self.plain = " ".join(self.words)
        self.telling = {word for word in self.words if len(word) >= LONG}
        self.matcher = SequenceMatcher(b=self.plain, autojunk=False)
        head, *rest = HEAD.split(typed, maxsplit=1)
        self.head = " ".join(WORD.findall(fold(head))) if rest else ""

    def likeness(self, name):
        """0 if they are not alike, 1 if they are the same but for case, accents and signs."""
        words = WORD.findall(fold(name))
        plain = " ".join(words)
        if plain == self.plain:
            return 1
        if len(self.plain) > LONG and f" {self.plain}" in f" {plain}":
            return 0.95
        telling = {word for word in words if len(word) >= LONG}
        both = telling & self.telling
        if len(both) > 1 and len(both) / min(len(telling), len(self.telling)) >= SHARE:
            return 0.9
        return self._by_letters(plain) or self._by_head(name)

    def _by_letters(self, plain):
        self.matcher.set_seq1(plain)
        for reckon in ("real_quick_ratio", "quick_ratio", "ratio"):  # each slower and surer
            ratio = getattr(self.matcher, reckon)()
            if ratio < ALIKE:
                return 0
        return ratio

    def _by_head(self, name):
        """Another case of the same town is worth a look."""
        head, *rest = HEAD.split(name, maxsplit=1)
        is_same = self.head and rest and " ".join(WORD.findall(fold(head))) == self.head
        return 0.5 if is_same else 0
