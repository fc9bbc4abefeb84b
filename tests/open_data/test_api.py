"""The API: the same answers as the pages, page by page, and each refusal as a problem."""

import json

import pytest

from editorial.publication import State
from open_data.api.urls import LISTS, ONE_BY_ONE
from open_data.api.views import Resource
from open_data.sheet import SHEET
from open_data.throttles import ApiThrottle

every_list = pytest.mark.parametrize("name", ["cases", *LISTS, *ONE_BY_ONE])


@pytest.fixture
def ask(client):
    """ask("cases/?lever=a") is what the API tells."""

    def get(path, status=200, **headers):
        response = client.get(f"/api/v1/{path}", headers=headers)
        assert response.status_code == status
        return json.loads(response.content)

    return get


@pytest.fixture
def rich(make_case, make_place, make_contribution):
    case = make_case(
        "Un cas",
        title_en="A case",
        slug="a-case",
        places=[make_place("Lima")],
        groups=["children"],
        themes=["food"],
    )
    make_contribution("A paper", slug="a-paper").cases.add(case)
    return case


# --- lists ---------------------------------------------------------------------------------


def test_a_list_has_the_cases_of_the_question(ask, make_case):
    make_case(slug="b", levers=["one"])
    make_case(slug="a", levers=["one"])
    make_case(slug="c", levers=["two"])

    told = ask("cases/?lever=one")

    assert (told["count"], told["next"], told["previous"]) == (2, None, None)
    assert [case["slug"] for case in told["results"]] == ["a", "b"]
    assert list(told["results"][0]) == [column.name for column in SHEET]


@every_list
def test_every_list_answers_in_rows_of_the_registry(ask, rich, name):
    told = ask(f"{name}/")

    assert told["count"] == len(told["results"])
    if name not in ("recommendations", "organisations", "results"):
        assert told["count"] > 0


def test_pages_lead_to_each_other_and_keep_the_question(client, ask, make_case):
    for slug in "abc":
        make_case(slug=slug, levers=["one"])

    first = client.get("/api/v1/cases/?lever=one&page_size=2")
    address = first.json()["next"]
    second = ask(address.partition("/api/v1/")[2])

    assert first["Link"] == f'<{address}>; rel="next"'
    assert [case["slug"] for case in second["results"]] == ["c"]
    assert "lever=one" in second["previous"]
    assert "page=1" in second["previous"]


@every_list
def test_a_page_costs_the_same_for_one_row_and_for_many(
    queries_of, make_case, make_place, name
):
    lima = make_place()
    make_case(places=[lima], groups=["children"], themes=["food"])
    one = queries_of(f"/api/v1/{name}/")
    for _ in range(20):
        make_case(places=[lima], groups=["children"], themes=["food"])

    assert queries_of(f"/api/v1/{name}/") == one <= 18


def test_what_belongs_to_cases_follows_the_question(ask, make_case, make_contribution):
    make_contribution(slug="one").cases.add(make_case(slug="a", levers=["one"]))
    make_contribution(slug="two").cases.add(make_case(slug="b", levers=["two"]))

    assert [row["case"] for row in ask("sources/?lever=one")["results"]] == ["a"]
    assert [row["slug"] for row in ask("contributions/?lever=two")["results"]] == ["two"]
    assert ask("levers/?lever=two")["count"] == 2  # the vocabulary is told whole


# --- one by one ----------------------------------------------------------------------------


def test_one_case_is_told_with_all_that_belongs_to_it(ask, rich):
    told = ask("cases/a-case/")

    assert told["case_places"] == [{"place": "lima", "position": 1}]
    assert told["sources"][0]["title"] == "A report"
    assert told["contribution_cases"] == [{"contribution": "a-paper"}]


def test_other_things_are_told_by_their_key(ask, rich):
    assert ask("levers/a-lever/")["function"] == "physical"
    assert ask("places/lima/")["country"] == "PE"
    assert ask("regions/419/")["level"] == 1
    assert ask("contributions/a-paper/")["original_title"] == "A paper"


# --- what is told, and how -----------------------------------------------------------------


def test_the_language_is_that_of_the_address_else_of_the_header(client, ask, rich):
    assert ask("cases/a-case/?language=en")["title"] == "A case"
    assert ask("cases/a-case/", accept_language="en")["title"] == "A case"
    assert ask("cases/a-case/?language=fr", accept_language="en")["title"] == "Un cas"
    response = client.get("/api/v1/cases/?language=en")
    assert response["Content-Language"] == "en"
    assert "Accept-Language" in response["Vary"]


def test_fields_can_be_chosen(ask, rich):
    assert ask("cases/?fields=slug,title")["results"] == [{"slug": "a-case", "title": "Un cas"}]
    assert ask("cases/a-case/?fields=levers") == {"levers": ["a-lever"]}
    assert ask("groups/children/?fields=name") == {"name": "children"}


@pytest.mark.parametrize("path", ["cases/", "cases/a-case/", "levers/", "openapi.json"])
def test_what_did_not_change_is_not_sent_again(client, rich, path):
    first = client.get(f"/api/v1/{path}")

    again = client.get(f"/api/v1/{path}", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_what_did_change_is_sent_again(client, rich):
    first = client.get("/api/v1/cases/")

    rich.title_fr = "Un autre titre"
    rich.save()
    changed = client.get("/api/v1/cases/", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("path", ["cases/", "openapi.json"])
def test_pages_of_other_sites_may_read_it(client, rich, path):
    for response in [client.get(f"/api/v1/{path}"), client.options(f"/api/v1/{path}")]:
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "If-None-Match" in response["Access-Control-Allow-Headers"]
        assert "Set-Cookie" not in response


def test_what_is_not_published_is_told_nowhere(ask, make_case, make_contribution, make_place):
    case = make_case(
        "Secret", slug="secret", state=State.DRAFT, places=[make_place("Secretia")]
    )
    make_contribution("Secret paper", slug="secret-p", state=State.IN_REVIEW).cases.add(case)

    for name in ["cases", "sources", "contributions", "places"]:
        assert ask(f"{name}/")["count"] == 0
    for path in ["cases/secret/", "contributions/secret-p/", "places/secretia/"]:
        ask(path, 404)


# --- refusals ------------------------------------------------------------------------------


def problem(response, status):
    told = json.loads(response.content)
    assert response.status_code == told["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert told["type"] == "about:blank"
    return told


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("lever=nonsense", "lever", "“nonsense” is not a value of “Lever”."),
        ("from=12", "from", "A year is between 1800 and 2100."),
        ("fields=slug,nonsense", "fields", "“nonsense” is not a field of this resource"),
        ("language=de", "language", "“de” is not a language of the atlas: fr, en or es."),
        ("page=0", "page", "greater than or equal to 1"),
        ("page=x", "page", "Enter a whole number."),
        ("page_size=501", "page_size", "less than or equal to 500"),
    ],
)
def test_a_bad_request_is_told_with_its_parameter(client, db, query, parameter, words):
    response = client.get(f"/api/v1/cases/?{query}", headers={"accept-language": "en"})

    (fault,) = problem(response, 400)["errors"]
    assert fault["parameter"] == parameter
    assert words in fault["detail"]


@pytest.mark.parametrize(
    "path",
    ["", "nowhere/", "cases/nowhere/", "levers/nowhere/", "cases/?page=9", "cases",
     "cases/a%00b/", "places/%00/"],
)  # fmt: skip
def test_what_is_not_there_is_a_problem_too(client, db, path):
    problem(client.get(f"/api/v1/{path}"), 404)


def test_it_is_told_in_json_alone(client, db):
    problem(client.get("/api/v1/cases/", headers={"accept": "text/csv"}), 406)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(client, db, method):
    response = getattr(client, method)("/api/v1/cases/")

    problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_who_asks_too_often_is_told_when_to_come_back(client, rich, monkeypatch, settings):
    monkeypatch.setattr(Resource, "throttle_classes", [ApiThrottle])
    settings.API_RATE = "2/minute"
    settings.SITE_URL = "https://asked-only-here.example.org"  # limits are those of a site
    answers = [client.get("/api/v1/groups/") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    problem(answers[2], 429)
    assert 0 < int(answers[2]["Retry-After"]) <= 60
