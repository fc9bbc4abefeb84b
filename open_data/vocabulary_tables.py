"""The tables of the vocabulary: functions, levers, groups, themes, regions, countries."""

from django.utils.translation import gettext_lazy as _

from cases.models import Country, Group, IncomeGroup, Region, Section, Theme
from infrastructures.models import Function, Lever, Recommendation

from .columns import Column, Kind, Table

GUIDES = ("description", "practice", "questions")  # long texts that are read on the site


KEY, NAME = _("Key: the same in all languages, and it never changes."), _("Name.")


def key(meaning=KEY):
    return Column("slug", meaning, required=True)


def name(called="name", meaning=NAME):
    return Column(called, meaning, translated=True)


POSITION = Column(
    "position", _("Place in the order of the atlas."), Kind.INTEGER, required=True
)

FUNCTIONS = Table(
    "functions",
    Function,
    _("What an infrastructure of care does."),
    (key(), POSITION, name(), name("short_name", _("Short name.")),
     name("summary", _("What it is, in one or two sentences."))),
    key=("slug",),
    order=("position",),
    left_out=GUIDES,
)  # fmt: skip

LEVERS = Table(
    "levers",
    Lever,
    _("The ways in which local governments advance a function."),
    (key(),
     Column("function", _("The function that it advances."), path="function__slug",
            refers_to=("functions", "slug"), required=True),
     Column("position", _("Place within its function."), Kind.INTEGER, required=True),
     name(), name("short_name", _("Short name.")),
     name("summary", _("What it is, in one or two sentences."))),
    key=("slug",),
    order=("function__position", "position"),
    left_out=GUIDES,
)  # fmt: skip

RECOMMENDATIONS = Table(
    "recommendations",
    Recommendation,
    _("What the synthesis advises local governments."),
    (key(), POSITION, name("title", _("Title.")), name("body", _("Text, in Markdown."))),
    key=("slug",),
    order=("position",),
    left_out=("levers",),
)

RECOMMENDATION_LEVERS = Table(
    "recommendation_levers",
    Recommendation.levers.through,
    _("The levers that put a recommendation to work."),
    (Column("recommendation", _("The recommendation."), path="recommendation__slug",
            refers_to=("recommendations", "slug"), required=True),
     Column("lever", _("The lever."), path="lever__slug", refers_to=("levers", "slug"),
            required=True)),
    key=("recommendation", "lever"),
    order=("recommendation__position", "lever__function__position", "lever__position"),
)  # fmt: skip

OTHER_WORDS = name("alternative_names", _("Other words for it, separated by commas."))
DEFINED = (
    name("definition", _("What counts.")),
    name("example", _("An example.")),
    name("counter_example", _("What looks like it and does not count.")),
)

GROUPS = Table(
    "groups",
    Group,
    _("The people whom cases are for."),
    (key(), name(), OTHER_WORDS, *DEFINED),
    key=("slug",),
    order=("slug",),
    only=Group.is_used,
)

THEMES = Table(
    "themes",
    Theme,
    _("The subjects of cases."),
    (key(), name("label", _("Name.")), OTHER_WORDS, *DEFINED),
    key=("slug",),
    order=("slug",),
    only=Theme.is_used,
    left_out=("name",),
)

REGIONS = Table(
    "regions",
    Region,
    _("Regions, sub-regions and intermediate regions of the UN M49 standard."),
    (Column("code", _("M49 code, three digits."), required=True),
     Column("parent", _("M49 code of the region that it is part of; empty for the first "
                        "level."), path="parent__code", refers_to=("regions", "code")),
     Column("level", _("1 for a region, 2 for a sub-region, 3 for an intermediate region."),
            Kind.INTEGER, required=True),
     name(), OTHER_WORDS),
    key=("code",),
    order=("code",),
)  # fmt: skip

COUNTRIES = Table(
    "countries",
    Country,
    _("Countries and territories of ISO 3166-1."),
    (Column("iso2", _("ISO 3166-1 code of two letters."), required=True),
     Column("iso3", _("ISO 3166-1 code of three letters."), required=True),
     Column("m49", _("M49 code, three digits."), required=True),
     Column("region", _("M49 code of its smallest region."), path="region__code",
            refers_to=("regions", "code")),
     Column("section", _("Section of United Cities and Local Governments; empty where it is "
                         "not sure."), values=Section),
     Column("income_group", _("Income group in the World Bank Country and Lending Groups (CC "
                              "BY 4.0); empty where that list has none."),
            values=IncomeGroup),
     Column("income_year", _("Fiscal year of that list: it begins on 1 July of the year "
                             "before."), Kind.INTEGER),
     name()),
    key=("iso2",),
    order=("iso2",),
)  # fmt: skip

VOCABULARY = (
    FUNCTIONS, LEVERS, RECOMMENDATIONS, RECOMMENDATION_LEVERS, GROUPS, THEMES, REGIONS,
    COUNTRIES,
)  # fmt: skip
