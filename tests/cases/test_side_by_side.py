"""Two to four cases side by side, one question a row."""

import csv
import io
import zipfile

import pytest

PAGE = "/fr/cases/compare/"


@pytest.fixture
def two(make_case, make_place):
    accra = make_case(
        "Accra", slug="accra", groups=["children", "women"], start_year=2019,
        operation="ongoing", levers=["direct", "support"],
        approach_fr="- Une crèche au marché [1].",
        places=[make_place("Accra", country="GH", region="011", within="202")],
    )  # fmt: skip
    bogota = make_case(
        "Bogota", slug="bogota", groups=["children"], start_year=2020, operation="ongoing",
        levers=["direct"], approach_fr="- Des services réunis [1].",
    )  # fmt: skip
    return accra, bogota


def rows(page):
    return {
        row.label: [cell.text for _case, cell in row.of_cases]
        for section in page.context["table"].sections
        for row in section.rows
    }


def test_each_question_is_put_to_both(client, two):
    page = client.get(f"{PAGE}?case=accra&case=bogota")

    assert page.status_code == 200
    told = rows(page)
    assert told["Quand"] == ["depuis 2019", "depuis 2020"]
    assert told["children"] == ["oui", "oui"]
    assert told["women"] == ["oui", ""]
    assert "Une crèche au marché" in page.text


def test_what_all_of_them_say_is_said_once(client, two):
    page = client.get(f"{PAGE}?case=accra&case=bogota")

    same = [
        row.label for section in page.context["table"].sections
        for row in section.rows if row.is_same
    ]  # fmt: skip
    assert {"Avancement", "children"} <= set(same)
    assert not {"Quand", "women", "Fonctionnement"} & set(same)
    assert page.text.count("pareil dans tous") == len(same)


def test_the_order_is_that_of_the_address_and_can_be_changed(client, two):
    page = client.get(f"{PAGE}?case=bogota&case=accra")

    assert [case.slug for case in page.context["table"].cases] == ["bogota", "accra"]
    assert 'href="/fr/cases/compare/?case=accra&amp;case=bogota#at-accra"' in page.text  # left


def test_each_may_be_taken_out(client, two, make_case):
    make_case("Chennai", slug="chennai")

    page = client.get(f"{PAGE}?case=bogota&case=accra&case=chennai")

    assert 'href="/fr/cases/compare/?case=bogota&amp;case=chennai"' in page.text


def test_any_question_with_few_cases_stands_side_by_side(client, two):
    page = client.get(f"{PAGE}?group=children")

    assert {case.slug for case in page.context["table"].cases} == {"accra", "bogota"}


def test_every_mark_leads_to_a_source_of_its_own_case(client, two):
    text = client.get(f"{PAGE}?case=accra&case=bogota").text

    assert 'href="#case-1-source-1"' in text
    assert 'id="case-1-source-1"' in text
    assert 'href="#case-2-source-1"' in text
    assert 'id="case-2-source-1"' in text


def test_one_case_is_offered_with_what_is_near_it(client, two):
    page = client.get(f"{PAGE}?case=accra")

    assert page.status_code == 400
    assert [(case.slug, ticked) for case, ticked in page.context["choices"]] == [
        ("accra", True), ("bogota", False),
    ]  # fmt: skip
    assert 'name="case" value="accra" checked' in page.text


def test_five_cases_are_a_choice(client, make_case):
    for number in range(5):
        make_case(f"Case {number}", slug=f"c-{number}")

    page = client.get(PAGE)

    assert page.status_code == 400
    assert "au plus quatre" in page.text
    assert page.text.count('type="checkbox" name="case"') == 5


def test_no_case_leads_to_the_list(client, db):
    page = client.get(PAGE)

    assert page.status_code == 400
    assert 'href="/fr/cases/"' in page.text


@pytest.mark.parametrize("query", ["?case=nowhere", "?case=accra&case=x", "?from=abc"])
def test_what_cannot_be_asked_is_said(client, two, query):
    page = client.get(f"{PAGE}{query}")

    assert page.status_code == 400
    assert "Cette question" in page.text


def test_what_was_withdrawn_is_said_and_left_out(client, two, make_case):
    make_case("Chennai", slug="chennai").archive()

    page = client.get(f"{PAGE}?case=accra&case=chennai&case=bogota")

    assert page.status_code == 200
    assert "« Chennai »" in page.text.replace("\xa0", " ").replace("\u202f", " ")
    assert len(page.context["table"].cases) == 2


def test_the_same_is_a_table_of_a_spreadsheet(client, two):
    answer = client.get("/fr/cases/compare.csv?case=accra&case=bogota")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert table[0] == ["", "Accra", "Bogota"]
    assert ["Ce que c’est : Quand", "depuis 2019", "depuis 2020"] in [
        [cell.replace("\xa0", " ") for cell in row] for row in table
    ]
    book = client.get("/fr/cases/compare.xlsx?case=accra&case=bogota")
    with zipfile.ZipFile(io.BytesIO(b"".join(book.streaming_content))) as parts:
        assert "depuis 2019" in parts.read("xl/worksheets/sheet1.xml").decode()


def test_a_file_of_too_few_is_refused_as_the_page_is(client, two):
    assert client.get("/fr/cases/compare.csv?case=accra").status_code == 400
    assert client.get("/fr/cases/compare.xlsx?case=nowhere").status_code == 400
    assert client.get("/fr/cases/compare.docx?case=accra&case=bogota").status_code == 404
    assert client.get(
        "/fr/cases/compare.csv?case=accra&case=bogota&delimiter=x"
    ).status_code == 400  # fmt: skip


def test_four_cost_as_many_queries_as_two(client, two, make_case, queries_of):
    make_case("Chennai", slug="chennai", groups=["women"], levers=["support"])
    make_case("Dakar", slug="dakar", themes=["food"])

    few = queries_of(f"{PAGE}?case=accra&case=bogota")

    assert queries_of(f"{PAGE}?case=accra&case=bogota&case=chennai&case=dakar") == few == 14
