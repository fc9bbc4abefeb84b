"""How near to what was typed the things of an answer are: in words of the reader, in another
form of them, by their coding, by a word that says the same, by a beginning, by a spelling."""

from django.utils.translation import ngettext

from .query import CODED, FORM, PREFIX, SPELLING, SYNONYM, WEIGHT, WORD

STEPS = tuple(WEIGHT)  # from the nearest on
SAID = {
    WORD: lambda n: ngettext("%(count)s has your words", "%(count)s have your words", n),
    FORM: lambda n: ngettext(
        "%(count)s has another form of them", "%(count)s have another form of them", n
    ),
    CODED: lambda n: ngettext("%(count)s is coded so", "%(count)s are coded so", n),
    SYNONYM: lambda n: ngettext(
        "%(count)s says it in other words", "%(count)s say it in other words", n
    ),
    PREFIX: lambda n: ngettext(
        "%(count)s has a word that begins so", "%(count)s have a word that begins so", n
    ),
    SPELLING: lambda n: ngettext(
        "%(count)s has a word spelled nearly so", "%(count)s have a word spelled nearly so", n
    ),
}


def counted(ranking, mask):
    """[(step, how many)] of some things: each is counted once, at the first step by which all
    that it holds of the question is held. Steps without any are left out."""
    reached, before = [0] * len(ranking.levels), 0
    found = []
    for step in STEPS:
        within = mask
        for number, levels in enumerate(ranking.levels):
            reached[number] |= levels.get(step, 0)
            within &= reached[number] | ~ranking.groups[number]
        if count := (within & ~before).bit_count():
            found.append((step, count))
        before |= within
    return found


def in_words(ranking, mask):
    """The same as sentences; none where all have the words as they were typed."""
    steps = counted(ranking, mask)
    if [step for step, _count in steps] in ([], [WORD]):
        return []
    return [SAID[step](count) % {"count": count} for step, count in steps]
