"""Words near a word that nothing holds: those it begins, then those spelled nearly so.

The list of words has those of all that has a document, a place of a draft too; taken are
those alone that something public holds.
"""

from django.db.models import Q
from django.db.models.functions import Length

from .analysis import tokens
from .expressions import Phrase, either
from .hits import Hits
from .kinds import any_public, by_kind, kinds
from .models import Term
from .query import PREFIX, SPELLING, Level, by_lemmas

BEGINS = 4  # letters from which a word may be the beginning of others
MOST = 5  # near words that are taken
VERY_LONG = 10  # letters from which three may differ in the name of a place: Joanesbourg
LONG = 8  # letters from which two may differ; a longer word may lack its first one
RARE = 10  # times less often than the most frequent near word: left aside
SURE = 2  # letters that may differ in any word
LOOKED_AT = 20  # the most frequent ones


def extend(groups):
    """Give each group, of one word, the ways of words near it."""
    for group in groups:
        word = group.words[0].word
        begun = Phrase((word,), begun=True)
        if len(word) >= BEGINS and public([begun]):
            group.levels.append(Level(PREFIX, begun))
        elif near := nearest(word):
            ways = [Phrase((term,)) for term in near]
            ways += [by_lemmas(tokens(term)) for term in near]
            group.levels.append(Level(SPELLING, either(ways)))


def nearest(word):
    """The words that are spelled most like a word, the most frequent first."""
    allowed = reach(word)
    if not allowed:
        return []
    near = {}
    for term, documents in candidates(word, allowed):
        steps = distance(word, term, allowed)
        if steps <= allowed:
            near.setdefault(steps, []).append((-documents, term))
    for steps in sorted(near):
        some = sorted(near[steps])[:LOOKED_AT]
        words = {Phrase((term,)): term for _n, term in some}
        found = public(words)
        if found and steps > SURE:
            found = places_among(found)
        if found:
            often = {term: -n for n, term in some}
            return enough([words[phrase] for phrase in found], often)
    return []


def enough(words, often):
    """Words, the most frequent first, without those that are rare beside it."""
    return [word for word in words if often[word] * RARE >= often[words[0]]][:MOST]


def public(phrases):
    """Those that something public holds; the places alone, if some are."""
    hits = Hits(phrases)
    found = [phrase for phrase in phrases if any_public(hits.of([phrase]))]
    return [phrase for phrase in found if _is_place(hits, phrase)] or found


def places_among(phrases):
    hits = Hits(phrases)
    return [phrase for phrase in phrases if _is_place(hits, phrase)]


def _is_place(hits, phrase):
    return any(kinds[number].is_place for number in by_kind(hits.of([phrase])))


def reach(word):
    """How many letters may differ: none in numbers and in short words."""
    if any(letter.isdigit() for letter in word) or len(word) < 4:
        return 0
    if len(word) < LONG:
        return 1
    return SURE if len(word) < VERY_LONG else SURE + 1


def candidates(word, allowed):
    """Words of about the same length that share the first letter; of a long word, that or the
    last two."""
    alike = Q(word__startswith=word[0])
    if len(word) > LONG:
        alike |= Q(word__endswith=word[-2:])
    rows = Term.objects.annotate(letters=Length("word")).filter(
        alike,
        letters__range=(len(word) - allowed, len(word) + allowed),
    )
    return rows.values_list("word", "documents")


def distance(one, other, most):
    """Letters to add, drop, change or swap with the next; anything above ``most`` is more."""
    before, last = None, list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, its in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if before and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
