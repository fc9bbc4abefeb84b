"""The child of ``bench.exports``: fills a database, or streams one export to nowhere."""

import json
import random
import resource
import sys
import time
from io import StringIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.exports import TEXT  # noqa: E402
from cases.models import (  # noqa: E402
    Case,
    CaseLever,
    CaseOrganisation,
    CasePlace,
    CaseTheme,
    Group,
    Organisation,
    Place,
    Source,
    Theme,
)
from infrastructures.models import Lever  # noqa: E402

BATCH = 5_000


def fill(size):
    """An atlas of so many cases: three languages, and ties as in the real one."""
    call_command("migrate", verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    call_command("load_content", stdout=StringIO())
    have = Case.objects.count()
    chance = random.Random(7)
    pools = {model: list(model.objects.values_list("pk", flat=True))
             for model in (Lever, Place, Group, Theme, Organisation)}  # fmt: skip
    for start in range(have, size, BATCH):
        many = range(start, min(start + BATCH, size))
        cases = Case.objects.bulk_create([one(number) for number in many])
        tie(cases, pools, chance)
    connection.cursor().execute("ANALYZE")


def one(number):
    texts = {
        f"{name}_{code}": (TEXT * length)[:most]
        for code in ("fr", "en", "es")
        for name, length, most in [
            ("in_short", 2, 200), ("summary", 9, 9999), ("context", 5, 9999),
            ("approach", 9, 9999), ("challenges", 6, 9999), ("financing", 3, 9999),
            ("identification_note", 3, 9999),
        ]
    }  # fmt: skip
    return Case(
        slug=f"case-{number:07}", title_fr=f"Cas {number}", title_en=f"Case {number}",
        title_es=f"Caso {number}", state="published", published_at=timezone.now(),
        start_year=1990 + number % 35, **texts,
    )  # fmt: skip


def tie(cases, pools, chance):
    def ties(model, pool, field, most, **more):
        model.objects.bulk_create([
            model(**{field: pk}, **{name: make(case, place) for name, make in more.items()})
            for case in cases
            for place, pk in enumerate(chance.sample(pools[pool], chance.randint(1, most)), 1)
        ], batch_size=BATCH)  # fmt: skip

    case = {"case_id": lambda case, place: case.pk}
    position = {"position": lambda case, place: place}
    ties(CaseLever, Lever, "lever_id", 2, **case)
    ties(CasePlace, Place, "place_id", 2, **case, **position)
    ties(Case.groups.through, Group, "group_id", 5, **case)
    ties(CaseTheme, Theme, "tag_id", 6, content_object_id=case["case_id"])
    ties(CaseOrganisation, Organisation, "organisation_id", 6, **case, **position,
         role=lambda case, place: "lead" if place == 1 else "partner")  # fmt: skip
    Source.objects.bulk_create([
        Source(case=case, position=place, title=f"Document {place}", publisher="A city",
               year=2020, language="en", kind="official")
        for case in cases for place in range(1, 7)
    ], batch_size=BATCH)  # fmt: skip


def measure(name):
    started, worked = time.perf_counter(), time.process_time()
    sent = sum(len(piece) for piece in READ.get(name, taken)(name))
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak, "sent": sent}))


def taken(name):
    path = "data/package.zip" if name == "zip" else f"cases/export.{name}"
    response = Client(HTTP_HOST="127.0.0.1").get(f"/fr/{path}")
    if response.status_code != 200:
        sys.exit(f"{path}: {response.status_code}")
    return response.streaming_content


def nothing(name):
    """What a process weighs that answered one small page."""
    yield Client(HTTP_HOST="127.0.0.1").get("/robots.txt").content


# The columns of the sheet in one language, by plain SELECTs.
OWN = ["slug", "original_name", "start_year", "end_year", "operation", "identification"]
OWN += ["documentation", "published_at", "updated_at"]
OWN += [f"{name}_fr" for name in ["title", "in_short", "summary", "context", "approach"]]
OWN += [f"{name}_fr" for name in ["challenges", "financing", "identification_note"]]
RAW = [
    f"SELECT {', '.join(OWN)} FROM cases_case WHERE state = 'published' ORDER BY slug",
    """SELECT case_id, slug, short_name_fr FROM cases_caselever t
       JOIN infrastructures_lever l ON l.id = lever_id ORDER BY case_id""",
    """SELECT case_id, slug, p.name_fr, latitude, longitude, iso2, c.name_fr
       FROM cases_caseplace t JOIN cases_place p ON p.id = place_id
       LEFT JOIN cases_country c ON c.id = p.country_id ORDER BY case_id""",
    """SELECT case_id, slug, name_fr FROM cases_case_groups
       JOIN cases_group g ON g.id = group_id ORDER BY case_id""",
    """SELECT content_object_id, slug, label_fr FROM cases_casetheme
       JOIN cases_theme h ON h.id = tag_id ORDER BY content_object_id""",
    """SELECT case_id, label_fr, name, role FROM cases_caseorganisation
       JOIN cases_organisation o ON o.id = organisation_id ORDER BY case_id""",
    "SELECT case_id, COUNT(*) FROM cases_source GROUP BY case_id",
]


def raw(name):
    """What any export must at least do: read the same columns, and write them as text."""
    for select in RAW:
        with connection.chunked_cursor() as cursor:
            cursor.execute(select)
            while rows := cursor.fetchmany(500):
                yield "\n".join(",".join(map(str, row)) for row in rows)


READ = {"raw": raw, "nothing": nothing}

if __name__ == "__main__":
    deed, value = sys.argv[1:]
    fill(int(value)) if deed == "fill" else measure(value)
