"""Cases side by side: one question a row, one case a column, and where all of them agree, one
cell across."""

from dataclasses import dataclass, field
from functools import partial

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from languages.punctuation import semicolon
from languages.templatetags.texts import lang
from languages.texts import Text

from .evidence_marks import evidence
from .models import Aspect, LocalRole, OpenToAll, Role, Tier
from .notes import Notes
from .orders_of_size import order_of, said_with_rate

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
        sections = [
            self.what(), self.for_whom(), self.by_what(), self.by_whom(), self.how(),
            self.to_start_with(), self.outcome(),
        ]  # fmt: skip
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
            self.row(_("Status"), lambda case: words(case.get_operation_display())),
            self.row(_("How sure"), lambda case: words(case.standing)),
        ])  # fmt: skip

    def for_whom(self):
        groups = {group.pk: group for case in self.cases for group in case.groups.all()}
        rows = [
            self.row(str(group), partial(has_group, group), is_yes_or_no=True)
            for group in groups.values()
        ]
        rows.append(self.row(_("Who may use it"), open_to))
        return Section("for-whom", _("For whom"), rows)

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
        told.append(self.row(
            _("What the local government does"), partial(coded, "local_role", LocalRole)
        ))  # fmt: skip
        told.append(self.row(_("Tiers of government"), partial(coded, "tier", Tier)))
        return Section("who", _("Who"), told)

    def how(self):
        return Section("how", _("How"), [
            self.row(_("Why"), partial(self.passage, "context")),
            self.row(_("How it works"), partial(self.passage, "approach")),
        ])  # fmt: skip

    def to_start_with(self):
        rows = [
            self.row(_("Sums"), self.costs),
            self.row(_("Financing"), partial(self.passage, "financing")),
        ]
        for aspect in Aspect:
            if aspect != Aspect.WENT_WRONG:
                rows.append(self.row(str(aspect.label), partial(self.starting, aspect)))
        return Section("start", _("To start with"), rows)

    def outcome(self):
        return Section("outcome", _("Did it work?"), [
            self.row(_("Results"), self.results),
            self.row(str(Aspect.WENT_WRONG.label), partial(self.starting, Aspect.WENT_WRONG)),
            self.row(_("Challenges and lessons"), partial(self.passage, "challenges")),
            self.row(_("Whom to ask"), self.contacts),
            self.row(_("What was not found"), partial(self.passage, "not_found")),
        ])  # fmt: skip

    def passage(self, name, case):
        return self.cited(case, getattr(case, name))

    def starting(self, aspect, case):
        rows = (row for row in case.starting_points.all() if row.aspect == aspect)
        return self.cited(case, next((row.text for row in rows), ""))

    def cited(self, case, text):
        if not text:
            return Cell()
        return Cell(in_its_language(self.notes[case.pk].passage(text)), text)

    def results(self, case):
        """Each with who says it: told, reported, recorded, studied or compared."""
        rows, lines = [], []
        for result in case.results.all():
            passage = self.notes[case.pk].result(result)
            rows.append((lang(passage.language), passage.html, evidence(result)))
            said = f" ({result.get_evidence_display()})" if result.evidence else ""
            lines.append(f"- {result.statement}{said}")
        return listed(format_html_join("", "<li{}>{} {}</li>", rows), lines)

    def costs(self, case):
        rows, lines = [], []
        for cost in case.costs.all():
            cites = self.notes[case.pk].numbers(cost.numbers)
            order = order_of(cost)
            rough = said_with_rate(order) if order and order.rate else ""
            rows.append((cost.in_words, lang(cost.what), cost.what, cites, rough))
            marks = "".join(f"[{number}]" for number in cost.numbers)
            lines.append(
                " ".join(filter(None, [f"- {cost.in_words}: {cost.what} {marks}", rough]))
            )
        return listed(
            format_html_join("", "<li><b>{}</b> <span{}>{}</span>{} {}</li>", rows), lines
        )

    def contacts(self, case):
        found = [(row.url, row.office) for row in case.contacts.all()]
        links = format_html_join(
            "", '<li><a href="{}" rel="noopener external">{}</a></li>', found
        )
        return listed(links, [f"- {office}: {url}" for url, office in found])


def words(text):
    tongue = lang(text) if isinstance(text, Text) else ""
    return Cell(format_html("<p{}>{}</p>", tongue, text), str(text)) if text else Cell()


def yes():
    return Cell(format_html("<b>{}</b>", _("yes")), _("yes"))


def listed(items, lines):
    return Cell(format_html("<ul>{}</ul>", items), "\n".join(lines)) if lines else Cell()


def open_to(case):
    return Cell() if case.open_to_all == OpenToAll.NOT_SAID else words(
        case.get_open_to_all_display()
    )  # fmt: skip


def coded(name, values, case):
    """The labels of a column of codes."""
    return words(semicolon().join(str(values(code).label) for code in getattr(case, name)))


def has_group(group, case):
    return yes() if group in case.groups.all() else Cell()


def in_its_language(passage):
    return format_html("<div{}>{}</div>", lang(passage.language), passage.html)


def places(case):
    return semicolon().join(
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
    html = format_html("<p>{}</p>", format_html_join(semicolon(), '<a href="{}">{}</a>', links))
    return Cell(html, semicolon().join(str(name) for _address, name in links))
