"""One export, streamed to nowhere, and what it took."""

import json
import resource
import sys
import time

from django.db import connection
from django.test import Client


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
OWN += ["documentation", "published_on", "revised_on"]
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
