"""The data package: what a validator finds in it, and what it says in words."""

import csv
import io
import json
import zipfile

import frictionless
import pytest

from editorial.publication import State
from open_data.table_rows import TABLES


@pytest.fixture
def package(client):
    """package("lever=a") is the opened zip."""

    def get(query="", language="fr"):
        response = client.get(f"/{language}/data/package.zip?{query}")
        assert response.status_code == 200
        return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))

    return get


@pytest.fixture
def rich(make_case, make_place, make_contribution):
    case = make_case(
        "=1+1",
        slug="a-case",
        levers=["one"],
        places=[make_place("Lima")],
        groups=["children"],
        themes=["food"],
        approach_fr="- Un point.",
    )
    case.results.create(source=case.sources.get(), statement_fr="Un résultat.", year=2020)
    make_contribution("A paper", slug="a-paper").cases.add(case)
    make_case(slug="other", levers=["two"])
    return case


def rows(package, table):
    return list(csv.DictReader(io.StringIO(package.read(f"data/{table}.csv").decode())))


def test_a_validator_finds_no_fault_in_it(package, rich, tmp_path):
    package("lever=one").extractall(tmp_path)

    report = frictionless.validate(str(tmp_path / "datapackage.json"))

    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert len(report.tasks) == len(TABLES)


def test_a_validator_would_find_a_case_that_is_missing(package, rich, tmp_path):
    package("lever=one").extractall(tmp_path)
    sources = tmp_path / "data" / "sources.csv"
    sources.write_text(sources.read_text().replace("a-case", "no-case"))

    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_it_holds_the_cases_of_the_question_and_what_they_need(package, rich):
    opened = package("lever=one")

    assert opened.testzip() is None
    assert [row["slug"] for row in rows(opened, "cases")] == ["a-case"]
    assert [row["slug"] for row in rows(opened, "contributions")] == ["a-paper"]
    assert [row["slug"] for row in rows(opened, "places")] == ["lima"]
    assert len(rows(opened, "levers")) == 2  # the vocabulary is whole
    (case,) = rows(opened, "cases")
    assert (case["title_fr"], case["approach_fr"]) == ("'=1+1", "• Un point.")


def test_its_description_carries_licence_question_and_keys(package, rich):
    told = json.loads(package("lever=one").read("datapackage.json"))

    assert [licence["name"] for licence in told["licenses"]] == ["CC-BY-4.0", "CC0-1.0"]
    assert told["sources"][0]["path"].endswith("/fr/cases/?lever=one")
    results = next(one for one in told["resources"] if one["name"] == "results")
    assert {
        "fields": ["case", "source"],
        "reference": {"fields": ["case", "number"], "resource": "sources"},
    } in results["schema"]["foreignKeys"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", "Les données comptent 1 cas de l’Atlas du soin."),
        ("en", "The data hold 1 case of the Atlas of Care."),
        ("es", "Los datos reúnen 1 caso del Atlas del cuidado."),
    ],
)
def test_methods_and_codebook_are_in_three_languages(package, rich, code, words):
    rich.levers.update(short_name_en="First", short_name_es="Primera")
    opened = package("lever=one")
    methods = opened.read(f"methods-{code}.txt").decode()

    assert words in methods
    assert {"fr": "one", "en": "First", "es": "Primera"}[code] in methods
    assert "lever=one" in methods
    codebook = list(csv.DictReader(io.StringIO(opened.read(f"codebook-{code}.csv").decode())))
    assert len(codebook) == sum(len(table.names) for table in TABLES.values())


def test_references_come_with_it(package, rich):
    opened = package("lever=one")

    assert b"@misc{a-case," in opened.read("references/cases.bib")
    assert json.loads(opened.read("references/sources.csl.json"))[0]["id"] == "a-case-1"
    assert b"ID  - a-paper" in opened.read("references/contributions.ris")


def test_what_is_not_published_is_not_in_it(package, make_case, make_contribution):
    seen = make_case("Seen", slug="seen")
    make_case("Secret", slug="secret", state=State.DRAFT)
    make_contribution("Secret paper", slug="secret-p", state=State.DRAFT).cases.add(seen)

    opened = package()

    assert not any(b"ecret" in opened.read(name) for name in opened.namelist())


def test_a_bad_question_is_refused(client, db):
    assert client.get("/fr/data/package.zip?theme=nonsense").status_code == 400
