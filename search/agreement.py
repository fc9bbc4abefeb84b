"""A plural and its singular are of one word.

The lists say so of most. Of some they take the plural for a form of a verb (*solas* of *solar*,
to pave), the singular for one (*visite* of *visiter*), or each for a word of its own
(*neighborhoods*). What looks alike must not become kin by that: where one of both is of a verb,
the noun is meant.
"""

import re
from itertools import takewhile

INFINITIVE = {
    "fr": re.compile(r".{2,}(?:er|ir|re|oir)"),
    "es": re.compile(r".{2,}(?:ar|er|ir|ír)(?:se)?"),
    "en": re.compile(r"(?!)"),
}
SHORTEST = 4  # letters of a singular
ENDING = 3  # letters in which a word differs from another form of it: nouvelle, nouveau
LONG = 8  # letters of a word of which another spelling is told: neighborhood


def agreeing(words, code):
    """{form: lemma}, in which a plural that only adds an *s* has the lemma of its singular."""
    return words | dict(_mended(words, INFINITIVE[code].fullmatch, code))


def _mended(words, is_verb, code):
    for plural, lemma in words.items():
        singular = plural[:-1]
        its = words.get(singular)
        if not plural.endswith("s") or len(singular) < SHORTEST or its in (None, lemma):
            continue
        if lemma == plural:  # means, cours: more than the plural of mean, cour
            if code == "en" and plural.endswith("ings"):  # meetings
                yield from ((form, singular) for form in (plural, singular))
        elif is_verb(lemma):
            yield plural, its
        elif is_verb(its):
            yield singular, lemma
        elif lemma == singular:
            yield (plural, its) if _is_form(singular, its) else (singular, singular)


def _is_form(word, other):
    """True of a form or another spelling of a word."""
    same = alike(zip(word, other, strict=False))
    if same >= max(len(word), len(other)) - ENDING:
        return True
    same += alike(zip(reversed(word), reversed(other), strict=False))
    return min(len(word), len(other)) >= LONG and same >= min(len(word), len(other))


def alike(pairs):
    """How many of the first letters are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
