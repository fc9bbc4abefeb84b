"""Files of an answer: what is in them, in what order and language, and each refusal."""

import csv
import io
import json

import openpyxl
import pybtex.database
import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import CaseOrganisation, Organisation, Source
from editorial.days import today
from editorial.publication import State
from open_data.formats import FORMATS
from open_data.sheet import SHEET

each_format = pytest.mark.parametrize("extension", FORMATS)


@pytest.fixture
def take(client):
    """take("csv", "lever=a") is the body of the file, in French unless told."""

    def get(extension, query="", language="fr"):
        response = client.get(f"/{language}/cases/export.{extension}?{query}")
        assert response.status_code == 200
        return b"".join(response.streaming_content)

    return get


@pytest.fixture
def rows(take):
    """The rows of the CSV as dicts."""

    def read(query="", language="fr"):
        text = take("csv", query, language).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return read


def ids(extension, body):
    """The keys of the cases in a file, in its order."""
    if extension == "csv":
        return [row["slug"] for row in csv.DictReader(io.StringIO(body.decode("utf-8-sig")))]
    if extension == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(body))
        return [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    if extension == "json":
        return [case["slug"] for case in json.loads(body)["cases"]]
    if extension == "geojson":
        return [feature["id"] for feature in json.loads(body)["features"]]
    if extension == "bib":
        return list(pybtex.database.parse_string(body.decode(), "bibtex").entries)
    if extension == "ris":
        return [entry["id"] for entry in rispy.loads(body.decode())]
    return [entry["id"] for entry in json.loads(body)]


# --- what is in a file --------------------------------------------------------------------


@each_format
def test_a_file_has_the_cases_of_the_question_in_the_order_of_their_keys(
    take, make_case, extension
):
    for slug in ["b-case", "a-case", "b2-case"]:
        make_case(slug=slug, levers=["one"])
    make_case(slug="other", levers=["two"])

    assert ids(extension, take(extension, "lever=one&sort=start")) == [
        "a-case", "b-case", "b2-case",
    ]  # fmt: skip


@each_format
def test_a_file_of_no_case_is_whole(take, make_case, extension):
    make_case()

    assert ids(extension, take(extension, "q=nowheretobefound")) == []


@each_format
def test_what_is_not_published_is_in_no_file(take, make_case, make_contribution, extension):
    seen = make_case("Seen", slug="seen")
    for state in [State.DRAFT, State.IN_REVIEW, State.ARCHIVED]:
        make_case("Secret", slug=f"secret-{state}", state=state)
    make_contribution("Secret paper", slug="secret-p", state=State.DRAFT).cases.add(seen)

    body = take(extension, "entries=cases&entries=contributions&entries=sources")

    assert ids(extension, body)[0] == "seen"
    assert b"ecret" not in body


def test_the_columns_are_those_of_the_registry(rows, make_case):
    make_case()

    assert list(rows()[0]) == [column.name for column in SHEET]


def test_a_row_tells_what_the_case_is_tied_to(rows, make_case, make_place):
    case = make_case(
        "Un cas",
        slug="a-case",
        levers=["one", "two"],
        places=[make_place("Lima"), make_place("Quito", country="EC")],
        groups=["children"],
        themes=["food"],
        start_year=2015,
    )
    city = Organisation.objects.create(slug="city", name="The city", kind="local-government")
    CaseOrganisation.objects.create(case=case, organisation=city, role="lead")

    row = rows()[0]

    assert row["levers"] == row["lever_names"] == "one|two"
    assert row["functions"] == "physical"
    assert (row["places"], row["place_names"]) == ("lima|quito", "Lima|Quito")
    assert (row["countries"], row["country_names"]) == ("PE|EC", "pays PE|pays EC")
    assert (row["regions"], row["groups"], row["themes"]) == ("005", "children", "food")
    assert (row["leads"], row["partners"]) == ("The city", "")
    assert (row["start_year"], row["end_year"], row["latitude"]) == ("2015", "", "")
    assert (row["result_count"], row["source_count"]) == ("0", "1")
    assert row["licence"] == "CC-BY-4.0 AND CC0-1.0"
    assert row["address"].endswith("/fr/cases/a-case/")
    assert row["cite_as"].startswith("Rédaction de l’Atlas du soin. (")


def test_texts_are_in_the_language_of_the_address_and_a_fallback_is_told(rows, make_case):
    make_case("Un titre", title_en="A title")

    french, english = rows()[0], rows(language="en")[0]

    assert (french["title"], french["fallbacks"]) == ("Un titre", "")
    assert (english["title"], english["fallbacks"]) == ("A title", "summary:fr")


def test_json_nests_what_belongs_to_a_case(take, make_case, make_place, make_contribution):
    case = make_case("Un cas", places=[make_place("Lima")])
    case.case_levers.update(rationale_fr="La ville agit.")
    make_contribution(slug="paper").cases.add(case)

    told = json.loads(take("json"))

    assert (told["count"], told["language"], told["question"]) == (1, "fr", "")
    assert [licence["name"] for licence in told["licences"]] == ["CC-BY-4.0", "CC0-1.0"]
    case = told["cases"][0]
    assert case["case_levers"] == [
        {"lever": "a-lever", "basis": "cited", "rationale": "La ville agit.", "cites": None}
    ]
    assert case["case_places"] == [{"place": "lima", "position": 1}]
    assert case["sources"][0]["title"] == "A report"
    assert case["contribution_cases"] == [{"contribution": "paper"}]
    assert (case["levers"], case["end_year"]) == (["a-lever"], None)


def test_geojson_puts_longitude_first_and_keeps_cases_without_a_point(
    take, make_case, make_place
):
    lima = make_place("Lima")
    lima.latitude, lima.longitude = "-12.05", "-77.04"
    lima.save()
    make_case(slug="a", places=[lima])
    make_case(slug="b", places=[lima, lima_bis(lima)])
    make_case(slug="c", places=[make_place("Nowhere")])

    shapes = [feature["geometry"] for feature in json.loads(take("geojson"))["features"]]

    assert shapes == [
        {"type": "Point", "coordinates": [-77.04, -12.05]},
        {"type": "MultiPoint", "coordinates": [[-77.04, -12.05], [-77.0, -12.0]]},
        None,
    ]


def lima_bis(lima):
    return type(lima).objects.create(
        slug="callao", name_fr="Callao", country=lima.country, latitude="-12", longitude="-77"
    )


def test_the_workbook_has_a_frozen_head_numbers_and_its_codebook(take, make_case):
    make_case("Un cas", start_year=2015)

    book = openpyxl.load_workbook(io.BytesIO(take("xlsx")))
    sheet, codebook, origin = book.worksheets

    assert (sheet.title, codebook.title, origin.title) == ("cas", "nomenclature", "origine")
    assert sheet.freeze_panes == "A2"
    cells = dict(zip(*sheet.iter_rows(values_only=True), strict=True))
    assert (cells["start_year"], cells["source_count"]) == (2015, 1)
    assert cells["revised_on"].date() == today()
    names = [row[0] for row in codebook.iter_rows(min_row=2, values_only=True)]
    assert names == [column.name for column in SHEET]
    assert "CC-BY-4.0" in str(list(origin.values))


FORMULAS = ['=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(1)"]


@pytest.mark.parametrize("words", FORMULAS)
def test_a_spreadsheet_is_given_no_formula(take, rows, make_case, words):
    make_case(words, slug="a-case")

    assert rows()[0]["title"] == f"'{words}"
    book = openpyxl.load_workbook(io.BytesIO(take("xlsx")))
    cell = next(cell for cell in book.worksheets[0][2] if words.strip() in str(cell.value))
    assert (cell.data_type, cell.value) == ("s", words)


def test_a_formula_behind_a_tab_is_none_where_tabs_part_columns(rows, take, make_case):
    make_case("\t=1", slug="a-case")

    assert rows()[0]["title"] == "\t'=1"
    book = openpyxl.load_workbook(io.BytesIO(take("xlsx")))
    assert book.worksheets[0]["B2"].value == "\t=1"


def test_points_get_a_bullet_where_a_hyphen_would_be_a_formula(rows, take, make_case):
    make_case(approach_fr="- Un point.\n- Un autre - celui-ci.")

    assert rows()[0]["approach"] == "• Un point.\n• Un autre - celui-ci."
    assert json.loads(take("json"))["cases"][0]["approach"].startswith("- Un point.")


def test_a_text_with_signs_that_xml_forbids_does_not_break_the_workbook(take, make_case):
    make_case("Un \x0b<cas> & “deux” \U0001f331", slug="a-case")

    book = openpyxl.load_workbook(io.BytesIO(take("xlsx")))

    assert book.worksheets[0]["B2"].value == "Un <cas> & “deux” \U0001f331"


LONG = "é" * 32_766 + "ab" + "\U0001f331" * 20_000


@pytest.mark.parametrize("words", [LONG, "x" * 40_000, "=" * 32_768])
def test_a_text_that_no_cell_holds_is_whole_on_the_last_sheet(take, make_case, words):
    make_case("Un cas", slug="a-case", context_fr=words)
    make_case("Deux", slug="b-case", context_fr="y" * 32_767)

    cases, _codebook, origin = openpyxl.load_workbook(io.BytesIO(take("xlsx"))).worksheets

    place = [column.name for column in SHEET].index("context")
    first, second = ([*row][place] for row in cases.iter_rows(min_row=2, values_only=True))
    assert first.endswith(
        "… Le texte entier est sur la dernière feuille, «\u00a0origine\u00a0».]"
    )
    assert first.startswith(words[:10_000])
    assert second == "y" * 32_767
    parts = [row for row in origin.values if row[0].startswith("a-case · context · ")]
    assert "".join(words for _name, words in parts) == words
    assert all(len(told.encode("utf-16-le")) // 2 <= 32_767 for _name, told in parts)
    assert len(first.encode("utf-16-le")) // 2 <= 32_767
    assert not [row for row in origin.values if row[0].startswith("b-case")]


# --- the delimiter ------------------------------------------------------------------------


def test_columns_may_be_parted_by_semicolons_with_decimal_commas(
    client, take, make_case, make_place
):
    lima = make_place("Lima")
    lima.latitude, lima.longitude = "-12.05", "-77.04"
    lima.save()
    make_case("Un cas; deux", slug="a-case", places=[lima])

    text = take("csv", "delimiter=semicolon").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")

    assert (row["slug"], row["title"]) == ("a-case", "Un cas; deux")
    assert row["latitude"].startswith("-12,05")
    (row,) = csv.DictReader(io.StringIO(take("csv").decode("utf-8-sig"), newline=""))
    assert row["latitude"].startswith("-12.05")


@pytest.mark.parametrize("name", ["export.csv", "matrix.csv"])
def test_another_delimiter_is_refused_with_those_that_are_known(client, db, name):
    response = client.get(f"/en/cases/{name}?delimiter=pipe")

    assert response.status_code == 400
    assert "<code>semicolon</code>" in response.text


def test_the_page_says_which_file_opens_where(client, make_case):
    make_case()

    page = client.get("/en/data/?lever=a-lever").text

    assert "/en/cases/export.csv?lever=a-lever&amp;delimiter=semicolon" in page
    assert "/en/cases/export.csv?delimiter=semicolon" in client.get("/en/data/").text


# --- references ---------------------------------------------------------------------------


def test_references_hold_what_was_asked_for(take, make_case, make_contribution):
    first, second = make_case(slug="first"), make_case(slug="second")
    make_contribution(slug="paper").cases.add(first, second)

    assert ids("ris", take("ris")) == ["first", "second"]
    assert ids("ris", take("ris", "entries=contributions")) == ["paper"]
    assert ids("ris", take("ris", "entries=sources")) == ["first-1", "second-1"]
    both = take("ris", "entries=sources&entries=cases")
    assert ids("ris", both) == ["first", "second", "first-1", "second-1"]


AWKWARD = "50 % d’économies & {plus} $ #1 _x_ ~ ^ \\ « œuvre »"


def test_bibtex_escapes_what_tex_would_run(take, make_case):
    case = make_case(AWKWARD, slug="a-case")
    Source.objects.filter(case=case).update(url="https://x.org/a_b%20c{d}?e=1&f=2#g")

    body = take("bib", "entries=cases&entries=sources").decode()
    entries = pybtex.database.parse_string(body, "bibtex").entries

    assert r"50 \% d’économies \& \{plus\} \$ \#1 \_x\_" in body
    assert entries["a-case"].fields["title"].startswith("{50 ")
    assert entries["a-case-1"].fields["url"] == "https://x.org/a_b%20c%7Bd%7D?e=1&f=2#g"


def test_bibtex_names_languages_as_latex_does_and_prints_no_code(take, make_case):
    make_case(slug="a-case")

    (entry,) = pybtex.database.parse_string(take("bib").decode(), "bibtex").entries.values()

    assert entry.fields["langid"] == "french"
    assert "language" not in entry.fields


def test_a_person_has_a_family_name_and_a_body_is_kept_whole(
    take, make_case, make_contribution
):
    paper = make_contribution(slug="paper", author="Ada King Byron")
    paper.cases.add(make_case())
    paper.authors.update(family_name="King Byron")

    (entry,) = pybtex.database.parse_string(
        take("bib", "entries=contributions").decode(), "bibtex"
    ).entries.values()
    assert entry.persons["author"][0].last_names == ["King", "Byron"]
    (item,) = json.loads(take("csl.json", "entries=contributions"))
    assert item["author"] == [{"family": "King Byron", "given": "Ada"}]
    (item,) = json.loads(take("csl.json"))
    assert item["author"] == [{"literal": "Rédaction de l’Atlas du soin"}]
    assert len(item["issued"]["date-parts"][0]) == 3


def test_a_body_has_no_family_name_in_ris(take, make_case, make_contribution):
    case = make_case()
    Source.objects.filter(case=case).update(publisher="CGLU, IIED")
    make_contribution(slug="paper").cases.add(case)

    told = rispy.loads(
        take("ris", "entries=cases&entries=contributions&entries=sources").decode()
    )

    assert [entry["authors"] for entry in told] == [
        ["Rédaction de l’Atlas du soin,"], ["Byron, Ada"], ["CGLU – IIED,"],
    ]  # fmt: skip


def test_what_has_an_address_is_no_article_of_a_journal(take, make_case):
    make_case(slug="a", levers=["one"])
    Source.objects.update(url="https://x.org/a")
    Source.objects.filter(case=make_case(slug="b")).update(url="")

    told = rispy.loads(take("ris", "entries=sources").decode())

    assert [entry["type_of_reference"] for entry in told] == ["ELEC", "GEN"]


def test_an_article_is_not_called_a_preprint(take, make_case, make_contribution):
    make_contribution(slug="paper", format="article").cases.add(make_case())

    (item,) = json.loads(take("csl.json", "entries=contributions"))

    assert item["type"] == "document"


def test_a_publisher_is_kept_whole_and_is_not_the_author_again(
    take, make_case, make_contribution
):
    paper = make_contribution(slug="paper", format="report")
    paper.cases.add(make_case(slug="a-case"))
    body = Organisation.objects.create(slug="b", name="Environment and Care", kind="network")
    paper.contribution_organisations.create(organisation=body)

    query = "entries=cases&entries=contributions"
    entries = pybtex.database.parse_string(take("bib", query).decode(), "bibtex").entries
    case, report = json.loads(take("csl.json", query))

    assert entries["paper"].fields["institution"] == "{Environment and Care}"
    assert report["publisher"] == "Environment and Care"
    assert "publisher" not in case
    assert "publisher" not in entries["a-case"].fields
    assert "publisher" not in rispy.loads(take("ris").decode())[0]


# --- how it is sent -----------------------------------------------------------------------


@each_format
def test_a_file_names_itself_its_kind_and_its_licence(client, make_case, extension):
    make_case()

    response = client.get(f"/es/cases/export.{extension}")

    assert response["Content-Type"] == FORMATS[extension].media_type
    assert 'filename="atlas-es-2' in response["Content-Disposition"]
    assert response["Content-Disposition"].endswith(f'.{extension}"')
    assert 'rel="license"' in response["Link"]
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_count_stands_before_the_click_and_in_the_answer(client, make_case):
    for _ in range(3):
        make_case(levers=["one"])
    make_case(levers=["two"])

    page = client.get("/en/cases/?lever=one")
    assert "Download 3 cases:" in page.text
    assert 'href="/en/cases/export.csv?lever=one"' in page.text
    assert client.head("/en/cases/export.csv?lever=one")["X-Total-Count"] == "3"


def test_the_head_of_a_file_comes_without_its_body(client, make_case):
    make_case()

    response = client.head("/fr/cases/export.json")

    assert response.status_code == 200
    assert response.getvalue() == b""


# --- refusals -----------------------------------------------------------------------------


def test_a_format_that_is_not_known_is_refused_with_those_that_are(client, db):
    response = client.get("/en/cases/export.docx?lever=a")

    assert response.status_code == 404
    assert "“docx” is not a format" in response.text
    assert ".geojson" in response.text


def test_a_sheet_that_cannot_hold_the_answer_is_refused(client, make_case, monkeypatch):
    make_case("Un"), make_case("Deux")
    monkeypatch.setitem(FORMATS, "xlsx", FORMATS["xlsx"]._replace(most=1))

    response = client.get("/en/cases/export.xlsx")

    assert response.status_code == 413
    assert "A file in XLSX holds at most 1 cases, and this answer has 2." in response.text
    assert client.get("/en/cases/export.csv").status_code == 200


@each_format
def test_a_bad_question_is_refused_in_words(client, db, extension):
    response = client.get(f"/en/cases/export.{extension}?lever=nonsense")

    assert response.status_code == 400
    assert "“nonsense” is not a value of “Lever”." in response.text


@pytest.mark.parametrize("address", [
    "/en/cases/export.json?lever=nonsense",
    "/en/cases/export.geojson?from=once",
    "/en/cases/export.csl.json?lever=nonsense",
    "/en/cases/export.csl.json?entries=nonsense",
    "/api/v1/cases/?lever=nonsense",
])  # fmt: skip
def test_what_is_read_by_programs_is_refused_as_a_problem(client, db, address):
    response = client.get(address)

    told = json.loads(response.content)
    assert (response.status_code, told["status"]) == (400, 400)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    (fault,) = told["errors"]
    assert fault["parameter"] in address
    assert fault["detail"]


@pytest.mark.parametrize(("address", "media_type"), [
    ("/api/v1/cases/", "application/problem+json"),
    ("/en/cases/export.json", "application/problem+json"),
    ("/en/cases/feed.atom", "application/atom+xml"),
    ("/en/cases/export.csv", "text/html; charset=utf-8"),
    ("/en/cases/map/", "text/html; charset=utf-8"),
    ("/en/search/", "text/html; charset=utf-8"),
    ("/en/", "text/html; charset=utf-8"),
])  # fmt: skip
def test_too_many_parameters_are_refused_in_the_format_that_was_asked(
    client, db, settings, address, media_type
):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    response = client.get(f"{address}?{'&'.join(['q=a'] * 4)}")

    assert (response.status_code, response["Content-Type"]) == (400, media_type)


def test_unknown_entries_are_refused_with_those_that_are_known(client, db):
    response = client.get("/en/cases/export.bib?entries=nonsense")

    assert response.status_code == 400
    assert "“nonsense”" in response.text
    assert "Values that are accepted (<code>entries</code>)" in response.text
    assert "<code>contributions</code>" in response.text


@each_format
def test_a_file_cannot_be_posted_to(client, db, extension):
    assert client.post(f"/fr/cases/export.{extension}").status_code == 405


# --- one work -----------------------------------------------------------------------------


def test_the_reference_of_one_case_or_contribution(client, make_case, make_contribution):
    make_case("Un cas", slug="a-case")
    make_contribution("A paper", slug="a-paper")

    case = client.get("/fr/cases/a-case/reference.ris").getvalue().decode()
    paper = client.get("/fr/contributions/a-paper/reference.csl.json").getvalue()

    assert rispy.loads(case)[0]["title"] == "Un cas"
    assert json.loads(paper)[0]["title"] == "A paper"


def test_the_reference_of_a_draft_or_in_no_format_of_references(client, make_case):
    make_case(slug="draft", state=State.DRAFT)
    make_case(slug="seen")

    assert client.get("/fr/cases/draft/reference.bib").status_code == 404
    assert client.get("/fr/cases/seen/reference.csv").status_code == 404
    assert client.get("/fr/cases/seen/reference.docx").status_code == 404


# --- cost ---------------------------------------------------------------------------------


# 1 the stamp of the catalogue, 2 the slugs that order the answer; then for each
# piece of 500 cases 3 the cases and 4–11 what they are tied to; JSON adds six tables that
# belong to cases, GeoJSON the points.
@pytest.mark.parametrize(
    ("extension", "expected"), [("csv", 11), ("json", 17), ("geojson", 12), ("bib", 3)]
)
def test_a_file_costs_the_same_for_one_case_and_for_fifty(
    client, make_case, make_place, extension, expected
):
    def get():
        b"".join(client.get(f"/fr/cases/export.{extension}").streaming_content)

    def cost():
        get()  # the index is made
        client.tells = False
        with CaptureQueriesContext(connection) as queries:
            get()
        client.tells = True
        return len(queries)

    lima = make_place()
    make_case(places=[lima], groups=["children"], themes=["food"])
    one = cost()
    for _ in range(49):
        make_case(places=[lima], groups=["children"], themes=["food"])

    assert cost() == one == expected
