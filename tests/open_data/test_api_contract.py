"""The API against its own description, and the description against its standard."""

import os
import re

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, assume, given, settings

from cases.facet_kinds import Range
from cases.facets import FACETS
from open_data.api.urls import LISTS, ONE_BY_ONE


@pytest.fixture
def _one_connection():
    """The server would close the connection that holds what the test has made."""
    for signal in [request_started, request_finished]:
        signal.disconnect(close_old_connections)
    yield
    for signal in [request_started, request_finished]:
        signal.connect(close_old_connections)


@pytest.fixture
def described(_one_connection, make_case, make_place, make_contribution):
    """The description of an API with one thing of each kind."""
    case = make_case(
        slug="a-case", places=[make_place("Lima")], groups=["children"], themes=["food"]
    )
    make_contribution(slug="a-paper").cases.add(case)
    # Not that of config.wsgi, which bounds the wait of every connection of this process.
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


EXAMPLES = int(os.environ.get("EXAMPLES", "5"))
some = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
OPERATIONS = [f"/api/v1/{name}/" for name in ["cases", *LISTS, *ONE_BY_ONE]]
OPERATIONS += ["/api/v1/cases/{slug}/", *(f"/api/v1/{name}/{{key}}/" for name in ONE_BY_ONE)]


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_answer_is_as_described(described, path):
    @some
    @given(case=described[path]["GET"].as_strategy())
    def ask(case):
        # That a last year may not come before a first one is no matter of one parameter.
        asked = set(case.query or {})
        ranges = (set(facet.parameters) for facet in FACETS if isinstance(facet, Range))
        assume(not any(bounds <= asked for bounds in ranges))
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    ask()


def test_no_operation_escapes(described):
    told = {result.ok().path for result in described.get_all_operations()}

    assert told == set(OPERATIONS)


def test_the_description_is_valid_openapi(described, capsys):
    validate_schema(SchemaGenerator().get_schema(request=None, public=True))

    assert capsys.readouterr().err == ""


def parameters_of(client, path):
    """{name: parameter} of an operation, those that it shares with others too."""
    described = client.get("/api/v1/openapi.json").json()
    shared = described["components"]["parameters"]
    told = described["paths"][path]["get"]["parameters"]
    found = [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in told]
    return {one["name"]: one for one in found}


def test_the_description_names_the_values_that_are_accepted(client, described):
    parameters = parameters_of(client, "/api/v1/cases/")

    assert parameters["lever"]["schema"]["items"]["enum"] == ["a-lever"]
    assert parameters["language"]["schema"]["enum"] == ["fr", "en", "es"]
    assert parameters["page_size"]["schema"]["maximum"] == 500


@pytest.mark.parametrize(
    ("near", "status"),
    [("PE-1", 200), ("PE-5000", 200), ("PE-12345678", 200), ("PE-50000000", 200),
     ("PE-0", 400), ("PE-50000001", 400), ("ZZ-5000", 400), ("PE-123456789", 400)],
)  # fmt: skip
def test_the_description_has_the_forms_of_a_town_that_are_accepted(
    client, described, near, status
):
    pattern = parameters_of(client, "/api/v1/cases/")["near"]["schema"]["pattern"]

    assert client.get("/api/v1/cases/", {"near": "3657509-guayaquil"}).status_code == 200
    assert client.get("/api/v1/cases/", {"near": near}).status_code == status
    assert bool(re.search(pattern, near)) == (status == 200)


@pytest.mark.parametrize(("sign", "status"), [("\x0f", 200), ("\x00", 400)])
def test_the_description_forbids_the_signs_that_are_refused(client, db, sign, status):
    parameters = parameters_of(client, "/api/v1/cases/")

    answer = client.get("/api/v1/cases/", {"q": f"a{sign}b"})

    assert answer.status_code == status
    fits = re.search(parameters["q"]["schema"]["pattern"], f"a{sign}b")
    assert bool(fits) == (status == 200)
