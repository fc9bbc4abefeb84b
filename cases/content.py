"""Read the places and cases of ``fixtures/`` into the database, by natural key.

One file a case, readable by a person; texts are written ``{fr: …, en: …, es: …}``.
Each loader gives the rows that were written: those that differ from the file.
"""

import csv
import datetime

from django.utils import timezone

from editorial.publication import State
from infrastructures.models import Lever, Recommendation
from languages.content import (
    by_slug,
    facts,
    put,
    read,
    replace,
    save_dated,
    texts,
    tie,
    written,
)
from languages.texts import CODES

from .models import (
    Case,
    Country,
    Group,
    Organisation,
    Place,
    Region,
    Theme,
)


def load_regions(path):
    changed = []
    for entry in read(path):
        parent = Region.objects.get(code=entry["parent"]) if "parent" in entry else None
        values = {
            "code": entry["code"],
            "parent": parent,
            "level": parent.level + 1 if parent else 1,
            **texts(entry, "name", "alternative_names"),
        }
        changed.append(put(Region, values, by="code"))
    return written(changed)


def load_countries(path):
    regions = {region.code: region for region in Region.objects.all()}
    with path.open(encoding="utf-8", newline="") as file:
        return written(
            put(Country, {
                **{name: row[name] for name in ("iso2", "iso3", "m49", "section")},
                "region": regions.get(row["region"]),
                **{f"name_{code}": row[code] for code in CODES},
            }, by="iso2")
            for row in csv.DictReader(file)
        )  # fmt: skip


def load_groups(path):
    return written(
        put(Group, {"slug": entry["slug"], **texts(entry, "name", "alternative_names")})
        for entry in read(path)
    )


def load_themes(path):
    return written(
        put(Theme, {
            "slug": entry["slug"],
            "name": entry["slug"],
            **texts(entry, "label", "alternative_names"),
        })
        for entry in read(path)
    )  # fmt: skip


def load_places(path):
    changed = []
    for entry in read(path):
        country, region = entry.get("country"), entry.get("region")
        values = {
            "slug": entry["slug"],
            "country": Country.objects.get(iso2=country) if country else None,
            "region": Region.objects.get(code=region) if region else None,
            **facts(entry, "kind", "latitude", "longitude"),
            **texts(entry, "name"),
        }
        place, is_other = put(Place, values)
        if not is_other and place.locator != place.drawn():  # by a newer hand
            place.save(update_fields=["locator"])
            is_other = True
        changed.append((place, is_other))
    return written(changed)


def load_organisations(path):
    return written(
        put(Organisation, {
            **facts(entry, "slug", "kind"),
            **{name: entry.get(name, "") for name in ("name", "acronym", "website")},
            **texts(entry, "label"),
        })
        for entry in read(path)
    )  # fmt: skip


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
    values = {
        "slug": entry["slug"],
        "original_name": entry.get("original_name", ""),
        "original_language": entry.get("original_language", ""),
        **facts(entry, *FACTS),
        **texts(entry, *TEXTS),
    }
    new = {"state": State.PUBLISHED, "published_at": timezone.now()}
    case, is_other = put(Case, values, new=new)
    if any([*_tied(case, entry), *_rested_on_evidence(case, entry)]) and not is_other:
        save_dated(case)  # what belongs to it is part of it: its date of change moves
        is_other = True
    case.full_clean()
    case.keep_promises()
    return written([(case, is_other)])


def _tied(case, entry):
    """Whether each kind of tie was written."""
    yield replace(case.case_places, [
        {"place": Place.objects.get(slug=slug), "position": position}
        for position, slug in enumerate(entry.get("places", []), start=1)
    ])  # fmt: skip
    yield replace(case.case_levers, [
        {"lever": Lever.objects.get(slug=slug), **texts({"rationale": words}, "rationale")}
        for slug, words in entry["levers"].items()
    ])  # fmt: skip
    yield replace(case.case_organisations, [
        {
            "organisation": Organisation.objects.get(slug=row["organisation"]),
            "role": row["role"],
            "position": position,
        }
        for position, row in enumerate(entry.get("organisations", []), start=1)
    ])  # fmt: skip
    yield tie(case.groups, by_slug(Group, entry.get("groups", [])))
    yield tie(case.recommendations, by_slug(Recommendation, entry.get("recommendations", [])))
    yield tie(case.themes, by_slug(Theme, entry.get("themes", [])))


def _rested_on_evidence(case, entry):
    """Whether the sources, and the results that rest on them, were written."""
    sources = [_source(row) for row in entry.get("sources", [])]
    yield replace(case.sources, sources, resting=case.results)
    by_number = {source.position: source for source in case.sources.all()}
    yield replace(case.results, [
        {
            "position": position,
            "year": row.get("year"),
            "source": by_number[row["source"]],
            **texts(row, "statement"),
        }
        for position, row in enumerate(entry.get("results", []), start=1)
    ])  # fmt: skip


def _source(row):
    consulted = row.get("consulted_on")
    return {
        "position": row["number"],
        "url": row.get("url", ""),
        "consulted_on": consulted if isinstance(consulted, datetime.date) else None,
        "is_general": row.get("general", False),
        **{name: row[name] for name in ("title", "publisher", "language", "kind")},
        **facts(row, "year"),
    }
