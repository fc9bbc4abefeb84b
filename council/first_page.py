"""The first sheet of a note, which is one sheet however many cases it has: the more there are,
the less is said of each."""

from collections import Counter
from dataclasses import replace
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.evidence_marks import words_of_signs
from cases.models import Evidence, Identification, ResultKind
from cases.strip import firmness, main_cost
from languages.punctuation import joined, labelled

from .runs import Run, gap, opening

NAMED = 4  # cases that are named before they are counted
ROOMY = 14  # cases that leave room for the names of offices
CRAMMED = 22  # cases that fill the sheet to its edge
SHORT, LONG = 60, 110  # characters of what a case is, in a table


class Density(StrEnum):
    """How much is said of each case."""

    FULL, SHORT, LINE = "full", "short", "line"

    @classmethod
    def of(cls, count):
        return cls.FULL if count <= 4 else cls.SHORT if count <= 8 else cls.LINE


class FirstPage:
    """``facts``: of the cases, in their order. ``far_from``: the reader's town, where none of
    them has much in common with it."""

    def __init__(self, facts, by_figures=False, far_from=""):
        self.facts, self.by_figures, self.far_from = facts, by_figures, far_from
        self.density = Density.of(len(facts))

    # --- the cases --------------------------------------------------------------------------

    def told(self):
        """[(facts, what, [(label, runs)])]"""
        ways = {Density.FULL: self._full, Density.SHORT: self._short, Density.LINE: self._line}
        return [(one, *ways[self.density](one)) for one in self.facts]

    def _full(self, one):
        most = {1: 60, 2: 45, 3: 32, 4: 24}[len(self.facts)]  # words
        rows = [
            (_("Built on"), one.built_on(most)),
            (_("Money"), one.money()),
            (_("How sure"), one.how_sure(most)),
            (_("Whom to ask"), one.whom()),
        ]
        if len(self.facts) < 3:
            rows.append((_("What went wrong"), one.went_wrong(most)))
        return one.what(), rows

    def _short(self, one):
        return one.what(), [
            (_("Built on"), one.built_on_kinds()),
            (_("Money"), one.money(with_words=False)),
            (_("How sure"), sign_alone(one)),
            (_("Whom to ask"), one.whom()),
        ]

    def _line(self, one):
        """In a table, where each has a line or two: words alone, explained at the foot."""
        what = (Run(shortened(one.name, SHORT if self.is_crowded else LONG)),)
        if not self.is_crowded:
            return what, [
                (_("Built on"), one.built_on_kinds()),
                (_("Money"), one.money(with_words=False)),
                (_("How sure"), word_alone(one)),
                (_("Whom to ask"), one.whom()),
            ]
        return what, [
            (_("Built on"), one.built_on_kinds(most=1)),
            (_("Money"), or_not_known(one.money(with_words=False))),
            (_("How sure"), or_not_known(word_alone(one))),
            (_("Whom to ask"), whether_known(one)),
        ]

    @property
    def heads(self):
        """Of the columns that each case has in a table."""
        return [label for label, _said in self._line(self.facts[0])[1]]

    @property
    def is_table(self):
        return self.density == Density.LINE

    @property
    def is_crowded(self):
        return len(self.facts) > ROOMY

    @property
    def look(self):
        """Classes of the page."""
        many, crammed = " many" * self.is_crowded, " crammed" * (len(self.facts) > CRAMMED)
        return f"{self.density}{many}{crammed}"

    # --- the answer -------------------------------------------------------------------------

    def answer(self):
        """Sentences, each with its source; those that count are counted from the files of
        the cases, and say so."""
        if self.far_from:
            words = _("No case here has much in common with %(town)s.")
            return [gap(words % {"town": self.far_from}), *self._found()]
        return self._found()

    def _found(self):
        by_case = self.firmest()
        if len(self.facts) == 1:
            return [self._best(by_case)] if by_case else [self.facts[0].what()]
        if self.by_figures or not by_case:
            return self.figures()
        return [self._best(by_case), *self.figures()[:2]]

    def firmest(self):
        """The case whose best result is the firmest; a change in people's lives first."""
        found = [one for one in self.facts if one.result]
        return min(found, key=firmest_first, default=None)

    def _best(self, one):
        """Nothing is the firmest of one."""
        if len(self.facts) == 1:
            return one.how_sure(40)
        count = sum(how_firm(other) == how_firm(one) for other in self.facts if other.result)
        words = equally_firm(one) if count > 1 else firmest_of_all(one)
        where = words % {"place": one.known_as.text, "count": count}
        return (Run(f"{where} "), *one.how_sure(40))

    def figures(self):
        count = len(self.facts)
        return [(Run(words),) for words in (self._sums(count), self._lives(count),
                                            self._ways(count), self._asked(count))]  # fmt: skip

    def _sums(self, count):
        known = sum(bool(main_cost(one.case)) for one in self.facts)
        return _("A sum of money is known for %(known)s of %(count)s.") % {
            "known": known, "count": count,
        }  # fmt: skip

    def _lives(self, count):
        changed = [one for one in self.facts if changes_lives(one)]
        measured = sum(Evidence(one.result.evidence).sign in ("studied", "compared")
                       for one in changed if one.result.evidence)  # fmt: skip
        return _(
            "A change in people’s lives is on record for %(changed)s of %(count)s; it was "
            "studied or compared in %(measured)s."
        ) % {"changed": len(changed), "count": count, "measured": measured}

    def _ways(self, count):
        levers = Counter(str(one.case.main_lever.short_name) for one in self.facts
                         if one.case.main_lever)  # fmt: skip
        most = joined(f"{name} ({times})" for name, times in levers.most_common(3))
        return _("What they show most: %(levers)s.") % {"levers": most}

    def _asked(self, count):
        known = sum(bool(one.case.contacts.all()) for one in self.facts)
        return ngettext(
            "An office to ask is known for %(known)s of %(count)s case.",
            "An office to ask is known for %(known)s of %(count)s cases.",
            count,
        ) % {"known": known, "count": count}

    # --- what is not known ------------------------------------------------------------------

    def unknown(self):
        """Sentences: what is not known of which cases, the gaps that weigh most first."""
        gaps = [
            (_("No sum of money"), lambda one: not one.case.costs.all()),
            (_("No sum for this case alone"),
             lambda one: one.case.costs.all() and not main_cost(one.case)),
            (_("No result on record"), lambda one: not one.case.results.all()),
            (_("No count of what was done or changed"),
             lambda one: one.case.results.all() and not one.result),
            (_("No change in people’s lives on record"),
             lambda one: one.result and not changes_lives(one)),
            (_("No office to ask"), lambda one: not one.case.contacts.all()),
            (_("No year of start"), lambda one: not one.case.start_year),
            (_("Named only, not identified"),
             lambda one: one.case.identification == Identification.UNIDENTIFIED),
        ]  # fmt: skip
        found = [(words, [one for one in self.facts if lacks(one)]) for words, lacks in gaps]
        return [f"{labelled(words, self._which(some))}." for words, some in found if some]

    def _which(self, some):
        if len(some) == len(self.facts) > 1:
            return _("all of them")
        names = joined(one.known_as.text for one in some[:NAMED])
        if len(some) <= NAMED:
            return names
        return _("%(count)s of %(all)s") % {"count": len(some), "all": len(self.facts)}

    def looked_for(self):
        """For one or two cases: what else was looked for in vain, in the words of each."""
        if len(self.facts) > 2:
            return []
        texts = [(one, opening(one.case.not_found, 45)) for one in self.facts]
        return [one.citer.line(text) for one, text in texts if text]


def sign_alone(one):
    """Who says it, without what is said."""
    runs = one.how_sure()
    return runs[:1]


def word_alone(one):
    """The sign and one word, as the legend has them."""
    first = sign_alone(one)[0]
    words = {sign: word for sign, word, _meaning in words_of_signs()}
    return (replace(first, text=words[first.sign]),) if first.sign else (first,)


def whether_known(one):
    """Of an office: its name stands on the sheet of the case."""
    first, *cites = or_not_known(one.whom())
    return (first,) if first.kind == "gap" else (replace(first, text=_("known")), *cites)


def or_not_known(runs):
    """A gap in the shortest words."""
    return gap(_("Not known")) if runs[0].kind == "gap" else runs


def shortened(words, most):
    """As many words as have so many characters."""
    if len(words) <= most:
        return words
    return words[: most + 1].rpartition(" ")[0].rstrip(",;:\u00a0 ") + " …"


def changes_lives(one):
    return bool(one.result) and one.result.kind == ResultKind.OUTCOME


def firmest_first(one):
    return not changes_lives(one), firmness(one.result)


def how_firm(one):
    """Whatever the year: the newer of two is no firmer."""
    return changes_lives(one), firmness(one.result)[0]


def firmest_of_all(one):
    if changes_lives(one):
        return _("The firmest account of a change in people’s lives is that of %(place)s:")
    return _("%(place)s is where a result is firmest:")


def equally_firm(one):
    if changes_lives(one):
        return _(
            "%(count)s accounts of a change in people’s lives are equally firm; that of "
            "%(place)s:"
        )
    return _("%(count)s results are equally firm; that of %(place)s:")
