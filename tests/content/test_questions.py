"""Any question, asked of the filter and recounted naively from the content files."""

import csv
from functools import cache
from itertools import chain
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.filters import CaseFilter
from cases.models import Case

from .files import CASES

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@cache
def facts():
    """{slug: {parameter: values}} from the files alone."""
    with open(FIXTURES / "geography/countries.csv", encoding="utf-8") as file:
        countries = {row["iso2"]: row for row in csv.DictReader(file)}
    parents = {
        region["code"]: region.get("parent") for region in load("geography/regions.yaml")
    }
    places = {place["slug"]: place for place in load("places.yaml")}
    functions = {
        lever["slug"]: function["slug"]
        for function in load("functions.yaml")
        for lever in function["levers"]
    }
    return {
        case["slug"]: of_one(case, countries, parents, places, functions)
        for case in (load(path) for path in sorted(FIXTURES.glob("cases/*.yaml")))
    }


def load(path):
    return yaml.safe_load((FIXTURES / path).read_text(encoding="utf-8"))


def money(case):
    kinds = {cost["kind"] for cost in case.get("costs", [])} or {"none"}
    return kinds | {"not-alone"} if kinds == {"wider"} else kinds


def of_one(case, countries, parents, places, functions):
    where = [places[slug] for slug in case["places"]]
    lands = [countries[place["country"]] for place in where if "country" in place]
    leaves = [land["region"] for land in lands]
    leaves += [place["region"] for place in where if "region" in place]
    return {
        "lever": {row["lever"] for row in case["levers"]},
        "function": {functions[row["lever"]] for row in case["levers"]},
        "region": set(chain.from_iterable(line(code, parents) for code in leaves)),
        "country": {land["iso2"] for land in lands},
        "section": {land["section"] for land in lands},
        "group": set(case["groups"]),
        "theme": set(case["themes"]),
        "operation": {case["operation"]},
        "identification": {case["identification"]},
        "documentation": {case["documentation"]},
        "open_to_all": {case["open_to_all"]},
        "local_role": set(case["local_role"]),
        "tier": set(case["tier"]),
        "built_on": set(case["built_on"]),
        "result": {result["kind"] for result in case.get("results", [])},
        "evidence": {result["evidence"] for result in case.get("results", [])},
        "area": {
            area for result in case.get("results", []) for area in result.get("areas", [])
        },
        "money": money(case),
        "start": case["start_year"],
        "evidence_year": case.get("evidence_year"),
    }


def line(code, parents):
    while code:
        yield code
        code = parents[code]


def recount(question):
    return {slug for slug, case in facts().items() if answers(case, question)}


def answers(case, question):
    for name, chosen in question.items():
        if name in BOUNDS:
            number, end = case[BOUNDS[name]], name.rpartition("_")[2]
            if not number or (number < chosen if end == "from" else number > chosen):
                return False
        elif chosen and not case[name] & set(chosen):
            return False
    return True


def known(name):
    return sorted(set(chain.from_iterable(case[name] for case in facts().values())) - {""})


NAMES = [
    "lever", "function", "region", "country", "section", "group", "theme",
    "operation", "identification", "documentation", "open_to_all", "local_role", "tier",
    "built_on", "result", "evidence", "area", "money",
]  # fmt: skip
BOUNDS = {
    "from": "start", "to": "start",
    "evidence_from": "evidence_year", "evidence_to": "evidence_year",
}  # fmt: skip


@st.composite
def questions(draw):
    names = draw(st.sets(st.sampled_from(NAMES), max_size=3))
    question = {
        name: draw(st.lists(st.sampled_from(known(name)), min_size=1, max_size=3, unique=True))
        for name in sorted(names)
    }
    if draw(st.booleans()):
        question["from"] = draw(st.integers(1990, 2024))
    if draw(st.booleans()):
        question["to"] = draw(st.integers(question.get("from", 1990), 2026))
    if draw(st.booleans()):
        question["evidence_from"] = draw(st.integers(2005, 2026))
    return question


many = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many
@given(questions())
def test_the_filter_finds_what_a_naive_recount_finds(atlas, question):
    asked = CaseFilter(question)

    assert asked.is_valid()
    assert set(asked.qs.values_list("slug", flat=True)) == recount(question)


@many
@given(questions(), st.sampled_from(NAMES))
def test_every_count_is_what_choosing_that_value_alone_would_give(atlas, question, name):
    others = {key: value for key, value in question.items() if key != name}

    counts = CaseFilter(question).counts(name)

    assert {value: count for value, count in counts.items() if count} == {
        value: len(found)
        for value in known(name)
        if (found := recount({**others, name: [value]}))
    }


@settings(many, max_examples=25)
@given(questions())
def test_the_page_shows_as_many_cases_as_the_filter_finds(atlas, client, question):
    found = recount(question)

    response = client.get("/fr/cases/", question)

    assert response.context["page"].paginator.count == len(found)
    assert response.context["published"] == Case.objects.published().count() == CASES
