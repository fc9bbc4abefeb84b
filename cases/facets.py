"""The facets, each declared once: the form, the index, the boxes, the matrix and the words of
a question follow from here. Their order is that of the words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from infrastructures.models import Lever

from .case_sets import Ties
from .facet_kinds import Choices, Nested, Range, Shown
from .models import (
    Case,
    CaseLever,
    CasePlace,
    CaseTheme,
    Documentation,
    Group,
    Identification,
    Operation,
    Place,
    Region,
    Section,
    Theme,
)
from .models.coding import SANE_YEARS

LEVERS = Ties(CaseLever, "case", "lever", Lever, via="levers")
PLACES = Ties(CasePlace, "case", "place", Place, via="places")
GROUPS = Ties(Case.groups.through, "case", "group", Group, via="groups")
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
SECTION = Choices(
    "section", _("UCLG section"), ties=PLACES, paths=("country__section",), values=Section,
    shown=Shown.FOLDED, box=9,
)  # fmt: skip
GROUP = Choices(
    "group", _("For whom"), axis=_("Groups"), ties=GROUPS, paths=("slug",), rows="groups",
    shown=Shown.BY_COUNT, box=4,
)  # fmt: skip
THEME = Choices(
    "theme", _("Theme"), axis=_("Themes"), ties=THEMES, paths=("slug",), rows="themes",
    shown=Shown.BY_COUNT, box=5,
)  # fmt: skip
OPERATION = Choices("operation", _("Operation"), axis=_("Operation"), values=Operation, box=6)
IDENTIFICATION = Choices("identification", _("Identification"), values=Identification, box=8)
DOCUMENTATION = Choices("documentation", _("Documentation"), values=Documentation, box=7)
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

FACETS = [
    FUNCTION, LEVER, REGION, COUNTRY, SECTION, GROUP, THEME, OPERATION, IDENTIFICATION,
    DOCUMENTATION, START,
]  # fmt: skip
