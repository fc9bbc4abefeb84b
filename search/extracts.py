"""Why something was found: where its words stand, in the language that has them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from languages.folding import fold
from languages.names import language_name
from languages.texts import preference

from .analysis import is_stop, tokens
from .expressions import Coded, phrases
from .models import Zone
from .passages import Passage
from .query import CODED, FORM, PREFIX, SPELLING, SYNONYM, WORD

ENOUGH = 2  # an extract that has one of so many groups found is enough
KEPT = 3_000  # passages, of some 8 kB: the words of those that were looked through last
AROUND = 90  # letters of an extract on each side of what was found
SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=\W*[A-ZÀ-Þ0-9])|\n+")
REST = re.compile(r"[-\u2010\u2011]([^\W\d_]+)")
WITHIN = "within"  # a subject, by another of its words
PROSE = [Zone.SUMMARY, Zone.BODY]
NOT_PROSE = {"organisation", "source", "group", "theme"}


@dataclass(frozen=True)
class Match:
    """A group of the query found in a passage, from one letter to another."""

    start: int
    end: int
    number: int  # of the group
    level: int  # of the group: 0 is nearest to what was typed


@dataclass(frozen=True)
class Reason:
    """How one group was found: the words of the reader, and those of the atlas."""

    asked: str
    found: str
    kind: str
    language: str = ""  # of the words of the atlas, where they stand in a text

    def __str__(self):
        return self._told(self.asked, self.found)

    def marked_up(self):
        """The same as HTML: words of another language say it to who has them read aloud."""
        asked, found = escape(self.asked), escape(self.found)
        if self._is_abroad():
            span = format_html('<span lang="{}">{{}}</span>', self.language)
            # Of a subject its name is in the reader's language; which of its words, is not.
            if self.kind == WITHIN:
                asked = format_html(span, self.asked)
            else:
                found = format_html(span, self.found)
        return mark_safe(self._told(asked, found))

    def _is_abroad(self):
        return self.language not in ("", preference()[0])

    def _told(self, asked, found):
        said = WORDS[self.kind]() % {"asked": asked, "found": found}
        if not self._is_abroad():
            return said
        told = {"reason": said, "language": language_name(self.language)}
        return _("%(reason)s (in %(language)s)") % told


WORDS = {
    WORD: lambda: _("“%(found)s”"),
    FORM: lambda: _("“%(found)s”, another form of “%(asked)s”"),
    CODED: lambda: _("coded: %(found)s"),
    WITHIN: lambda: _("coded: %(found)s, which covers “%(asked)s”"),
    PREFIX: lambda: _("“%(found)s”, which begins with “%(asked)s”"),
    SPELLING: lambda: _("“%(found)s”, spelled nearly as “%(asked)s”"),
    SYNONYM: lambda: _("“%(found)s”, another word for “%(asked)s”"),
    "place": lambda: _("the place “%(found)s”"),
}


@dataclass(frozen=True)
class Extract:
    parts: list  # (words, True if they were found)
    language: str
    what: str  # the text it is of

    def __str__(self):
        marked = {True: "<mark>{}</mark>", False: "{}"}
        return format_html_join(
            "", "{}", ((format_html(marked[on], p),) for p, on in self.parts)
        )


@dataclass(frozen=True)
class Hit:
    """What a page says beside something found."""

    extract: Extract | None
    reasons: list


class Finder:
    """Looks the groups of one query up in passages."""

    def __init__(self, query, language=None):
        self.groups = query.groups
        self.preferred = preference(language)
        self.phrases, self.begun, self.coded = {}, [], {}  # the first by their first terms
        for number, group in enumerate(query.groups):
            for level, way in enumerate(group.levels):
                self._learn(way.expression, number, level)

    def _learn(self, expression, number, level):
        if isinstance(expression, Coded):
            for row in expression.rows:
                self.coded.setdefault(row, []).append((number, level))
        for phrase in phrases(expression):
            if phrase.begun:
                self.begun.append((phrase, number, level))
            else:
                same = self.phrases.setdefault(phrase.terms[0], [])
                same.append((phrase, number, level))

    def hit(self, kept, held=None):
        """The hit of a document, from its passages as they are kept. ``held``: the numbers of
        the groups that it has, all if it is not said."""
        passages = [Passage(*row) for row in kept]
        held = set(range(len(self.groups))) if held is None else held
        best, extract, is_abroad = {}, (0, None), False
        for passage in sorted(passages, key=self._rank):
            # Other languages are looked at for what the reader's own does not have, all of
            # them: the words as they were typed are a better reason than others for them.
            if self._rank(passage)[0]:
                if held <= best.keys() and not is_abroad:
                    break
                is_abroad = True
            matches = [match for match in self.matches(passage) if match.number in held]
            for match in matches:
                if match.number not in best or match.level < best[match.number][0].level:
                    best[match.number] = (match, passage)
            number = len({match.number for match in matches})
            if number > extract[0] and is_prose(passage):
                extract = number, cut(passage, matches)
            is_told = held <= best.keys() and ENOUGH * extract[0] >= len(held)
            if is_told and not (is_abroad and any(match.level for match, _ in best.values())):
                break
        reasons = [self._reason(*best[number]) for number in sorted(best)]
        return Hit(extract[1], told_once(reasons))

    def _rank(self, passage):
        """The reader's language first, then what weighs most."""
        codes = self.preferred
        tongue = codes.index(passage.language) if passage.language in codes else 0
        return tongue, list(Zone.values).index(passage.zone)

    def matches(self, passage):
        if passage.row:
            asked = self.coded.get(tuple(passage.row), ())
            return [Match(0, len(passage.text), *one) for one in asked]
        spans, terms, subject = words_of(passage.text, tuple(passage.codes))
        return [
            Match(spans[first][0], to_the_end(passage.text, spans[last][1]), number, level)
            for first, last, number, level in [
                *self._words(terms, range(len(terms)), slice(0, 1)),
                *self._words(terms, subject, slice(1, None)),
                *self._beginnings(terms),
            ]
        ]

    def _words(self, terms, places, some):
        """(first, last, number, level) of the phrases whose terms are, at some places in a row,
        among ``some`` of the terms of each: its word or its lemmas."""
        for at, place in enumerate(places):
            for term in terms[place][some]:
                for phrase, number, level in self.phrases.get(term, ()):
                    run = places[at : at + len(phrase.terms)]
                    if len(run) == len(phrase.terms) and all(
                        wanted in terms[its][some]
                        for its, wanted in zip(run, phrase.terms, strict=True)
                    ):
                        yield place, run[-1], number, level

    def _beginnings(self, terms):
        for phrase, number, level in self.begun:
            *whole, last = phrase.terms
            for end in range(len(whole), len(terms)):
                words = [names[0] for names in terms[end - len(whole) : end + 1]]
                if words[-1].startswith(last) and words[:-1] == whole:
                    yield end - len(whole), end, number, level

    def _reason(self, match, passage):
        group = self.groups[match.number]
        kind = group.levels[match.level].reason
        # A word as typed, in the name of a place: the reader knew that; say which place.
        if passage.what == "place" and kind in (WORD, FORM):
            return Reason(group.asked, passage.text, "place")
        if passage.label:
            return coded(group.asked, match, passage)
        words = passage.text[match.start : match.end]
        same = kind == FORM and words.casefold() == group.asked.casefold()
        return Reason(group.asked, words, WORD if same else kind, passage.language)


def told_once(reasons):
    """What is coded so once is told once, however many words say it; by the most telling."""
    within = {one.found for one in reasons if one.kind == WITHIN}
    kept = [one for one in reasons if one.kind != CODED or one.found not in within]
    return list({(one.kind, one.found): one for one in kept}.values())


def coded(asked, match, passage):
    """What a case is coded with, found by its name or by its other words, a comma between two.
    Of these a theme is wider: a heat wave, of climate action. Where only some of one were
    found, it stands there whole: not a right, but the right to food."""
    if passage.zone != Zone.BODY:
        return Reason(asked, passage.label, CODED)
    whole = item_around(passage.text, match)
    if fold(whole) != fold(passage.text[match.start : match.end]):
        return Reason(whole, passage.label, WITHIN, passage.language)
    return Reason(asked, passage.label, WITHIN if passage.what == "theme" else CODED)


def item_around(text, match):
    start = text.rfind(",", 0, match.start) + 1
    end = text.find(",", match.end)
    return text[start : end if end >= 0 else len(text)].strip()


def to_the_end(text, end):
    """The end of what goes on with a hyphen and a word that carries none: *rendez-vous*."""
    rest = REST.match(text, end)
    return rest.end() if rest and is_stop(fold(rest[1])) else end


@lru_cache(maxsize=KEPT)
def words_of(text, codes):
    """([where each word begins and ends], [the terms of each], places of those that have a
    lemma) of a passage: between lemmas, words that have none are passed over."""
    found = [token for token in tokens(text) if not token.joined]
    terms = [names_of(token, codes) for token in found]
    subject = [place for place, names in enumerate(terms) if len(names) > 1]
    return [(token.start, token.end) for token in found], terms, subject


def names_of(token, codes):
    return (token.word, *(lemma for code in codes for lemma in token.lemmas(code)))


def is_prose(passage):
    return passage.zone in PROSE and passage.what not in NOT_PROSE


def cut(passage, matches):
    """The sentence of a passage that has its first matches, in pieces that are marked or not;
    of a long one, the part around them."""
    spans = widest({(match.start, match.end) for match in matches})
    text = passage.text
    start, stop = sentence_around(text, *spans[0])
    parts, at = [("…" if start else "", False)], start
    for begin, end in spans:
        if at <= begin and end <= stop:
            parts += [(text[at:begin], False), (text[begin:end], True)]
            at = end
    parts.append((text[at:stop] + (" …" if stop < len(text) else ""), False))
    return Extract([part for part in parts if part[0]], passage.language, passage.what)


def widest(spans):
    """Spans in their order, without those that lie inside another: an expression is marked
    whole."""
    found = []
    for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or end > found[-1][1]:
            found.append((begin, end))
    return found


def sentence_around(text, first, last):
    if len(text) <= 3 * AROUND:
        return 0, len(text)
    ends = [(found.start(), found.end()) for found in SENTENCE.finditer(text)]
    start = max((after for _end, after in ends if after <= first), default=0)
    stop = min((end for end, _after in ends if end >= last), default=len(text))
    if first - start > 2 * AROUND:
        start = text.rfind(" ", start, first - AROUND) + 1 or start
    if stop - last > 3 * AROUND:
        stop = text.find(" ", last + 2 * AROUND, stop)
    return start, stop
