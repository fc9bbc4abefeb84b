"""What a note says of one case: each fact in runs with its sources, or the gap in words."""

from functools import cached_property

from django.utils.translation import gettext as _

from cases.models import Aspect, BuiltOn, Evidence, OpenToAll, ResultKind, Role
from cases.models.money import lack_of_sum
from cases.strip import best_result, lack_of_result, main_cost
from languages.punctuation import joined, semicolon
from open_data.styles import in_full

from .runs import Block, Citer, Run, gap, opening, said
from .sheet import HUES

MOST_CITED = 4  # sources beside what the case is


class Facts:
    """``numbers``: {position of a source: its number in the note}. ``word``: the reader's own,
    ``reason``: why the case is near the reader's town, both plain."""

    def __init__(self, case, number, numbers, word="", reason=""):
        self.case, self.number, self.word, self.reason = case, number, word, reason
        self.citer = Citer(numbers)

    # --- facts in a line ------------------------------------------------------------------

    @property
    def place(self):
        place = self.case.main_place
        return said(place.name) if place else Run(_("No single place"))

    @property
    def within(self):
        place = self.case.main_place
        return said(place.within) if place and place.within else Run("")

    @property
    def where(self):
        """The place and what it lies in, on one line."""
        return joined([self.place.text, self.within.text])

    @property
    def known_as(self):
        """What it is called in a sentence: its place, else its title."""
        return self.place if self.case.main_place else said(self.case.short_title)

    @property
    def beneath(self):
        """What stands under that: where it lies."""
        return self.within if self.case.main_place else self.place

    @property
    def hue(self):
        """That of its function; a function that has none is told in ink."""
        lever = self.case.main_lever
        told = lever.function.slug if lever else "physical"
        return told if told in HUES else "ink"

    @property
    def when(self):
        """Since when, and whether it runs."""
        return f"{self.case.when}, {self.case.get_operation_display().lower()}"

    @property
    def dated(self):
        return (Run(self.when),) if self.case.start_year else gap(self.when)

    @property
    def name(self):
        """What it is called, without the place that stands beside it."""
        title, place = str(self.case.title), str(self.place.text)
        for sign in (", ", " : ", "\u00a0: ", ": "):
            if title.startswith(place + sign):
                return title.removeprefix(place + sign)
        return title

    @property
    def short_name(self):
        """Its place and its title up to the first comma or colon, said once if they are one."""
        place, title = self.known_as.text, str(self.case.short_title)
        return title if place.lower() in title.lower() else f"{place}, {title}"

    def what(self, most=40):
        """What it is, with what that rests on."""
        text = self.case.in_short or opening(self.case.summary, most)
        return (said(text), *self.citer.cites(self._rests_on()[:MOST_CITED]))

    def _rests_on(self):
        """The sources of its first lever; else of how it works, or of all there is."""
        for row in self.case.case_levers.all():
            if row.numbers:
                return row.numbers
        cited = [run for block in self.citer.blocks(self.case.approach) for run in block.runs
                 if run.kind == "cite"]  # fmt: skip
        back = {number: position for position, number in self.citer.numbers.items()}
        found = [back[int(run.text)] for run in cited]
        return list(dict.fromkeys(found)) or list(self.citer.numbers)

    def built_on(self, most=40):
        if text := self._texts.get(Aspect.BUILT_ON):
            return self.citer.line(opening(text, most))
        return self.built_on_kinds()

    def built_on_kinds(self, most=None):
        """In the words of the codebook; those after the first ``most`` as a number."""
        codes = [code for code in self.case.built_on if code != BuiltOn.NOTHING]
        labels = [str(BuiltOn(code).label) for code in codes]
        told, more = labels[:most], len(labels) - len(labels[:most])
        words = joined(told, semicolon) + (f" +{more}" if more else "")
        return (Run(words),) if words else gap(_("Not known"))

    def money(self, with_words=True):
        cost = main_cost(self.case)
        if not cost:
            return gap(lack_of_sum(self.case.costs.all()))
        what = (Run(" "), said(cost.what)) if with_words else ()
        return (Run(cost.in_words, "strong"), *what, *self.citer.cites(cost.numbers))

    @cached_property
    def result(self):
        return best_result(self.case)

    def how_sure(self, most=45):
        """The best result with who says it, and whether people's lives are said to change."""
        if not self.result:
            return gap(lack_of_result(self.case))
        text = opening(self.result.statement, most)
        told = self.sourced(text, self.result.source.position)
        if self.result.kind == ResultKind.OUTCOME:
            return (*sign_of(self.result), *told)
        only = _("What was done; no change in people’s lives is on record.")
        return (*sign_of(self.result), *told, Run(" "), *gap(only))

    def sourced(self, text, position):
        """A text and its source, unless it cites that at a place of its own."""
        runs = self.citer.line(text)
        own = self.citer.cites([position])
        return runs if own and own[0] in runs else (*runs, *own)

    def whom(self):
        contact = next(iter(self.case.contacts.all()), None)
        if not contact:
            return gap(_("No office found"))
        return (Run(contact.office, href=contact.url), *self.citer.cites(contact.numbers))

    def went_wrong(self, most=40):
        text = self._texts.get(Aspect.WENT_WRONG)
        return self.citer.line(opening(text, most)) if text else gap(_("Not known"))

    def for_whom(self):
        groups = joined(group.name for group in self.case.groups.all())
        also = self.case.open_to_all
        if also != OpenToAll.NOT_SAID:
            groups = ". ".join(filter(None, [groups, str(self.case.get_open_to_all_display())]))
        return (Run(groups),) if groups else gap(_("No group is named"))

    def led_by(self):
        rows = self.case.case_organisations.all()
        names = [str(row.organisation.title) for row in rows if row.role == Role.LEAD]
        return (Run(joined(names, semicolon)),) if names else gap(_("Not known"))

    def levers(self):
        rows = self.case.case_levers.all()
        names = (f"{row.lever.number} {row.lever.short_name}" for row in rows)
        return (Run(joined(names, semicolon)),)

    @cached_property
    def _texts(self):
        return {row.aspect: row.text for row in self.case.starting_points.all()}

    # --- all of it, for the sheet of the case -----------------------------------------------

    def strip(self):
        """[(label, runs)]"""
        return [
            (_("For whom"), self.for_whom()),
            (_("Since"), self.dated),
            (str(Role.LEAD.label), self.led_by()),
            (_("Levers"), self.levers()),
            (_("Built on"), self.built_on_kinds()),
            (_("How sure"), (Run(self.case.standing),)),
        ]

    def parts(self):
        """[(title, blocks)] of what is known; what is not known is the last of them."""
        told = [
            (_("Why"), self.citer.blocks(self.case.context)),
            (_("How it works"), self.citer.blocks(self.case.approach)),
            (_("To start with"), self._starting()),
            (_("Money"), self._all_money()),
            (_("Results"), self._results()),
            (_("Challenges and lessons"), self.citer.blocks(self.case.challenges)),
            (_("Whom to ask"), self._offices()),
            (_("Copied and adapted"), self._copies()),
        ]
        known = [(title, blocks) for title, blocks in told if blocks]
        return [*known, (_("What is not known"), self._unknown(told))]

    def _starting(self):
        left_out = {Aspect.MONEY}  # stands among the sums
        rows = [(one, self._texts[one]) for one in Aspect
                if one in self._texts and one not in left_out]  # fmt: skip
        return [labelled(one.label, self.citer.line(text)) for one, text in rows]

    def _all_money(self):
        blocks = []
        for cost in self.case.costs.all():
            status = f" ({cost.get_status_display()})" if cost.status else ""
            what = (Run(f"{cost.in_words}{status}", "strong"), Run(" "), said(cost.what))
            blocks.append(Block((*what, *self.citer.cites(cost.numbers)), "li"))
        if text := self._texts.get(Aspect.MONEY):
            blocks.append(Block(self.citer.line(text), "li"))
        return blocks + self.citer.blocks(self.case.financing)

    def _results(self):
        blocks = []
        for result in sorted(self.case.results.all(), key=lambda one: one.year or 9999):
            year = (Run(f"{result.year} ", "strong"),) if result.year else ()
            told = self.sourced(result.statement, result.source.position)
            blocks.append(Block((*year, *sign_of(result), *told), "li"))
        return blocks

    def _offices(self):
        return [
            Block((
                Run(one.office, href=one.url), *self.citer.cites(one.numbers),
                Run(" " + _("seen on %(day)s") % {"day": in_full(one.seen_on)}),
            ), "li")
            for one in self.case.contacts.all()
        ]  # fmt: skip

    def _copies(self):
        blocks = []
        for one in self.case.copies.all():
            changed = (Run(". "), said(one.what_changed)) if one.what_changed else ()
            runs = (said(one.where), *changed, *self.citer.cites(one.numbers))
            blocks.append(labelled(one.get_direction_display(), runs))
        return blocks

    def _unknown(self, told):
        silent = [title for title, blocks in told if not blocks]
        blocks = self.citer.blocks(self.case.not_found)
        if silent:
            words = _("No source was found on: %(silent)s.")
            blocks.append(Block(gap(words % {"silent": joined(silent).lower()})))
        if not blocks:
            words = _("The editors wrote down nothing that they looked for in vain.")
            blocks.append(Block((Run(words),)))
        return blocks


def sign_of(result):
    """Who says it: the sign, never without its word."""
    if not result.evidence:
        return ()
    kind = Evidence(result.evidence)
    words = str(kind.label)
    return (Run(words, "sign", sign=kind.sign) if kind.sign else gap(words)[0], Run(" "))


def labelled(label, runs):
    return Block((Run(f"{label} ", "strong"), *runs), "li")
