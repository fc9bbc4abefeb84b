"""The tables of cases: what they are, where, with whom, and what they rest on."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import (
    Area,
    Aspect,
    Basis,
    BuiltOn,
    Case,
    CaseLever,
    CaseOrganisation,
    CasePlace,
    CaseTheme,
    Contact,
    Copy,
    Cost,
    CostKind,
    CostStatus,
    Direction,
    Documentation,
    Evidence,
    Identification,
    LocalRole,
    OpenToAll,
    Operation,
    Organisation,
    OrganisationKind,
    Place,
    PlaceKind,
    Result,
    ResultKind,
    Role,
    Source,
    SourceKind,
    StartingPoint,
    Tier,
)
from contributions.models import Contribution, ContributionOrganisation
from editorial.publication import BY_DEEDS, State

from .columns import Column, Kind, Table, tied
from .vocabulary_tables import key, name

ORDER = Column("position", _("Order within the case; the first is the main one."),
               Kind.INTEGER, required=True)  # fmt: skip


def telling(cases):
    """The keys of the contributions that tell of any of the cases, a query."""
    return tied(Contribution.cases.through, "contribution", case__in=cases)


def of_a_case(path="case__slug"):
    return Column("case", _("The case."), path=path, refers_to=("cases", "slug"), required=True)


def text(called, meaning):
    return Column(called, meaning, translated=True)


CITES = Column("cites", _("Numbers of the sources that it rests on: [1] [4]."))


def year(called, meaning):
    return Column(called, meaning, Kind.INTEGER)


DAYS = (
    Column("published_on", _("Day on which the public first read it (dcterms:issued)."),
           Kind.DATE, required=True),
    Column("revised_on", _("Day on which it last said another thing (dcterms:modified)."),
           Kind.DATE, required=True),
)  # fmt: skip

CASES = Table(
    "cases",
    Case,
    _("The published cases."),
    (
        key(_("Key of the case: the same in all languages, the end of its address.")),
        text("title", _("Title: the place, then what.")),
        Column("original_name", _("What it is called where it is.")),
        Column("original_language", _("Language of that name, ISO 639 code.")),
        text("in_short", _("In short: one sentence.")),
        text("summary", _("Summary: who does what, for whom, since when.")),
        text("context", _("The need it answers, in Markdown; [1] is the number of a source.")),
        text("approach", _("How it works, in points.")),
        text("challenges", _("Challenges and lessons, in points.")),
        text("financing", _("Who pays, how much, for which years.")),
        year("start_year", _("First year of this very thing; empty if no source says.")),
        year("end_year", _("Last year; empty if it runs or if no source says.")),
        Column("operation", _("Whether it runs."), values=Operation, required=True),
        Column("identification", _("How sure it is that this is what the synthesis means."),
               values=Identification, required=True),
        text("identification_note", _("What the synthesis says, what the editors concluded, "
                                      "and why.")),
        Column("documentation", _("How much the sources tell."), values=Documentation,
               required=True),
        text("not_found", _("What was looked for and not found, in points.")),
        Column("open_to_all", _("Who may use it; not whom it is meant for."),
               values=OpenToAll, required=True),
        Column("local_role", _("What local or regional governments do in it."), Kind.LIST,
               values=LocalRole),
        Column("tier", _("The governments that act in it."), Kind.LIST, values=Tier),
        Column("built_on", _("What existed before and was used."), Kind.LIST, values=BuiltOn),
        year("evidence_year", _("Newest year for which a dated source shows its state.")),
        *DAYS,
    ),
    key=("slug",),
    of="pk",
    order=("slug",),
    only=Q(state=State.PUBLISHED),
    left_out=(*BY_DEEDS, "places", "levers", "groups", "organisations", "recommendations",
              "themes"),
)  # fmt: skip

CASE_PLACES = Table(
    "case_places",
    CasePlace,
    _("Where cases are."),
    (of_a_case(),
     Column("place", _("The place."), path="place__slug", refers_to=("places", "slug"),
            required=True),
     ORDER),
    key=("case", "place"),
    of="case",
    order=("position", "pk"),
)  # fmt: skip

PLACES = Table(
    "places",
    Place,
    _("Places of the cases."),
    (key(), name(),
     Column("kind", _("Kind of place."), values=PlaceKind, required=True),
     Column("country", _("ISO code of its country; empty if it spans several."),
            path="country__iso2", refers_to=("countries", "iso2")),
     Column("region", _("M49 code of its region, if it spans several countries."),
            path="region__code", refers_to=("regions", "code")),
     Column("latitude", _("Latitude in degrees, WGS 84; of an area, that of its label."),
            Kind.NUMBER),
     Column("longitude", _("Longitude in degrees, WGS 84; of an area, that of its label."),
            Kind.NUMBER),
     Column("population", _("Inhabitants, in the year beside."), Kind.INTEGER),
     year("population_year", _("Year of the population.")),
     Column("population_source", _("Who counted them."))),
    key=("slug",),
    shared=lambda cases: Q(pk__in=tied(CasePlace, "place", case__in=cases))
    | Q(pk__in=tied(Copy, "place", case__in=cases)),
    order=("slug",),
    left_out=("locator",),
)  # fmt: skip

CASE_LEVERS = Table(
    "case_levers",
    CaseLever,
    _("The levers that cases show."),
    (of_a_case(),
     Column("lever", _("The lever."), path="lever__slug", refers_to=("levers", "slug"),
            required=True),
     Column("basis", _("Whether the synthesis names it, or the editors saw it."),
            values=Basis, required=True),
     text("rationale", _("How this case uses this lever.")),
     CITES),
    key=("case", "lever"),
    of="case",
    order=("basis", "lever__function__position", "lever__position"),
)  # fmt: skip


def tie(called, model, meaning, to, path, case="case"):
    """A table that ties cases to keys of another table, and says no more."""
    table, column = to
    return Table(
        called,
        model,
        meaning,
        (of_a_case(f"{case}__slug"),
         Column(path, meaning, path=f"{TIED.get(path, path)}__slug", refers_to=to,
                required=True)),
        key=("case", path),
        of=case,
        order=(f"{TIED.get(path, path)}__{column}",),
    )  # fmt: skip


TIED = {"theme": "tag"}  # taggit's word for it
CASE_GROUPS = tie(
    "case_groups", Case.groups.through, _("Whom the case is for."), ("groups", "slug"), "group"
)
CASE_THEMES = tie(
    "case_themes", CaseTheme, _("What the case is about."), ("themes", "slug"), "theme",
    case="content_object",
)  # fmt: skip
CASE_RECOMMENDATIONS = tie(
    "case_recommendations", Case.recommendations.through,
    _("The recommendation that the case illustrates."), ("recommendations", "slug"),
    "recommendation",
)  # fmt: skip

CASE_ORGANISATIONS = Table(
    "case_organisations",
    CaseOrganisation,
    _("What organisations do in cases."),
    (of_a_case(),
     Column("organisation", _("The organisation."), path="organisation__slug",
            refers_to=("organisations", "slug"), required=True),
     Column("role", _("What it does in the case."), values=Role, required=True),
     ORDER),
    key=("case", "organisation", "role"),
    of="case",
    order=("position", "pk"),
)  # fmt: skip

ORGANISATIONS = Table(
    "organisations",
    Organisation,
    _("Organisations that lead, pay, take part or write."),
    (key(),
     Column("name", _("Its own name, in its own language.")),
     Column("acronym", _("Acronym.")),
     Column("kind", _("Kind of organisation."), values=OrganisationKind, required=True),
     Column("website", _("Website.")),
     Column("country", _("ISO code of its country."), path="country__iso2",
            refers_to=("countries", "iso2")),
     Column("ror", _("Identifier in the Research Organization Registry.")),
     Column("wikidata", _("Identifier in Wikidata.")),
     text("label", _("How a reader should read its name; empty: the own name."))),
    key=("slug",),
    shared=lambda cases: Q(pk__in=tied(CaseOrganisation, "organisation", case__in=cases))
    | Q(pk__in=tied(ContributionOrganisation, "organisation",
                    contribution__state=State.PUBLISHED,
                    contribution__in=telling(cases))),
    order=("slug",),
)  # fmt: skip

SOURCES = Table(
    "sources",
    Source,
    _("The documents that cases rest on."),
    (of_a_case(),
     Column("number", _("Its number in the case, cited as [1] in the texts."), Kind.INTEGER,
            path="position", required=True),
     Column("title", _("Title, as printed."), required=True),
     Column("publisher", _("Publisher."), required=True),
     Column("url", _("Address.")),
     year("year", _("Year of publication.")),
     Column("language", _("Language, ISO 639 code."), required=True),
     Column("kind", _("Kind of source."), values=SourceKind, required=True),
     Column("consulted_on", _("Day on which it was consulted."), Kind.DATE),
     Column("is_general", _("True if no statement cites it by its number."), Kind.BOOLEAN,
            required=True)),
    key=("case", "number"),
    of="case",
    order=("position",),
)  # fmt: skip

RESULTS = Table(
    "results",
    Result,
    _("What cases achieved: dated statements, each with its source."),
    (of_a_case(),
     Column("position", _("Order within the case."), Kind.INTEGER, required=True),
     year("year", _("The year that it speaks of.")),
     Column("source", _("Number of the source that it rests on."), Kind.INTEGER,
            path="source__position", required=True),
     Column("kind", _("Kind of result."), values=ResultKind),
     Column("evidence", _("Who says it."), values=Evidence),
     Column("areas", _("Areas of life that it is about."), Kind.LIST, values=Area),
     text("statement", _("The statement."))),
    key=("case", "position"),
    also_refers=(("case", "source"), "sources", ("case", "number")),
    of="case",
    order=("position", "pk"),
)  # fmt: skip

COSTS = Table(
    "costs",
    Cost,
    _("Sums of money, as the sources write them."),
    (of_a_case(),
     Column("position", _("Order within the case."), Kind.INTEGER, required=True),
     Column("amount", _("The sum, or the lower end of a range, in units of the currency."),
            Kind.NUMBER, required=True),
     Column("amount_to", _("The upper end of a range."), Kind.NUMBER),
     Column("currency", _("ISO 4217 code."), required=True),
     year("year_from", _("First year that it is for.")),
     year("year_to", _("Last year that it is for.")),
     Column("kind", _("Kind of money."), values=CostKind, required=True),
     Column("status", _("Whether it was spent; empty: not said, or a price."),
            values=CostStatus),
     text("payer", _("Who pays.")),
     text("what", _("What it is for.")),
     CITES),
    key=("case", "position"),
    of="case",
    order=("position", "pk"),
)  # fmt: skip

STARTING_POINTS = Table(
    "starting_points",
    StartingPoint,
    _("What there is to start with; what has no row is not known."),
    (of_a_case(),
     Column("aspect", _("The aspect."), values=Aspect, required=True),
     text("text", _("What is known; [1] is the number of a source."))),
    key=("case", "aspect"),
    of="case",
    order=("pk",),
)  # fmt: skip

CONTACTS = Table(
    "contacts",
    Contact,
    _("Offices that can be asked."),
    (of_a_case(), ORDER,
     Column("office", _("The office, in its own language."), required=True),
     Column("url", _("Its page."), required=True),
     Column("seen_on", _("Day on which the page was seen."), Kind.DATE, required=True),
     CITES),
    key=("case", "position"),
    of="case",
    order=("position", "pk"),
)  # fmt: skip

COPIES = Table(
    "copies",
    Copy,
    _("Where it was taken over from, or by whom, as a source says."),
    (of_a_case(), ORDER,
     Column("direction", _("From elsewhere, or to elsewhere."), values=Direction,
            required=True),
     Column("place", _("The place, if the atlas has it."), path="place__slug",
            refers_to=("places", "slug")),
     text("where", _("Where.")),
     text("what_changed", _("What was changed.")),
     CITES),
    key=("case", "position"),
    of="case",
    order=("position", "pk"),
)  # fmt: skip

OF_CASES = (
    CASES, CASE_PLACES, PLACES, CASE_LEVERS, CASE_GROUPS, CASE_THEMES, CASE_RECOMMENDATIONS,
    CASE_ORGANISATIONS, ORGANISATIONS, SOURCES, RESULTS, COSTS, STARTING_POINTS, CONTACTS,
    COPIES,
)  # fmt: skip
