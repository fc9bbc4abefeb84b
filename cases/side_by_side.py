"""Cases side by side: one question a row, one case a column, and where all of them agree, one
cell across."""

from dataclasses import dataclass, field
from functools import partial

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from languages.templatetags.texts import lang

from .models import Role
from .notes import Notes

FEWEST, MOST = 2, 4


@dataclass
class Cell:
    """What a case says to a question: as HTML for a page, as ``text`` for a table. Empty where
    no source says anything."""

    html: SafeString = SafeString()
    text: str = ""
    hue: str = ""  # the function of a lever that the case shows


@dataclass
class Row:
    label: str
    of_cases: list  # (case, cell)
    is_yes_or_no: bool = False
    number: str = ""

    @property
    def is_same(self):
        """Whether all of them say the same, which is told once."""
        return len({cell.text for _case, cell in self.of_cases}) == 1

    @property
    def first(self):
        return self.of_cases[0][1]


@dataclass
class Section:
    key: str  # where links lead to
    title: str
    rows: list = field(default_factory=list)


class SideBySide:
    """``cases``: two to four, as they are read for their pages (``for_page``)."""

    def __init__(self, cases):
        self.cases = cases
        self.notes = {
            case.pk: Notes(case.sources.all(), f"case-{number}-")
            for number, case in enumerate(cases, start=1)
        }
        sections = [self.what(), self.for_whom(), self.by_what(), self.by_whom(), self.how()]
        self.sections = [section for section in sections if section.rows]

    @property
    def sources(self):
        """(case, prefix of its ids, its sources with the places that cite them)"""
        told = [(case, self.notes[case.pk]) for case in self.cases]
        return [(case, notes.prefix, notes.cited()) for case, notes in told]

    def table(self):
        """The same as rows of words, for a file."""
        yield ["", *(str(case.title) for case in self.cases)]
        for section in self.sections:
            for row in section.rows:
                asked = _("%(section)s: %(row)s") % {"section": section.title, "row": row.label}
                yield [asked, *(cell.text for _case, cell in row.of_cases)]

    # --- the questions --------------------------------------------------------------------

    def row(self, label, of_case, **more):
        """``of_case`` gives the cell of a case."""
        return Row(label, [(case, of_case(case)) for case in self.cases], **more)

    def what(self):
        return Section("what", _("What it is"), [
            self.row(_("In short"), lambda case: words(case.in_short)),
            self.row(_("Where"), lambda case: words(places(case))),
            self.row(_("When"), lambda case: words(case.when)),
            self.row(_("Operation"), lambda case: words(case.get_operation_display())),
            self.row(_("How sure"), lambda case: words(case.standing)),
        ])  # fmt: skip

    def for_whom(self):
        groups = {group.pk: group for case in self.cases for group in case.groups.all()}
        return Section("for-whom", _("For whom"), [
            self.row(str(group), partial(has_group, group), is_yes_or_no=True)
            for group in groups.values()
        ])  # fmt: skip

    def by_what(self):
        ties = [tie for case in self.cases for tie in case.case_levers.all()]
        levers = {tie.lever_id: tie.lever for tie in ties}.values()
        in_order = sorted(levers, key=lambda lever: (lever.function.position, lever.position))
        return Section("levers", _("Levers"), [
            self.row(str(lever.short_name), partial(rationale, lever), number=lever.number)
            for lever in in_order
        ])  # fmt: skip

    def by_whom(self):
        rows = [self.row(str(role.label), partial(organisations, role)) for role in Role]
        told = [row for row in rows if any(cell.text for _case, cell in row.of_cases)]
        return Section("who", _("Who"), told)

    def how(self):
        return Section("how", _("How, and with what result"), [
            self.row(_("Why"), partial(self.passage, "context")),
            self.row(_("How it works"), partial(self.passage, "approach")),
            self.row(_("Financing"), partial(self.passage, "financing")),
            self.row(_("Results"), self.results),
            self.row(_("Challenges and lessons"), partial(self.passage, "challenges")),
        ])  # fmt: skip

    def passage(self, name, case):
        text = getattr(case, name)
        if not text:
            return Cell()
        return Cell(in_its_language(self.notes[case.pk].passage(text)), text)

    def results(self, case):
        found = list(case.results.all())
        told = [self.notes[case.pk].result(result) for result in found]
        rows = [(lang(passage.language), passage.html) for passage in told]
        html = format_html("<ul>{}</ul>", format_html_join("", "<li{}>{}</li>", rows))
        return Cell(html, "\n".join(f"- {result.statement}" for result in found))


def words(text):
    return Cell(format_html("<p{}>{}</p>", lang(text), text), str(text)) if text else Cell()


def yes():
    return Cell(format_html("<b>{}</b>", _("yes")), _("yes"))


def has_group(group, case):
    return yes() if group in case.groups.all() else Cell()


def in_its_language(passage):
    return format_html("<div{}>{}</div>", lang(passage.language), passage.html)


def places(case):
    return "; ".join(
        f"{row.place.name}, {row.place.within}" if row.place.within else str(row.place.name)
        for row in case.case_places.all()
    )


def rationale(lever, case):
    """What a case shows of a lever; that it shows it, where nothing more is said."""
    tie = next((tie for tie in case.case_levers.all() if tie.lever_id == lever.pk), None)
    if tie is None:
        return Cell()
    told = words(tie.rationale) if tie.rationale else yes()
    told.hue = lever.function.slug
    return told


def organisations(role, case):
    found = [row.organisation for row in case.case_organisations.all() if row.role == role]
    if not found:
        return Cell()
    links = [(one.get_absolute_url(), one.title_with_acronym) for one in found]
    html = format_html("<p>{}</p>", format_html_join("; ", '<a href="{}">{}</a>', links))
    return Cell(html, "; ".join(str(name) for _address, name in links))
