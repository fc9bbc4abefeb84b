"""Why something was found: where its words stand, in the language that has them."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from languages.texts import preference

from .analysis import IRREGULAR_FORMS, is_stop, tokens
from .expressions import Phrase
from .models import Zone
from .passages import Passage
from .query import PREFIX, SPELLING, STEM, SYNONYM

AROUND = 90  # letters of an extract on each side of what was found
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
    language: str

    def __str__(self):
        return WORDS[self.kind]() % {"asked": self.asked, "found": self.found}


WORDS = {
    "word": lambda: _("“%(found)s”"),
    STEM: lambda: _("“%(found)s”, same root as “%(asked)s”"),
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
        self.single, self.several = {}, []
        self.beginnings = set()
        for number, group in enumerate(query.groups):
            for level, way in enumerate(group.levels):
                for phrase in phrases(way.expression):
                    self._learn(phrase, number, level)

    def _learn(self, phrase, number, level):
        self.beginnings |= {term.rpartition("_")[2][:2] for term in phrase.terms}
        if len(phrase.terms) == 1 and not phrase.begun:
            self.single.setdefault(phrase.terms[0], []).append((number, level))
        else:
            self.several.append((phrase, number, level))

    def hit(self, kept):
        """The hit of a document, from its passages as they are kept."""
        passages = [Passage(*row) for row in kept]
        best, extract = {}, (0, None)
        for passage in sorted(passages, key=self._rank):
            # Other languages are looked at for what the reader's own does not have.
            if len(best) == len(self.groups) and self._rank(passage)[0]:
                break
            matches = self.matches(passage)
            for match in matches:
                if match.number not in best or match.level < best[match.number][0].level:
                    best[match.number] = (match, passage)
            held = len({match.number for match in matches})
            if held > extract[0] and is_prose(passage):
                extract = held, cut(passage, matches)
            if len(best) == extract[0] == len(self.groups):
                break
        return Hit(extract[1], [self._reason(*best[number]) for number in sorted(best)])

    def _rank(self, passage):
        """The reader's language first, then what weighs most."""
        codes = self.preferred
        tongue = codes.index(passage.language) if passage.language in codes else 0
        return tongue, list(Zone.values).index(passage.zone)

    def matches(self, passage):
        found = [token for token in tokens(passage.text) if not token.joined]
        terms = [self._names(token, passage.codes) for token in found]
        matches = [
            Match(token.start, token.end, number, level)
            for token, names in zip(found, terms, strict=True)
            for name in names
            for number, level in self.single.get(name, ())
        ]
        for phrase, number, level in self.several:
            matches += [
                Match(found[first].start, found[last].end, number, level)
                for first, last in runs(phrase, terms)
            ]
        return matches

    def _reason(self, match, passage):
        group = self.groups[match.number]
        kind = group.levels[match.level].reason
        # A word as typed, in the name of a place: the reader knew that; say which place.
        if passage.what == "place" and match.level < 2:
            kind = "place"
        words = passage.text if kind == "place" else passage.text[match.start : match.end]
        same = kind == STEM and words.casefold() == group.asked.casefold()
        return Reason(group.asked, words, "word" if same else kind, passage.language)

    def _names(self, token, codes):
        """The word and its stems; the word alone, if it begins as nothing that is sought."""
        if token.word[:2] not in self.beginnings and token.word not in IRREGULAR_FORMS:
            return (token.word,)
        return (token.word, *(stem for code in codes for stem in token.stems(code)))


def phrases(expression):
    if isinstance(expression, Phrase):
        return [expression]
    return [phrase for part in expression.of for phrase in phrases(part)]


def runs(phrase, terms):
    """(first, last) of each run of tokens that makes up a phrase; between stems, words that
    have none are passed over."""
    are_stems = "_" in phrase.terms[0]
    at = [n for n, names in enumerate(terms) if not are_stems or not is_stop(names[0])]
    size = len(phrase.terms)
    for start in range(len(at) - size + 1):
        places = at[start : start + size]
        if all(
            holds(terms[place], term, phrase.begun and n == size - 1)
            for n, (place, term) in enumerate(zip(places, phrase.terms, strict=True))
        ):
            yield places[0], places[-1]


def holds(names, term, begun):
    return names[0].startswith(term) if begun else term in names


def is_prose(passage):
    return passage.zone in PROSE and passage.what not in NOT_PROSE


def cut(passage, matches):
    """The part of a passage around its first matches, in pieces that are marked or not."""
    spans = sorted({(match.start, match.end) for match in matches})
    text, first = passage.text, spans[0][0]
    start, stop = 0, len(text)
    if stop > 3 * AROUND:
        start = text.rfind(" ", 0, max(first - AROUND, 0)) + 1
        end = text.find(" ", first + 2 * AROUND)
        stop = stop if end < 0 else end
    parts, at = [("…" if start else "", False)], start
    for begin, end in spans:
        if at <= begin and end <= stop:
            parts += [(text[at:begin], False), (text[begin:end], True)]
            at = end
    parts.append((text[at:stop] + ("…" if stop < len(text) else ""), False))
    return Extract([part for part in parts if part[0]], passage.language, passage.what)
