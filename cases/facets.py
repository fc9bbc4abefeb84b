"""The facets, each declared once: the form, the index, the boxes, the matrix and the words of
a question follow from here. Their order is that of the words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from infrastructures.models import Lever

from .case_sets import Ties
from .facet_kinds import ByName, Choices, Classed, Coded, Nested, OrNone, Range, Shown
from .models import (
    Area,
    BuiltOn,
    Case,
    CaseLever,
    CaseOrganisation,
    CasePlace,
    CaseTheme,
    Cost,
    CostKind,
    Documentation,
    Evidence,
    Group,
    Identification,
    IncomeGroup,
    LocalRole,
    OpenToAll,
    Operation,
    Organisation,
    Place,
    Region,
    Result,
    ResultKind,
    Section,
    SizeClass,
    Theme,
    Tier,
)
from .models.coding import SANE_YEARS
from .picked import Picked

LEVERS = Ties(CaseLever, "case", "lever", Lever, via="levers")
PLACES = Ties(CasePlace, "case", "place", Place, via="places")
GROUPS = Ties(Case.groups.through, "case", "group", Group, via="groups")
BODIES = Ties(CaseOrganisation, "case", "organisation", Organisation, via="organisations")
RESULTS = Ties(Result, "case", "pk", Result, via="results")
COSTS = Ties(Cost, "case", "pk", Cost, via="costs")
THEMES = Ties(CaseTheme, "content_object", "tag", Theme, via="themes")

FUNCTION = Choices(
    "function", _("Function"), axis=_("Functions"), ties=LEVERS, paths=("function__slug",),
    rows="functions", shown=Shown.OWN, box=1,
)  # fmt: skip
LEVER = Choices(
    "lever", _("Lever"), axis=_("Levers"), ties=LEVERS, paths=("slug",), rows="levers",
    shown=Shown.OWN, box=1,
)  # fmt: skip
REGION = Nested(
    "region", _("Region"), axis=_("Regions"), ties=PLACES,
    paths=("country__region__code", "region__code"), lines=Region.objects.lines,
    rows="regions", key="code", shown=Shown.OWN, box=2,
)  # fmt: skip
COUNTRY = Choices(
    "country", _("Country"), axis=_("Countries"), ties=PLACES, paths=("country__iso2",),
    rows="countries", key="iso2", shown=Shown.OWN, box=3,
)  # fmt: skip
PLACE = ByName(
    "place", _("Place"), ties=PLACES, paths=("slug",), rows="places", shown=Shown.NAMED
)
SECTION = Choices(
    "section", _("UCLG section"), ties=PLACES, paths=("country__section",), values=Section,
    named=True, shown=Shown.FOLDED, box=9,
)  # fmt: skip
GROUP = Choices(
    "group", _("For whom"), axis=_("Groups"), ties=GROUPS, paths=("slug",), rows="groups",
    shown=Shown.BY_COUNT, box=4,
)  # fmt: skip
THEME = Choices(
    "theme", _("Theme"), axis=_("Themes"), ties=THEMES, paths=("slug",), rows="themes",
    shown=Shown.BY_COUNT, box=5,
)  # fmt: skip
ORGANISATION = ByName(
    "organisation", _("Organisation"), ties=BODIES, paths=("slug",), rows="organisations",
    shown=Shown.NAMED,
)  # fmt: skip
OPERATION = Choices("operation", _("Status"), axis=_("Status"), values=Operation, box=6)
IDENTIFICATION = Choices("identification", _("Identification"), values=Identification, box=8)
DOCUMENTATION = Choices("documentation", _("Documentation"), values=Documentation, box=7)
OPEN = Choices(
    "open_to_all", _("Who may use it"), axis=_("Who may use it"), values=OpenToAll,
    shown=Shown.FOLDED, box=10,
)  # fmt: skip
ROLE = Coded(
    "local_role", _("Role of local government"), axis=_("Roles of local government"),
    values=LocalRole, shown=Shown.FOLDED, box=11,
)  # fmt: skip
TIER = Coded(
    "tier", _("Tier of government"), axis=_("Tiers of government"), values=Tier,
    shown=Shown.FOLDED, box=12,
)  # fmt: skip
BUILT_ON = Coded(
    "built_on", _("Built on"), axis=_("What it was built on"), values=BuiltOn,
    shown=Shown.FOLDED, box=13,
)  # fmt: skip
RESULT = Choices(
    "result", _("Kind of result"), axis=_("Kinds of results"), ties=RESULTS, paths=("kind",),
    values=ResultKind, shown=Shown.FOLDED, box=14,
)  # fmt: skip
EVIDENCE = Choices(
    "evidence", _("Evidence of a result"), axis=_("Evidence of results"), ties=RESULTS,
    paths=("evidence",), values=Evidence, shown=Shown.FOLDED, box=15,
)  # fmt: skip
AREA = Coded(
    "area", _("Area of life of a result"), axis=_("Areas of life"), ties=RESULTS,
    paths=("areas",), values=Area, shown=Shown.FOLDED, box=16,
)  # fmt: skip
MONEY = OrNone(
    "money", _("Sums of money"), axis=_("Kinds of money"), ties=COSTS, paths=("kind",),
    values=CostKind, none=("none", _("No sum found")),
    only=(CostKind.WIDER.value, "not-alone", _("No sum for this case alone")),
    shown=Shown.FOLDED, box=17,
)  # fmt: skip
INCOME = Choices(
    "income", _("Income group of the country"), axis=_("Income groups of countries"),
    ties=PLACES, paths=("country__income_group",), values=IncomeGroup, shown=Shown.FOLDED,
    box=18,
)  # fmt: skip
SIZE = Classed(
    "size", _("Size of the place"), axis=_("Sizes of places"), ties=PLACES,
    paths=("population",), values=SizeClass, shown=Shown.FOLDED, box=19,
)  # fmt: skip
EVIDENCE_YEAR = Range(
    "evidence_year",
    _("Year of the newest evidence"),
    path="evidence_year",
    first="evidence_from",
    last="evidence_to",
    least=SANE_YEARS[0],
    most=SANE_YEARS[1],
    field_labels=(_("Newest evidence from"), _("Newest evidence until")),
    bounds=(pgettext_lazy("year", "from"), pgettext_lazy("year", "to")),
    said=(_("newest evidence from %(value)s"), _("newest evidence until %(value)s")),
    invalid=_("A year is written with four digits, such as 2015."),
    outside=_("A year is between 1800 and 2100."),
    crossed=_("The last year is before the first one."),
    axis=_("Year of the newest evidence"),
    axis_id="evidence-year",
    step=5,
    unknown=ngettext_lazy(
        "%(count)s case without a year of evidence is in no row.",
        "%(count)s cases without a year of evidence are in no row.",
        "count",
    ),
)
START = Range(
    "start",
    _("Start year"),
    path="start_year",
    first="from",
    last="to",
    least=SANE_YEARS[0],
    most=SANE_YEARS[1],
    field_labels=(_("Started from"), _("Started until")),
    bounds=(pgettext_lazy("year", "from"), pgettext_lazy("year", "to")),
    said=(_("from %(value)s"), _("until %(value)s")),
    invalid=_("A year is written with four digits, such as 2015."),
    outside=_("A year is between 1800 and 2100."),
    crossed=_("The last year is before the first one."),
    axis=_("Decade of start"),
    axis_id="decade",
    step=10,
    unknown=ngettext_lazy(
        "%(count)s case without a start year is in no decade.",
        "%(count)s cases without a start year are in no decade.",
        "count",
    ),
)

CASE = Picked("case", _("Chosen cases"))

FACETS = [
    FUNCTION, LEVER, REGION, COUNTRY, PLACE, SECTION, GROUP, THEME, ORGANISATION, OPERATION,
    IDENTIFICATION, DOCUMENTATION, OPEN, ROLE, TIER, BUILT_ON, RESULT, EVIDENCE, AREA, MONEY,
    INCOME, SIZE, START, EVIDENCE_YEAR, CASE,
]  # fmt: skip
