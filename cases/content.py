"""What documents say of cases, their places and organisations; see ``editorial/content.py``.

One file a case, readable by a person. What is declared here both reads and writes it.
"""

from editorial.content import Kind, TableKind
from editorial.days import DAYS
from languages.belongings import Keyed, Rows, Within
from languages.parts import Fact, Link, Many, Words
from languages.shapes import EMPTY, Shape

from .models import Case, Country, Group, Organisation, Place, Region, Theme

# What the way to publication writes; a document says what is published.
BY_DEEDS = {
    "state", "state_changed_at", "state_changed_by", "created_at", "updated_at", "replaces",
    "began_with", "returned_because",
}  # fmt: skip


class TagName(Fact):
    """The name of a tag, where the desk wrote another than its slug."""

    def clean(self, value, at):
        return EMPTY if value is None else super().clean(value, at)

    def write(self, row):
        return EMPTY if row.name == row.slug else super().write(row)


class Regions(Kind):
    """A region stands after the one that it is part of."""

    def rows(self):
        return super().rows().order_by("level", "code")


def level(columns):
    return columns["parent"].level + 1 if columns["parent"] else 1


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
        Words("name"),
    ]),
    "geography/countries.csv", key="iso2",
)  # fmt: skip

GROUP = Kind(
    Shape(Group, [Fact("slug"), Words("name"), Words("alternative_names")]), "groups.yaml"
)

THEME = Kind(
    Shape(
        Theme,
        [Fact("slug"), TagName("name"), Words("label"), Words("alternative_names")],
        derived={"name": lambda columns: columns["name"] or columns["slug"]},
    ),
    "themes.yaml",
)

PLACE = Kind(
    Shape(Place, [
        Fact("slug"), Words("name"), Fact("kind"),
        Link("country", by="iso2"), Link("region", by="code"),
        Fact("latitude"), Fact("longitude"),
    ], apart={"locator"}),
    "places.yaml",
)  # fmt: skip

ORGANISATION = Kind(
    Shape(Organisation, [
        Fact("slug"), Fact("name"), Fact("acronym"), Fact("kind"), Fact("website"),
        Words("label"),
    ]),
    "organisations.yaml",
)  # fmt: skip

CASE = Kind(
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
        Keyed("levers", "case_levers", parts=[Link("lever"), Words("rationale")]),
        Rows("results", numbered="position", parts=[
            Fact("year"), Within("source", "sources", "position"), Words("statement"),
        ]),
        Words("challenges"),
        Words("financing"),
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
