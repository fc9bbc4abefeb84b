"""What a search finds of a case: its own words, by zone, and those of all that it names."""

from functools import partial

from django.db.models import Prefetch

from infrastructures.documents import FUNCTION
from infrastructures.documents import KIND as LEVER
from languages.texts import Text
from search.kinds import Kind, Named
from search.models import Zone
from search.passages import Passage, in_each_language

from .models import (
    Case,
    CaseLever,
    Country,
    Group,
    Operation,
    Organisation,
    Place,
    Region,
    Result,
    Source,
    Theme,
)

NUMBER = 1  # of the kind, part of the number of each document
BODY = ["context", "approach", "challenges", "financing", "identification_note"]


def public():
    """What the public may find, with all that its passages are made of, in a fixed order."""
    return (
        Case.objects.published()
        .order_by("pk")
        .prefetch_related(
            Prefetch("case_levers", CaseLever.objects.order_by("pk")),
            Prefetch("sources", Source.objects.order_by("position")),
            Prefetch("results", Result.objects.order_by("position", "pk")),
        )
    )


def passages(case):
    return [*of_title(case), *of_summary(case), *of_body(case)]


def of_title(case):
    yield from in_each_language(Zone.TITLE, "title", case, "title")
    if case.original_name:
        yield Passage.of(
            Zone.TITLE, "original name", case.original_language, case.original_name
        )


def of_summary(case):
    for name in ("in_short", "summary"):
        yield from in_each_language(Zone.SUMMARY, name, case, name)


def of_body(case):
    for name in BODY:
        yield from in_each_language(Zone.BODY, name, case, name)
    for row in case.case_levers.all():
        yield from in_each_language(Zone.BODY, "rationale", row, "rationale")
    for result in case.results.all():
        yield from in_each_language(Zone.BODY, "result", result, "statement")
    for source in case.sources.all():
        yield Passage.of(Zone.BODY, "source", source.language, source.title)
        yield Passage.of(Zone.BODY, "source", "", source.publisher)


def names_of(what, names, others=()):
    """What gives the passages of a vocabulary: its names; in the body, its other words, which
    weigh less in a case than the words of the case."""

    def passages(row):
        for name in names:
            yield from in_each_language(Zone.TITLE, what, row, name)
        for name in others:
            yield from in_each_language(Zone.BODY, what, row, name)

    return passages


def names_of_organisation(organisation):
    names = [Text(organisation.name), Text(organisation.acronym)]
    for text in filter(None, names):
        yield Passage.of(Zone.TITLE, "organisation", text.language, text)
    yield from in_each_language(Zone.TITLE, "organisation", organisation, "label")


def vocabulary(number, model, passages, **more):
    rows = partial(model._default_manager.order_by, "pk")
    return Kind(number, model._meta.model_name, model, rows, passages, is_result=False, **more)


OTHERS = ["alternative_names"]
GROUP = vocabulary(5, Group, names_of("group", ["name"], OTHERS), is_code=True)
THEME = vocabulary(6, Theme, names_of("theme", ["label"], OTHERS), is_code=True)
PLACE = vocabulary(7, Place, names_of("place", ["name"]), is_place=True)
COUNTRY = vocabulary(8, Country, names_of("place", ["name"]), is_place=True)
REGION = vocabulary(9, Region, names_of("place", ["name", *OTHERS]), is_place=True)
ORGANISATION = vocabulary(10, Organisation, names_of_organisation)
VOCABULARY = [GROUP, THEME, PLACE, COUNTRY, REGION, ORGANISATION]

AS_NAME = ((Zone.TITLE, Zone.NAMES),)
AS_SUBJECT = (*AS_NAME, (Zone.BODY, Zone.BODY))
BY_WHOM = Named(ORGANISATION, ("organisations",), ((Zone.TITLE, Zone.SUMMARY),))
REGIONS = tuple(
    f"places__{path}{above}"
    for path in ("region", "country__region")
    for above in ("", "__parent", "__parent__parent")
)
NAMES = (
    Named(LEVER, ("levers",), AS_NAME),
    Named(FUNCTION, ("levers__function",), AS_NAME),
    Named(PLACE, ("places",), AS_NAME),
    Named(COUNTRY, ("places__country",), AS_NAME),
    Named(REGION, REGIONS, AS_NAME),
    Named(GROUP, ("groups",), AS_SUBJECT),
    Named(THEME, ("themes",), AS_SUBJECT),
    BY_WHOM,
)

KIND = Kind(NUMBER, "case", Case, public, passages, NAMES, columns={"operation": Operation})
