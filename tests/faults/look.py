"""What an atlas is, as JSON: every row of every table, and what its pages say.

python -m tests.faults.look            {"tables": {name: [rows]}, "pages": {address: digest}}
python -m tests.faults.look --whole    what ``wholeness.py`` finds broken, as a list
"""

import argparse
import hashlib
import json
import os
import sys

PAGES = [
    "/fr/", "/en/", "/es/", "/fr/cases/", "/en/cases/?q=water", "/es/cases/map/", "/fr/about/",
    "/en/cases/matrix/", "/fr/data/", "/en/data/releases/", "/fr/data/releases/1/",
    "/fr/contributions/", "/en/recommendations/", "/sitemap.xml", "/api/v1/cases/",
    "/fr/cases/export.csv", "/en/cases/feed.atom",
]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--cases", type=int, default=None, help="how many of their pages")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    if asked.whole:
        from .wholeness import faults

        found = list(faults())
    else:
        found = {"tables": tables(), "pages": pages(asked.cases)}
    json.dump(found, sys.stdout)


def tables():
    """All rows of all tables, as text, in one order."""
    from django.db import connection

    with connection.cursor() as cursor:
        found = {}
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            found[name] = sorted(repr(row) for row in cursor.fetchall())
        return found | next_numbers(cursor, connection)


def next_numbers(cursor, connection):
    """What the next row of each table would be called."""
    if connection.vendor == "sqlite":
        return {}  # in a table of its own, which is among them
    cursor.execute("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
    return {"next numbers": [repr(row) for row in cursor.fetchall()]}


def pages(most):
    """{address: digest} of pages of each kind and of published cases."""
    from django.conf import settings
    from django.test import Client

    from cases.models import Case

    settings.ALLOWED_HOSTS = ["testserver"]
    cases = Case.objects.published().order_by("slug").values_list("slug", flat=True)
    languages = ["fr", "en", "es"]
    asked = [f"/{languages[n % 3]}/cases/{slug}/" for n, slug in enumerate(cases[:most])]
    return {address: digest(Client().get(address)) for address in [*PAGES, *asked]}


def digest(response):
    body = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200, (response.status_code, body[:500])
    return hashlib.sha256(body).hexdigest()


if __name__ == "__main__":
    main()
