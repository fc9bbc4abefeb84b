"""The small index that answers questions in the browser: one a language.

What it holds follows from the index of the site: which case has which value of each facet, and
in which things each word stands. A word is as the reader sees it, folded; its kin are those
that share a lemma with it. Everything is known by its number: cases in the order of the list,
then contributions.
"""

import json
from collections import defaultdict

from django.utils.html import strip_tags
from django.utils.translation import gettext, ngettext, override

from cases import facets
from cases.cards import cards
from cases.documents import KIND as CASE
from cases.facet_index import current
from cases.facet_kinds import Range
from cases.models import Case
from cases.templatetags.cards import where
from contributions.documents import KIND as CONTRIBUTION
from contributions.models import Contribution
from languages.folding import LETTERS, fold
from languages.texts import CODES
from search.analysis import ASKING, KEPT, STOP, lemmas, tokens
from search.masks import bits_in
from search.models import Document, Zone

STRONG = {Zone.TITLE, Zone.NAMES, Zone.SUMMARY}
AT_ONCE = 500


def written(language, way_to):
    """The script of the index, as text; ``way_to`` gives the file of an address."""
    with override(language):
        told = Told(language, way_to).told()
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"window.atlasEdition={data};\n"


class Told:
    def __init__(self, language, way_to):
        self.language, self.way_to = language, way_to
        self.index = current()
        self.cases = cards(
            Case.objects.published()
            .for_cards()
            .in_order(list(self.index.ordered([self.index.published])))
        )
        self.contributions = list(Contribution.objects.published().for_cards().order_by("slug"))
        self.of_case = {card.pk: number for number, card in enumerate(self.cases)}
        self.of_contribution = {
            one.pk: number for number, one in enumerate(self.contributions, len(self.cases))
        }

    def told(self):
        words, lemmas_of = self.words()
        return {
            "language": self.language,
            "things": [
                *map(self.case, self.cases),
                *map(self.contribution, self.contributions),
            ],
            "cases": len(self.cases),
            "facets": {facet.name: self.values(facet) for facet in choices()},
            "ranges": [self.range(facet) for facet in ranges()],
            "slugs": {card.slug: number for number, card in enumerate(self.cases)},
            "names": self.names(),
            "words": words,
            "lemmas": lemmas_of,
            "letters": LETTERS,
            "stop": sorted({fold(word) for word in ASKING | self.stop()}),
            "said": said(),
        }

    # --- things -------------------------------------------------------------------------

    def case(self, card):
        main = card.main_lever
        return {
            "a": self.way_to(card.case.get_absolute_url()),
            "t": str(card.title),
            "l": card.title.language,
            "w": strip_tags(str(where(card))),
            "y": card.case.when,
            "s": str(card.case.in_short),
            "h": main.function.slug if main else "",
        }

    def contribution(self, one):
        return {
            "a": self.way_to(one.get_absolute_url()),
            "t": str(one.title),
            "l": one.title.language,
        }

    # --- facets -------------------------------------------------------------------------

    def numbers(self, cases):
        return sorted(self.of_case[self.index.keys[bit]] for bit in bits_in(cases.mask))

    def values(self, facet):
        sets = self.index.values[facet.name]
        return {str(value): self.numbers(cases) for value, cases in sets.items() if cases}

    def range(self, facet):
        """A number of each case that has one, for the two bounds of a question."""
        sets = self.index.values[facet.name]
        numbers = {str(value): self.numbers(cases) for value, cases in sets.items()}
        return {"first": facet.first, "last": facet.last, "numbers": numbers}

    def names(self):
        """{folded words: [facet, value, its label]} of what may be meant, in any language."""
        found, labels = {}, {}
        for concept, code, label, words in self.index.names:
            if code == self.language:
                labels.setdefault((concept.facet, concept.value), label)
            found.setdefault(" ".join(words), (concept.facet, concept.value))
        return {
            words: [facet, value, str(labels.get((facet, value), words))]
            for words, (facet, value) in found.items()
        }

    # --- words --------------------------------------------------------------------------

    def words(self):
        """({word: numbers of its lemmas}, [[things where it names or sums up, others]])"""
        lemmas_of, places = defaultdict(set), {}
        for number, zone, language, text in self.texts():
            for word, lemma in self.read(text, language):
                strong, other = places.setdefault(lemma, (set(), set()))
                (strong if zone in STRONG else other).add(number)
                lemmas_of[word].add(lemma)
        known = {lemma: number for number, lemma in enumerate(sorted(places))}
        words = {word: sorted(known[one] for one in some) for word, some in lemmas_of.items()}
        rows = [places[lemma] for lemma in sorted(places)]
        return words, [[sorted(strong), sorted(other - strong)] for strong, other in rows]

    def texts(self):
        """(thing, zone, language, text): its own in this language, and every name."""
        for kind, numbers in [(CASE, self.of_case), (CONTRIBUTION, self.of_contribution)]:
            yield from self.own(kind, numbers)
        for named in CASE.names:
            counted = dict(named.zones)
            for key, zone, language, text in self.of_kind(named.kind):
                if zone in counted:
                    for bit in bits_in(self.index.ties.mask(named, [key])):
                        yield self.of_case[self.index.keys[bit]], counted[zone], language, text

    def own(self, kind, numbers):
        rows = Document.objects.filter(kind=kind.number).order_by("key")
        for key, passages in rows.values_list("key", "passages").iterator(AT_ONCE):
            if (number := numbers.get(key)) is not None:
                for zone, _what, language, text, *_row in passages:
                    if zone == Zone.TITLE or language in ("", self.language):
                        yield number, zone, language, text

    def of_kind(self, kind):
        rows = Document.objects.filter(kind=kind.number).order_by("key")
        for key, passages in rows.values_list("key", "passages").iterator(AT_ONCE):
            for zone, _what, language, text, *_row in passages:
                yield key, zone, language, text

    def read(self, text, language):
        codes = [language] if language in CODES else [self.language]
        for token in tokens(text):
            word = fold(token.written)
            found = [lemma for code in codes for lemma in lemmas(token.written, code)]
            yield from ((word, lemma) for lemma in found)

    def stop(self):
        return STOP[self.language] - KEPT[self.language]


def choices():
    return [
        one for one in facets.FACETS if not isinstance(one, Range) and one is not facets.CASE
    ]


def ranges():
    return [one for one in facets.FACETS if isinstance(one, Range)]


def said():
    """What the script says, in the reader's language; counts once for one, once for several."""
    return {
        "cases": [ngettext("case", "cases", count) for count in (1, 2)],
        "show": [
            ngettext("Show %(count)s case", "Show %(count)s cases", count) % {"count": "#"}
            for count in (1, 2)
        ],
        "none": gettext("No case answers this question in this edition."),
        "partly": gettext("No case has all that you asked. These have the most of it."),
        "contributions": gettext("Contributions"),
        "meant": gettext("Understood as"),
        "simple": gettext(
            "The search of this edition is simpler than that of the atlas on line: it knows "
            "words, their forms, and the names of groups, themes, levers and places."
        ),
        "clear": gettext("Clear all"),
    }
