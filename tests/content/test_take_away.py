"""Any question: the page and every file agree on how many cases it has, and which."""

import csv
import io
import json
import os

import openpyxl
import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings

from cases.models import Case
from tests.content.test_questions import questions, recount

pytestmark = pytest.mark.long

# Each question is answered seven times over; the full space is left to continuous integration.
QUESTIONS = int(os.environ.get("QUESTIONS", "40"))
many = settings(
    max_examples=QUESTIONS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def query_string(question):
    query = QueryDict(mutable=True)
    for name, value in question.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query.urlencode()


def body(client, extension, query):
    return b"".join(client.get(f"/en/cases/export.{extension}?{query}").streaming_content)


def files(client, query):
    """{what: keys of its cases, in its order}"""
    text = body(client, "csv", query).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(body(client, "xlsx", query)), read_only=True)
    rows = sheet.worksheets[0].iter_rows(min_row=2, max_col=1, values_only=True)
    told = client.get(f"/api/v1/cases/?{query}&page_size=500&fields=slug").json()
    return {
        "api": sorted(case["slug"] for case in told["results"]),
        "csv": [row["slug"] for row in csv.DictReader(io.StringIO(text))],
        "xlsx": [row[0] for row in rows],
        "json": [case["slug"] for case in json.loads(body(client, "json", query))["cases"]],
        "geojson": [
            one["id"] for one in json.loads(body(client, "geojson", query))["features"]
        ],
        "csl": [item["id"] for item in json.loads(body(client, "csl.json", query))],
    }


@many
@given(questions())
def test_the_page_and_every_file_have_the_same_cases(atlas, client, question):
    query = query_string(question)
    page = client.get(f"/en/cases/?{query}").context["page"]
    expected = sorted(recount(question))

    assert page.paginator.count == len(expected)
    assert {*page.paginator.object_list} == {
        *Case.objects.filter(slug__in=expected).values_list("pk", flat=True)
    }
    for what, keys in files(client, query).items():
        assert keys == expected, what
