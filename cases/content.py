"""What documents say of cases, their places and organisations; see ``editorial/content.py``.

One file a case, readable by a person. What is declared here both reads and writes it.
"""

from editorial.content import Kind, TableKind
from editorial.days import DAYS
from editorial.publication import BY_DEEDS
from languages.belongings import Keyed, Numbers, Rows, Within
from languages.parts import CodeList, Fact, Link, Many, Words
from languages.shapes import EMPTY, Shape

from . import older_files
from .models import Case, Country, Group, Organisation, Place, Region, Theme


class TagName(Fact):
    """The name of a tag, where the desk wrote another than its slug."""

    def clean(self, value, at):
        return EMPTY if value is None else super().clean(value, at)

    def write(self, row):
        return EMPTY if row.name == row.slug else super().write(row)


class Number(Fact):
    """A whole number in a table of texts."""

    def clean(self, value, at):
        is_number = isinstance(value, str) and value.isdecimal()
        return super().clean(int(value) if is_number else value, at)


class Regions(Kind):
    """A region stands after the one that it is part of."""

    def rows(self):
        return super().rows().order_by("level", "code")


def level(columns):
    return columns["parent"].level + 1 if columns["parent"] else 1


class Groups(Kind):
    """A file may list what was a group once."""

    def _listed(self, path):
        known = (e for e in super()._listed(path))
        return (entry for entry in known if entry.document["slug"] not in older_files.NO_GROUPS)


REGION = Regions(
    Shape(
        Region,
        [Fact("code"), Link("parent", by="code"), Words("name"), Words("alternative_names")],
        derived={"level": level},
    ),
    "geography/regions.yaml", key="code",
)  # fmt: skip

COUNTRY = TableKind(
    Shape(Country, [
        Fact("iso2"), Fact("iso3"), Fact("m49"), Link("region", by="code"), Fact("section"),
        Fact("income_group"), Number("income_year"), Words("name"),
    ]),
    "geography/countries.csv", key="iso2",
)  # fmt: skip

DEFINED = ["definition", "example", "counter_example"]

GROUP = Groups(
    Shape(Group, [
        Fact("slug"), Words("name"), Words("alternative_names"), *map(Words, DEFINED),
    ]),
    "groups.yaml",
)  # fmt: skip

THEME = Kind(
    Shape(
        Theme,
        [
            Fact("slug"),
            TagName("name"),
            Words("label"),
            Words("alternative_names"),
            *map(Words, DEFINED),
        ],
        derived={"name": lambda columns: columns["name"] or columns["slug"]},
    ),
    "themes.yaml",
)

PLACE = Kind(
    Shape(Place, [
        Fact("slug"), Words("name"), Fact("kind"),
        Link("country", by="iso2"), Link("region", by="code"),
        Fact("latitude"), Fact("longitude"), Fact("population"), Fact("population_year"),
        Fact("population_source"),
    ], apart={"locator"}),
    "places.yaml",
)  # fmt: skip

ORGANISATION = Kind(
    Shape(Organisation, [
        Fact("slug"), Fact("name"), Fact("acronym"), Fact("kind"), Fact("website"),
        Link("country", by="iso2"), Fact("ror"), Fact("wikidata"), Words("label"),
    ]),
    "organisations.yaml",
)  # fmt: skip


class Levers(Rows):
    """Those that the synthesis names come first, each in the order of the alphabet."""

    def in_order(self, rows):
        return sorted(rows, key=lambda row: (row["basis"], row["lever"]))


class Cases(Kind):
    def renewed(self, document):
        return older_files.renewed(document)


def cited():
    return Numbers("sources", "cites", "sources", "position")


CASE = Cases(
    Shape(Case, [
        Fact("slug"),
        *map(Fact, DAYS),
        Words("title"),
        Fact("original_name"),
        Fact("original_language"),
        Words("in_short"),
        Rows("places", "case_places", numbered="position", flat=True, parts=[Link("place")]),
        Fact("start_year", always=True),
        Fact("end_year", always=True),
        Fact("operation"),
        Fact("identification"),
        Fact("documentation"),
        Words("identification_note"),
        Fact("open_to_all"),
        CodeList("local_role"),
        CodeList("tier"),
        CodeList("built_on"),
        Fact("evidence_year"),
        Many("groups", always=True),
        Many("themes", always=True),
        Many("recommendations"),
        Rows("organisations", "case_organisations", numbered="position",
             distinct=("organisation", "role"), parts=[
            Link("organisation"), Fact("role"),
        ]),
        Words("summary"),
        Words("context"),
        Words("approach"),
        Levers("levers", "case_levers", distinct=("lever",), parts=[
            Link("lever"), Fact("basis"), Words("rationale"), cited(),
        ]),
        Rows("results", numbered="position", parts=[
            Fact("year"), Within("source", "sources", "position"), Fact("kind"),
            Fact("evidence"), CodeList("areas"), Words("statement"),
        ]),
        Words("challenges"),
        Words("financing"),
        Rows("costs", numbered="position", parts=[
            Fact("amount"), Fact("amount_to"), Fact("currency"), Fact("year_from"),
            Fact("year_to"), Fact("kind"), Fact("status"), Words("payer"), Words("what"),
            cited(),
        ]),
        Keyed("starting", "starting_points", parts=[Fact("aspect"), Words("text")]),
        Rows("contacts", numbered="position", parts=[
            Fact("office"), Fact("url"), Fact("seen_on"), cited(),
        ]),
        Rows("copied", "copies", numbered="position", parts=[
            Fact("direction"), Link("place"), Words("where"), Words("what_changed"), cited(),
        ]),
        Words("not_found"),
        Rows("sources", sorted_by="number", resting="results", distinct=("number",), parts=[
            Fact("number", "position"),
            Fact("title"),
            Fact("publisher"),
            Fact("url"),
            Fact("year"),
            Fact("language"),
            Fact("kind"),
            Fact("consulted_on"),
            Fact("general", "is_general"),
        ]),
    ], apart=BY_DEEDS),
    "cases/",
)  # fmt: skip

VOCABULARY = [REGION, COUNTRY, GROUP, THEME, PLACE, ORGANISATION]
KINDS = [*VOCABULARY, CASE]


def redraw():
    """Locators that an older hand drew; gives the places."""
    stale = [place for place in Place.objects.all() if place.locator != place.drawn()]
    for place in stale:
        place.save(update_fields=["locator"])
    return stale
