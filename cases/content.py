"""Read the places and cases of ``fixtures/`` into the database, by natural key.

One file a case, readable by a person; texts are written ``{fr: …, en: …, es: …}``.
Loading twice changes nothing; what a file says replaces what the database had.
"""

import csv
import datetime

from django.utils import timezone

from editorial.publication import State
from infrastructures.models import Lever, Recommendation
from languages.content import by_slug, facts, read, texts

from .models import (
    Case,
    CaseLever,
    CaseOrganisation,
    CasePlace,
    Country,
    Group,
    Organisation,
    Place,
    Region,
    Result,
    Source,
    Theme,
)


def load_regions(path):
    for entry in read(path):
        parent = Region.objects.get(code=entry["parent"]) if "parent" in entry else None
        Region.objects.update_or_create(
            code=entry["code"],
            defaults={
                "parent": parent,
                "level": parent.level + 1 if parent else 1,
                **texts(entry, "name", "alternative_names"),
            },
        )


def load_countries(path):
    regions = {region.code: region for region in Region.objects.all()}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            Country.objects.update_or_create(
                iso2=row["iso2"],
                defaults={
                    "iso3": row["iso3"],
                    "m49": row["m49"],
                    "region": regions.get(row["region"]),
                    "section": row["section"],
                    **{f"name_{code}": row[code] for code in ("fr", "en", "es")},
                },
            )


def load_groups(path):
    for entry in read(path):
        Group.objects.update_or_create(
            slug=entry["slug"], defaults=texts(entry, "name", "alternative_names")
        )


def load_themes(path):
    for entry in read(path):
        Theme.objects.update_or_create(
            slug=entry["slug"],
            defaults={"name": entry["slug"], **texts(entry, "label", "alternative_names")},
        )


def load_places(path):
    for entry in read(path):
        country, region = entry.get("country"), entry.get("region")
        Place.objects.update_or_create(
            slug=entry["slug"],
            defaults={
                "country": Country.objects.get(iso2=country) if country else None,
                "region": Region.objects.get(code=region) if region else None,
                **facts(entry, "kind", "latitude", "longitude"),
                **texts(entry, "name"),
            },
        )


def load_organisations(path):
    for entry in read(path):
        Organisation.objects.update_or_create(
            slug=entry["slug"],
            defaults={
                "name": entry.get("name", ""),
                "acronym": entry.get("acronym", ""),
                "kind": entry["kind"],
                "website": entry.get("website", ""),
                **texts(entry, "label"),
            },
        )


FACTS = ["start_year", "end_year", "operation", "identification", "documentation"]
TEXTS = [
    "title",
    "in_short",
    "summary",
    "context",
    "approach",
    "challenges",
    "financing",
    "identification_note",
]


def load_case(path):
    entry = read(path)
    case, created = Case.objects.update_or_create(
        slug=entry["slug"],
        defaults={
            "original_name": entry.get("original_name", ""),
            "original_language": entry.get("original_language", ""),
            **facts(entry, *FACTS),
            **texts(entry, *TEXTS),
        },
        create_defaults={
            "slug": entry["slug"],
            "original_name": entry.get("original_name", ""),
            "original_language": entry.get("original_language", ""),
            "state": State.PUBLISHED,
            "published_at": timezone.now(),
            **facts(entry, *FACTS),
            **texts(entry, *TEXTS),
        },
    )
    _tie(case, entry)
    _rest_on_evidence(case, entry)
    case.full_clean()
    return case


def _tie(case, entry):
    case.case_places.all().delete()
    for position, slug in enumerate(entry.get("places", []), start=1):
        CasePlace.objects.create(
            case=case, place=Place.objects.get(slug=slug), position=position
        )
    case.case_levers.all().delete()
    for slug, rationale in entry["levers"].items():
        CaseLever.objects.create(
            case=case,
            lever=Lever.objects.get(slug=slug),
            **texts({"rationale": rationale}, "rationale"),
        )
    case.case_organisations.all().delete()
    for position, row in enumerate(entry.get("organisations", []), start=1):
        CaseOrganisation.objects.create(
            case=case,
            organisation=Organisation.objects.get(slug=row["organisation"]),
            role=row["role"],
            position=position,
        )
    case.groups.set(by_slug(Group, entry.get("groups", [])))
    case.recommendations.set(by_slug(Recommendation, entry.get("recommendations", [])))
    case.themes.set(by_slug(Theme, entry.get("themes", [])))


def _rest_on_evidence(case, entry):
    case.results.all().delete()
    case.sources.all().delete()
    sources = {}
    for row in entry.get("sources", []):
        consulted = row.get("consulted_on")
        sources[row["number"]] = Source.objects.create(
            case=case,
            position=row["number"],
            title=row["title"],
            publisher=row["publisher"],
            url=row.get("url", ""),
            year=row.get("year"),
            language=row["language"],
            kind=row["kind"],
            consulted_on=consulted if isinstance(consulted, datetime.date) else None,
            is_general=row.get("general", False),
        )
    for position, row in enumerate(entry.get("results", []), start=1):
        Result.objects.create(
            case=case,
            position=position,
            year=row.get("year"),
            source=sources[row["source"]],
            **texts(row, "statement"),
        )
