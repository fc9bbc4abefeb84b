"""JSON and GeoJSON: a case is an object, a list is a list, what is not known is null."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from cases.models import CasePlace
from languages.texts import preference

from ..case_tables import CASE_LEVERS, CASE_ORGANISATIONS, CASE_PLACES, RESULTS, SOURCES
from ..document_tables import CONTRIBUTION_CASES
from ..licences import DATA, TEXTS
from ..sheet_rows import sheet
from ..styles import apa
from ..table_rows import by_case
from .delimited import stamp

NESTED = (
    CASE_PLACES, CASE_LEVERS, CASE_ORGANISATIONS, RESULTS, SOURCES, CONTRIBUTION_CASES,
)  # fmt: skip


class Encoder(DjangoJSONEncoder):
    """Coordinates are numbers, moments are in UTC to the second."""

    def default(self, value):
        if hasattr(value, "as_tuple"):
            return float(value)
        if hasattr(value, "astimezone"):
            return stamp(value)
        return super().default(value)


def encoded(value):
    return json.dumps(value, cls=Encoder, ensure_ascii=False)


def write_json(dataset):
    yield f'{encoded(about(dataset))[:-1]}, "cases": [\n'
    yield from listed(dataset, full)
    yield "]}\n"


def write_geojson(dataset):
    """RFC 7946: longitude first, WGS 84. A case without a point has no geometry, and stays."""
    head = {"type": "FeatureCollection", **about(dataset)}
    yield f'{encoded(head)[:-1]}, "features": [\n'
    yield from listed(dataset, features)
    yield "]}\n"


def listed(dataset, objects):
    """One object a line, all but the last followed by a comma."""
    between = ""
    for piece in dataset.pieces:
        lines = ",\n".join(map(encoded, objects(piece, dataset.language)))
        if lines:
            yield f"{between}{lines}"
            between = ",\n"
    yield "\n" if between else ""


def about(dataset):
    with translation.override(dataset.language):
        return {
            "title": str(dataset.work.title),
            "question": dataset.query,
            "language": dataset.language,
            "count": dataset.count,
            "date": dataset.work.date,
            "licences": [
                {"name": licence.name, "path": licence.path, "covers": str(licence.covers)}
                for licence in (TEXTS, DATA)
            ],
            "citation": str(apa(dataset.work)),
        }


def full(cases, language):
    """Rows of the sheet, each with the rows of the tables that belong to its case."""
    ties = {table: by_case(table, cases) for table in NESTED}
    for row in sheet(cases, language):
        for table, grouped in ties.items():
            own = grouped.get(row["slug"], [])
            row[table.name] = [in_language(table, tie, language) for tie in own]
        yield row


def in_language(table, row, language):
    """A tidy row with one text where it had one a language; its case goes without saying."""
    told = {}
    for column in table.columns:
        if column.translated:
            texts = [row[f"{column.name}_{code}"] for code in preference(language)]
            told[column.name] = next(filter(None, texts), None)
        elif column.name != "case":
            told[column.name] = None if row[column.name] == "" else row[column.name]
    return told


def features(cases, language):
    points = points_of(cases)
    for row in sheet(cases, language):
        yield {
            "type": "Feature",
            "id": row["slug"],
            "geometry": geometry(points.get(row["slug"], [])),
            "properties": row,
        }


def points_of(cases):
    """{slug of a case: its [longitude, latitude] pairs}"""
    located = CasePlace.objects.filter(case__in=cases, place__latitude__isnull=False)
    found = {}
    for slug, *point in located.order_by("position", "pk").values_list(
        "case__slug", "place__longitude", "place__latitude"
    ):
        found.setdefault(slug, []).append([float(degrees) for degrees in point])
    return found


def geometry(points):
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}
