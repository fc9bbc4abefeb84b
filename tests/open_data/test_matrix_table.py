"""The matrix as a table to keep."""

import csv
import io

import pytest

from cases.models import Theme

ADDRESS = "/fr/cases/matrix.csv?rows=theme&columns=function"


@pytest.fixture
def table(client):
    def read(address=ADDRESS):
        words = client.get(address).getvalue().decode("utf-8")
        return list(csv.reader(io.StringIO(words.removeprefix("\ufeff"))))

    return read


def test_the_table_has_a_head_its_counts_and_its_totals(table, make_case):
    make_case(themes=["food"])
    make_case(themes=["food", "water"])

    head, *rows, totals = table()

    assert (head[0], head[-1]) == ("", "Cas distincts")
    assert [(row[0], row[-1]) for row in rows] == [("food", "2"), ("water", "1")]
    assert (totals[0], totals[-1]) == ("Cas distincts", "2")


def test_accents_are_read_by_spreadsheets(client, make_case):
    make_case(themes=["food"])

    response = client.get(ADDRESS)

    assert response.getvalue().startswith("\ufeff".encode())
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="atlas-matrix.csv"'


def test_the_long_table_has_keys_words_of_all_languages_and_no_totals(table, make_case):
    make_case(themes=["food"])
    make_case(themes=["food", "water"])
    Theme.objects.filter(slug="food").update(label_fr="Repas", label_en="Zeal", label_es="A")

    head, *rows = table(f"{ADDRESS}&shape=long")

    assert head == [
        "row_facet", "row", "row_fr", "row_en", "row_es",
        "column_facet", "column", "column_fr", "column_en", "column_es", "count",
    ]  # fmt: skip
    assert sorted(row[1] for row in rows) == ["food", "water"]
    (food,) = [row for row in rows if row[1] == "food"]
    assert food[:5] == ["theme", "food", "Repas", "Zeal", "A"]
    assert food[5:7] + food[10:] == ["function", "physical", "2"]


@pytest.mark.parametrize("rows", ["decade", "country", "operation", "region"])
def test_every_facet_has_keys_that_the_filter_understands(
    client, table, make_case, make_place, rows
):
    make_case(start_year=2015, places=[make_place()])
    name = "from" if rows == "decade" else rows

    _head, *told = table(f"/fr/cases/matrix.csv?rows={rows}&columns=lever&shape=long")

    assert sum(int(row[-1]) for row in told) >= 1
    for row in told:
        assert client.get(f"/fr/cases/?{name}={row[1]}").status_code == 200


def test_a_shape_that_is_not_known_is_refused(client, db):
    assert client.get(f"{ADDRESS}&shape=round").status_code == 400


@pytest.mark.parametrize("rows", ["theme", "function"])
@pytest.mark.parametrize("label", ['=HYPERLINK("http://x")', "+1+1", "-1+1", "@SUM(1)"])
def test_a_label_is_never_a_formula(table, make_case, rows, label):
    make_case(themes=["food"])
    Theme.objects.update(label_fr=label)
    columns = "function" if rows == "theme" else "theme"

    found = table(f"/fr/cases/matrix.csv?rows={rows}&columns={columns}")

    labels = {row[0] for row in found} | set(found[0])
    assert f"'{label}" in labels
    assert label not in labels
