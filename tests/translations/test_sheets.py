"""The worklist as a spreadsheet: taken away, filled in, and brought back whole or not."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Case
from tests.editorial.forms import form_of

from .conftest import ES, NEW

pytestmark = pytest.mark.django_db
BACK = "/admin/translations/sheet/"
BETTER = "La ciudad abre guarderías de mercado, también de noche."


def taken(browser, query="?state=open&into=es"):
    """[{column: cell}]"""
    body = browser.get(f"/admin/translations/sheet.xlsx{query}").content
    head, *rows = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0].values
    return [dict(zip(head, row, strict=True)) for row in rows]


def as_xlsx(rows):
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("back.xlsx", out.getvalue())


def as_csv(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("back.csv", out.getvalue().encode("utf-8-sig"))


def brought(browser, rows, form=as_xlsx):
    return browser.post(BACK, {"sheet": form(rows)})


def confirmed(browser, page):
    return browser.post(BACK, form_of(page, only="kept_form"))


def copy_of(case):
    return Case._base_manager.filter(replaces=case).first()


@pytest.fixture
def behind(case, change):
    change(case, summary_fr=NEW)
    return case


@pytest.mark.parametrize("form", [as_xlsx, as_csv, lambda rows: as_csv(rows, ";")],
                         ids=["xlsx", "csv", "semicolons"])  # fmt: skip
def test_a_plan_is_shown_first_then_it_is_done(form, behind, translator):
    user, browser = translator
    (row,) = taken(browser)
    assert (row["original"], row["translation"], row["state"]) == (NEW, ES, "behind")
    row["translation"] = BETTER

    page = brought(browser, [row], form)

    assert [one.what for one in page.context["plan"].steps] == ["write"]
    assert copy_of(behind).summary_es == ES
    assert confirmed(browser, page).status_code == 302
    assert copy_of(behind).summary_es == BETTER
    assert copy_of(behind).written_by == user
    assert taken(browser) == []


def test_a_mark_says_that_it_is_still_right(behind, translator):
    (row,) = taken(translator[1])
    row["right"] = "x"

    assert confirmed(translator[1], brought(translator[1], [row])).status_code == 302
    assert taken(translator[1]) == []
    assert copy_of(behind).summary_es == ES


def test_what_nobody_touched_is_left(behind, translator):
    page = brought(translator[1], taken(translator[1]))

    assert [one.what for one in page.context["plan"].steps] == ["same"]
    assert 'name="_kept"' not in page.text


def test_what_changed_since_is_shown_and_not_written_over(behind, change, translator):
    (row,) = taken(translator[1])
    change(behind, summary_fr=f"{NEW} Et le jour.")
    row["translation"] = BETTER

    page = brought(translator[1], [row])

    (step,) = page.context["plan"].steps
    assert (step.what, "noche" in page.text) == ("changed", True)
    assert 'name="_kept"' not in page.text


def test_what_changes_between_plan_and_button_takes_all_of_it_back(behind, change, desk):
    rows = taken(desk, "?state=behind")
    for row in rows:
        row["translation"] = {"es": BETTER, "en": "At night, too."}[row["language"]]
    page = brought(desk, rows)
    change(behind, summary_es="Otra cosa.")

    answer = confirmed(desk, page)

    assert answer.status_code == 409
    assert copy_of(behind).summary_en != "At night, too."
    assert copy_of(behind).summary_es == "Otra cosa."


@pytest.mark.parametrize(("column", "cell", "words"), [
    ("key", "spoon:1:es:name", "spoon:1:es:name"),
    ("key", "case:1:en:summary", "n’écrit pas"),
    ("key", "case:{pk}:es:results/9/statement", "plus là"),
    ("translation", "=1+1", "formule"),
    ("translation", "The city and the people of the town are in the market and have it " * 3,
     "langue"),
])  # fmt: skip
def test_a_row_that_cannot_be_read_says_why_and_nothing_is_written(
    column, cell, words, behind, translator
):
    (row,) = taken(translator[1])
    good = {**row, "translation": BETTER}
    cell = cell.replace("case:1:", f"case:{behind.pk}:").format(pk=behind.pk)

    bad = {**good, column: cell}
    page = brought(translator[1], [good, bad] if column == "key" else [bad])

    bad = page.context["plan"].bad
    assert len(bad) == 1
    assert words in page.text
    assert 'name="_kept"' not in page.text
    assert copy_of(behind).summary_es == ES


def test_the_same_text_twice_is_refused(behind, translator):
    (row,) = taken(translator[1])
    row["translation"] = BETTER

    assert len(brought(translator[1], [row, row]).context["plan"].bad) == 1


@pytest.mark.parametrize("body", [
    b"", b"PK\x03\x04 not a book", b"\xff\xfe\x00", b"a,b\r\n1,2",
    b'key,version,translation\r\n"',
    b"key,version,translation\r\n",
])  # fmt: skip
def test_what_is_no_sheet_is_refused_with_words(body, case, desk):
    answer = desk.post(BACK, {"sheet": SimpleUploadedFile("x.csv", body)})

    assert answer.status_code == 400
    assert "errorlist" in answer.text


def test_without_a_file_or_with_a_forged_plan_nothing_is_done(case, desk):
    assert desk.post(BACK).status_code == 400
    assert desk.post(BACK, {"_kept": "forged"}).status_code == 400


def test_no_cell_is_a_formula_and_none_loses_a_sign(case, change, translator, desk):
    text = '=SUM(1)\n- un punto\n+34, "así"'
    change(case, summary_fr=NEW, summary_es=text)
    change(case, summary_fr=f"{NEW} Encore.")

    (row,) = taken(translator[1])
    assert row["translation"] == text
    body = translator[1].get("/admin/translations/sheet.csv?into=es").content
    assert "\"'=SUM" in body.decode()
    back = SimpleUploadedFile("back.csv", body)
    page = translator[1].post(BACK, {"sheet": back})
    assert [one.what for one in page.context["plan"].steps] == ["same"]


def test_a_plan_that_was_sent_twice_writes_once(behind, translator):
    (row,) = taken(translator[1])
    row["translation"] = BETTER
    page = brought(translator[1], [row])
    confirmed(translator[1], page)

    assert confirmed(translator[1], page).status_code == 409
    assert copy_of(behind).summary_es == BETTER


def test_who_writes_nothing_takes_nothing(case, client, person):
    _user, browser = person("contributor")

    assert client.get("/admin/translations/sheet.csv").status_code == 302
    assert "A case" not in browser.get("/admin/translations/sheet.csv").content.decode()


def test_rows_that_say_nothing_new_ask_for_no_queries_of_their_own(
    make_case, make_lever, desk, django_assert_max_num_queries
):
    case = make_case("Une cour", slug="a-court")
    for n in range(12):
        lever = make_lever(f"lever-{n}")
        case.case_levers.create(lever=lever, rationale_fr=f"Ce levier {n} ouvre la cour.")
    rows = [row for row in taken(desk, "?state=missing") if row["key"].startswith("case:")]
    assert len(rows) > 24
    file = as_xlsx(rows)

    with django_assert_max_num_queries(30):
        page = desk.post(BACK, {"sheet": file})

    assert {one.what for one in page.context["plan"].steps} == {"same"}


@pytest.mark.parametrize("no", ["FALSE", "faux", "Non", "no", "0", False, 0])
@pytest.mark.parametrize("form", [as_xlsx, as_csv])
def test_what_says_that_it_is_not_right_is_no_mark(form, no, behind, translator):
    (row,) = taken(translator[1])
    row["right"] = no

    page = brought(translator[1], [row], form)

    assert [one.what for one in page.context["plan"].steps] == ["same"]


def test_what_a_spreadsheet_could_not_reckon_is_not_taken_for_words(behind, translator):
    (row,) = taken(translator[1])
    row["translation"] = "#REF!"  # a cell of this kind, as openpyxl writes it

    page = brought(translator[1], [row])

    assert [one.what for one in page.context["plan"].steps] == ["bad"]


@pytest.mark.parametrize("source", ["en", "es"])
def test_a_text_that_is_missing_in_two_languages_is_filled_in_at_once(
    source, make_case, make_place, desk
):
    texts = {"fr": "La cour est ouverte à tous les voisins le soir et le matin.",
             "en": "The courtyard is open to all the neighbours in the evening.",
             "es": "El patio está abierto a todos los vecinos por la noche."}  # fmt: skip
    case = make_case("Une cour", slug="a-court", places=[make_place("Lima")],
                     **{f"context_{source}": texts[source]})  # fmt: skip
    rows = [row for row in taken(desk, "?state=missing") if ":context" in row["key"]]
    assert {row["language"] for row in rows} == {"fr", "en", "es"} - {source}
    for row in rows:
        row["translation"] = texts[row["language"]]

    assert confirmed(desk, brought(desk, rows)).status_code == 302

    copy = copy_of(case)
    assert [getattr(copy, f"context_{code}") for code in texts] == list(texts.values())
