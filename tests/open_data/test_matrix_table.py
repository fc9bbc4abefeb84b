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
