"""What changed, by lever and area of life: sentences with their sources, by who says it."""

import csv
import io
import zipfile

import pytest

from cases.models import Result
from cases.results_matrix import FEW, PER_PAGE
from editorial.publication import State

PAGE = "/fr/cases/results/"


@pytest.fixture
def make_result(make_case):
    """make_result("…", areas=["food"], levers=["one"]) in a case of its own"""

    def make(statement="On mange mieux.", case=None, levers=("a-lever",), **fields):
        case = case or make_case(levers=levers)
        fields = {"kind": "outcome", "evidence": "press", "areas": ["food"], **fields}
        return Result.objects.create(
            case=case,
            source=case.sources.get(),
            position=case.results.count() + 1,
            statement_fr=statement,
            **fields,
        )

    return make


def figures(matrix):
    """{(lever, area): how many results}"""
    return {
        (lever.label, cell.label): cell.count
        for lever, cells, _count in matrix.table
        for cell in cells
        if cell.count
    }


def test_a_cell_has_its_sentence_with_case_evidence_and_source(client, make_result):
    result = make_result("On mange mieux [1].", year=2022)
    result.case.sources.update(url="https://example.org/report")

    page = client.get(PAGE).text

    assert "On mange mieux" in page
    assert "rapporté par la presse" in page
    assert f'href="{result.case.get_absolute_url()}"' in page
    assert 'href="https://example.org/report"' in page
    assert f'href="{result.case.get_absolute_url()}#source-1"' in page
    assert "2022" in page


def test_it_is_a_table_with_heads_both_ways(client, make_result):
    make_result()

    page = client.get(PAGE).text

    assert '<th scope="col">Domaine de la vie</th>' in page
    assert page.count('<th scope="row">') == 2  # of the figures, and of the sentences


def test_a_result_stands_under_each_lever_and_each_area_and_is_counted_once(
    client, make_result
):
    make_result(levers=["one", "two"], areas=["food", "health"])

    matrix = client.get(PAGE).context["matrix"]

    assert figures(matrix) == {
        ("one", "Alimentation"): 1,
        ("one", "Santé"): 1,
        ("two", "Alimentation"): 1,
        ("two", "Santé"): 1,
    }
    assert (matrix.count, matrix.case_count) == (1, 1)
    assert [count for _lever, _cells, count in matrix.table] == [1, 1]


def test_it_answers_the_question_and_shows_no_other_result(client, make_case, make_result):
    case = make_case(levers=["one", "two"], groups=["children"])
    make_result("Oui.", case)
    make_result("Autre domaine.", case, areas=["health"])
    make_result("Autre preuve.", case, evidence="promoter")
    make_result("Autre cas.")
    address = f"{PAGE}?group=children&area=food&evidence=press&lever=one"

    page = client.get(address)

    assert [told.lever.label for told in page.context["matrix"].told] == ["one"]
    assert "Oui." in page.text
    assert "Autre" not in page.text.partition('class="by-lever"')[2].partition("</section>")[0]


def test_what_changed_is_shown_unless_another_kind_is_asked_for(client, make_result):
    make_result("Un fait.", kind="output")
    make_result("Un effet.")

    assert "Un fait." not in client.get(PAGE).text
    assert "Un fait." in client.get(f"{PAGE}?result=output").text
    assert client.get(f"{PAGE}?result=output&result=outcome").context["matrix"].count == 2


def test_the_firmest_comes_first_and_gives_the_sign(client, make_case, make_result):
    case = make_case()
    make_result("Dit.", case, evidence="promoter")
    make_result("Comparé.", case, evidence="compared")

    matrix = client.get(f"{PAGE}?lever=a-lever&area=food").context["matrix"]

    ((_lever, (cell,), _count),) = matrix.table
    assert cell.sign == "compared"
    assert [result.statement for result in cell.shown] == ["Comparé.", "Dit."]


def test_what_nobody_is_known_to_say_has_a_column_of_its_own(client, make_result):
    make_result(evidence="not-clear")

    assert "on ne sait pas qui le dit" in client.get(PAGE).text


def test_a_result_about_no_area_is_not_lost(client, make_result):
    make_result(areas=[])

    assert figures(client.get(PAGE).context["matrix"]) == {
        ("a-lever", "Domaine non précisé"): 1
    }


def test_a_cell_of_many_says_how_many_it_leaves_out_and_opens_its_own_page(
    client, make_case, make_lever, make_result
):
    make_lever("another")
    case = make_case()
    for number in range(PER_PAGE + 1):
        make_result(f"Fait {number}.", case)

    whole = client.get(PAGE)
    own = f"{PAGE}?lever=a-lever&area=food"

    assert whole.text.count('<p class="by">') == FEW
    assert f"et {PER_PAGE + 1 - FEW} autres" in whole.text
    assert 'href="/fr/cases/results/?lever=a-lever&amp;area=food"' in whole.text
    assert client.get(own).text.count('<p class="by">') == PER_PAGE
    assert client.get(f"{own}&page=2").text.count('<p class="by">') == 1
    assert client.get(f"{own}&page=3").status_code == 404


def test_nothing_on_record_says_what_to_do(client, make_case):
    make_case()

    assert "Choisissez-en une autre" in client.get(PAGE).text


def test_a_draft_says_nothing(client, make_case, make_result):
    make_result("Secret.", make_case(state=State.DRAFT))

    assert "Secret." not in client.get(PAGE).text
    assert b"Secret." not in client.get("/fr/cases/results.csv").getvalue()


@pytest.mark.parametrize("address", [PAGE, "/fr/cases/results.csv", "/fr/cases/results.xlsx"])
@pytest.mark.parametrize("question", ["area=beauty", "evidence=x", "result=x", "lever=none"])
def test_what_makes_no_sense_is_refused(client, db, address, question):
    assert client.get(f"{address}?{question}").status_code == 400


def test_the_table_has_a_row_for_each_cell_with_codes_and_words(client, make_result):
    result = make_result("=1+1", areas=["food", "health"], evidence="compared", year=2020)

    words = client.get("/es/cases/results.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(words)))

    assert [(row["lever"], row["area"]) for row in rows] == [
        ("a-lever", "food"), ("a-lever", "health"),
    ]  # fmt: skip
    assert rows[0]["statement_fr"] == "'=1+1"  # never a formula
    assert (rows[0]["case"], rows[0]["result"]) == (result.case.slug, "1")
    assert (rows[0]["kind"], rows[0]["evidence"]) == ("outcome", "compared")
    assert rows[0]["area_fr"] == "Alimentation"
    assert (rows[0]["year"], rows[0]["source"], rows[0]["source_title"]) == (
        "2020", "1", "A report",
    )  # fmt: skip


def test_the_table_comes_as_a_workbook(client, make_result):
    make_result("On mange mieux.")

    book = zipfile.ZipFile(io.BytesIO(client.get("/fr/cases/results.xlsx").getvalue()))

    assert "On mange mieux." in book.read("xl/worksheets/sheet1.xml").decode()


def test_a_format_that_is_not_known_names_those_that_are(client, db):
    assert client.get("/fr/cases/results.docx").status_code == 404


# The stamp of the catalogue, and the texts of what is shown: the rest is in memory.
def test_it_costs_the_same_for_one_case_and_for_fifty(make_result, queries_of):
    make_result()
    one = queries_of(PAGE)
    for _ in range(49):
        make_result()

    assert queries_of(PAGE) == one == 2


def test_a_figure_says_in_words_who_tells_it(client, make_case, make_result):
    make_result("Comparé à d’autres.", make_case(), evidence="compared")

    cells = [cell for cell in client.get(PAGE).text.split("<td") if 'class="sign"' in cell]

    assert cells
    assert all(", comparé</span>" in cell for cell in cells)
