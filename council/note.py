"""A note: the first sheet, the cases side by side, a map, a sheet for each case, sources."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cases.evidence_marks import words_of_signs
from cases.models import Case
from cases.near_words import Reasoner
from cases.nearness import PARAMETERS
from cases.picked import MOST
from cases.question_words import sentence
from languages.addresses import absolute
from languages.punctuation import joined, labelled, stopped
from open_data.as_of import as_of
from open_data.citable import Genre, Work, atlas_name
from open_data.models import Release
from open_data.publisher import publisher
from open_data.styles import citations, in_full

from .facts import Facts
from .first_page import FirstPage
from .sheet import drawing

IN_FULL = 20  # cases that a page tells in full: more would weigh more than a page may
COLUMNS = 4  # cases that stand as columns of the table; more stand as rows


@dataclass
class ForTown:
    """The reader's town, and what each case has in common with it: {slug: words}.
    ``is_any``: whether one of them has much."""

    town: str = ""
    reasons: dict = field(default_factory=dict)
    is_any: bool = True

    @classmethod
    def of(cls, question, cases):
        """That of a question that names a town; else of none."""
        if "near" not in question.chosen:
            return cls()
        reasoner = Reasoner(question)
        return cls(
            town=question.chosen["near"].words,
            reasons={case.slug: reasoner.reasons(case.pk).in_short for case in cases},
            is_any=any(reasoner.is_near(case.pk) for case in cases),
        )


class CouncilNote:
    """``cases``: at most ``MOST``, in their order, as ``for_page`` reads them; ``count``: how
    many the question has. ``words``: a valid ``WordsForm``, set where the reader gave some."""

    def __init__(self, question, cases, count):
        self.cases, self.count = cases, count
        self.asked = sentence(question)
        self.is_chosen = question.chosen.keys() - set(PARAMETERS) == {"case"}
        self.path = f"{reverse('council:note')}{question.query()}".rstrip("?")
        self.near, self.words = ForTown.of(question, cases), None

    @property
    def left_out(self):
        return max(0, self.count - len(self.cases))

    @cached_property
    def language(self):
        return get_language()

    @cached_property
    def facts(self):
        notes = self.words.notes if self.words else {}
        numbers, told = numbered(self.cases), []
        for number, case in enumerate(self.cases, 1):
            word, reason = notes.get(case.slug, ""), self.near.reasons.get(case.slug, "")
            told.append(Facts(case, number, numbers[case.pk], word, reason))
        return told

    @cached_property
    def page_one(self):
        by_figures = self.given("opening") == "figures"
        return FirstPage(self.facts, by_figures, "" if self.near.is_any else self.near.town)

    def given(self, name):
        return self.words.cleaned_data.get(name, "") if self.words else ""

    @property
    def title(self):
        """The reader's, else the question in the words of the atlas."""
        return self.given("title") or self.own_title

    @property
    def own_title(self):
        """A few cases chosen by hand are named by their places, which is shorter."""
        if self.is_chosen and self.is_wide:
            names = dict.fromkeys(one.known_as.text for one in self.facts)
            return _("What others did: %(question)s") % {"question": joined(names)}
        if self.asked:
            return _("What others did: %(question)s") % {"question": self.asked}
        return _("What others did")

    @property
    def for_town(self):
        return _("for %(town)s") % {"town": self.near.town} if self.near.town else ""

    @property
    def name(self):
        """What it is called where documents are listed."""
        kind = _("Council note")
        return labelled(kind, self.title)

    @property
    def head(self):
        """What it is and for whom; of what day."""
        kind, atlas = _("Council note"), atlas_name()
        return f"{kind} {self.for_town}".strip(), f"{atlas} · {self.version}"

    @property
    def own_words(self):
        """Whose words are whose, and what is left out."""
        words = _(
            "The question, the choice of cases and their order are the reader’s. The words "
            "below are the atlas’s: each number leads to a source."
        )
        return f"{words} {self.left_out_in_words}".strip()

    @property
    def imprint(self):
        licence = _("Texts under CC BY 4.0, coded data under CC0.")
        return f"{self.citation} {licence} {self.next_pages}"

    @property
    def introduction(self):
        return self.given("intro")

    # --- what comes after the first sheet -----------------------------------------------------

    @property
    def is_wide(self):
        """Whether each case is a column of the table."""
        return len(self.cases) <= COLUMNS

    @property
    def is_long(self):
        """Whether the page leaves the whole of each case to the files."""
        return len(self.cases) > IN_FULL

    @cached_property
    def table(self):
        """([heads], [(head of the row, [runs])])"""
        rows = [
            (_("Since"), [one.dated for one in self.facts]),
            (_("For whom"), [one.for_whom() for one in self.facts]),
            (_("Built on"), [self._cell(one.built_on, one.built_on_kinds)
                             for one in self.facts]),
            (_("Money"), [one.money(with_words=self.is_wide) for one in self.facts]),
            (_("How sure"), [one.how_sure(60 if self.is_wide else 22) for one in self.facts]),
            (_("What went wrong"), [one.went_wrong(60 if self.is_wide else 18)
                                    for one in self.facts]),
            (_("Whom to ask"), [one.whom() for one in self.facts]),
        ]  # fmt: skip
        names = [one.short_name for one in self.facts]
        if self.is_wide:
            return names, [(_("Who leads"), [one.led_by() for one in self.facts]), *rows]
        heads = [label for label, _cells in rows]
        columns = [cells for _label, cells in rows]
        return heads, list(zip(names, zip(*columns, strict=True), strict=True))

    @property
    def heads(self):
        return self.table[0]

    @property
    def rows(self):
        return self.table[1]

    def _cell(self, whole, short):
        return whole(60) if self.is_wide else short()

    @cached_property
    def map(self):
        return drawing(self.facts)

    def sources(self):
        """(facts, [(number, source, what stands after its title)])"""
        for told in self.facts:
            numbers = told.citer.numbers
            yield (
                told,
                [
                    (numbers[one.position], one, source_line(one))
                    for one in told.case.sources.all()
                ],
            )

    @property
    def source_count(self):
        return sum(len(one.citer.numbers) for one in self.facts)

    # --- what it is -------------------------------------------------------------------------

    @cached_property
    def day(self):
        return as_of()

    @property
    def moment(self):
        """The day of the content, for formats that want a moment."""
        return datetime.datetime.combine(self.day, datetime.time())

    @cached_property
    def version(self):
        """The release before it, and the day of the content."""
        told = [_("content of %(day)s") % {"day": in_full(self.day)}]
        if release := Release.objects.only("number").first():
            told.append(_("release %(number)s") % {"number": release.number})
        return joined(told)

    @cached_property
    def citation(self):
        """As of the day of the content, so that it is the same tomorrow."""
        kind = _("Council note")
        work = Work(
            key="council-note",
            genre=Genre.PAGE,
            title=labelled(kind, self.own_title),
            url=absolute(self.path),
            authors=[publisher()],
            date=self.day,
            year=self.day.year,
            publisher=publisher(),
            language=self.language,
        )
        return str(citations(work)[0])

    @property
    def legend(self):
        return words_of_signs()

    @property
    def left_out_in_words(self):
        if not self.left_out:
            return ""
        return ngettext(
            "%(left_out)s case more answers this question and is left out: a note holds "
            "%(most)s.",
            "%(left_out)s cases more answer this question and are left out: a note holds "
            "%(most)s.",
            self.left_out,
        ) % {"left_out": self.left_out, "most": MOST}

    @property
    def next_pages(self):
        """What stands behind the first sheet."""
        count, sources = len(self.cases), self.source_count
        cases = ngettext("%(count)s case", "%(count)s cases", count)
        told = ngettext("%(count)s source", "%(count)s sources", sources)
        return _("Next pages: side by side; map; %(cases)s; %(sources)s.") % {
            "cases": cases % {"count": count}, "sources": told % {"count": sources},
        }  # fmt: skip


def numbered(cases):
    """{case: {position of a source: its number in the note}}, counted on from case to case."""
    found, number = {}, 0
    for case in cases:
        found[case.pk] = {}
        for source in case.sources.all():
            number += 1
            found[case.pk][source.position] = number
    return found


def cases_of(question):
    """(the cases of a note in their order, how many the question has)"""
    keys = question.ordered()
    return Case.objects.published().for_page().in_order(keys[:MOST]), len(keys)


def source_line(source):
    """What stands after the title of a source."""
    year = source.year or _("n.d.")
    language = _("in %(language)s") % {"language": source.language_name}
    told = [joined([source.publisher, year]), joined([source.get_kind_display(), language])]
    if source.consulted_on:
        day = date_format(source.consulted_on, "YEAR_MONTH_FORMAT")
        told.append(_("Consulted in %(date)s.").rstrip(".") % {"date": day})
    return " ".join(stopped(words) for words in told)
