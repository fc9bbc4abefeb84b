"""What a search finds of a case: its passages, by zone."""

from django.db.models import Prefetch

from infrastructures.models import Function, Lever
from languages.texts import Text
from search.keeping import Kind
from search.models import Zone
from search.passages import Passage, in_each_language

from .models import (
    Case,
    CaseOrganisation,
    CasePlace,
    Country,
    Group,
    Organisation,
    Place,
    Region,
    Theme,
)

NUMBER = 1  # of the kind, part of the number of each document
BODY = ["context", "approach", "challenges", "financing", "identification_note"]


def public():
    """What the public may find, with all that its passages are made of."""
    places = CasePlace.objects.select_related(
        "place__country__region__parent__parent", "place__region__parent__parent"
    ).defer("place__locator")
    return (
        Case.objects.published()
        .order_by("pk")
        .prefetch_related(
            Prefetch("case_places", places),
            "case_levers__lever__function",
            "groups",
            "themes",
            Prefetch(
                "case_organisations", CaseOrganisation.objects.select_related("organisation")
            ),
            "sources",
            "results",
        )
    )


def passages(case):
    return [*of_title(case), *of_names(case), *of_summary(case), *of_body(case)]


def of_title(case):
    yield from in_each_language(Zone.TITLE, "title", case, "title")
    if case.original_name:
        yield Passage.of(
            Zone.TITLE, "original name", case.original_language, case.original_name
        )


def of_names(case):
    for row in case.case_places.all():
        yield from of_place(row.place)
    for row in case.case_levers.all():
        yield from named("lever", row.lever, "name", "short_name")
        yield from named("function", row.lever.function, "short_name")
    for group in case.groups.all():
        yield from named("group", group, "name")
    for theme in case.themes.all():
        yield from named("theme", theme, "label")


def named(what, instance, *names):
    for name in names:
        yield from in_each_language(Zone.NAMES, what, instance, name)


def of_place(place):
    yield from named("place", place, "name")
    if place.country:
        yield from named("place", place.country, "name")
    region = place.region or (place.country and place.country.region)
    while region:
        yield from named("place", region, "name", "alternative_names")
        region = region.parent


def of_summary(case):
    for name in ("in_short", "summary"):
        yield from in_each_language(Zone.SUMMARY, name, case, name)
    for row in case.case_organisations.all():
        yield from of_organisation(row.organisation)


def of_organisation(organisation):
    names = [Text(organisation.name), Text(organisation.acronym)]
    for text in filter(None, names):
        yield Passage.of(Zone.SUMMARY, "organisation", text.language, text)
    yield from in_each_language(Zone.SUMMARY, "organisation", organisation, "label")


def of_body(case):
    # Other words for what a case is about; its own words weigh more.
    for what, row in [
        *(("group", group) for group in case.groups.all()),
        *(("theme", theme) for theme in case.themes.all()),
    ]:
        yield from in_each_language(Zone.BODY, what, row, "alternative_names")
    for name in BODY:
        yield from in_each_language(Zone.BODY, name, case, name)
    for row in case.case_levers.all():
        yield from in_each_language(Zone.BODY, "rationale", row, "rationale")
    for result in case.results.all():
        yield from in_each_language(Zone.BODY, "result", result, "statement")
    for source in case.sources.all():
        yield Passage.of(Zone.BODY, "source", source.language, source.title)
        yield Passage.of(Zone.BODY, "source", "", source.publisher)


# By which paths the document of a case depends on what it names.
REGION = ["places__region", "places__country__region"]
FOLLOWS = {
    Place: ["places"],
    Country: ["places__country"],
    Region: [path + above for path in REGION for above in ("", "__parent", "__parent__parent")],
    Lever: ["levers"],
    Function: ["levers__function"],
    Group: ["groups"],
    Theme: ["themes"],
    Organisation: ["organisations"],
}

KIND = Kind(NUMBER, "case", Case, public, passages, FOLLOWS)
