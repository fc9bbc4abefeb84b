"""No cell of a CSV is a formula, whichever sign a spreadsheet parts columns by."""

import csv
import io
import re
import shutil
import subprocess

import pytest

from open_data.formats.delimited import SIGN, Delimiter, inert, line

pytestmark = pytest.mark.once

OFFICE = shutil.which("soffice")
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦"]
BEFORE = ["", " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff", '"', '" "']
NASTY = [
    *(f"{before}{sign}1+1" for sign in SIGNS for before in BEFORE),
    *(f"x{separator}{before}{sign}1+1{separator}y"
      for separator in ",;\t|" for sign in SIGNS[:4] for before in BEFORE),
    *(f"x{end}=1+1" for end in ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"]),
    'x;"=1+1";y', 'x";=1+1;"y', 'x"\n=1+1', '";=1+1&"', "- point;=1+1", "- a\n- b|=1+1",
]  # fmt: skip
ORDINARY = [
    "https://example.org/a?b=1&c=-2#d", "ada@example.org", "2015–2020", "de 3 à 5 ; puis 7",
    "Il dit : « non » ; 80 % – ou presque", "a, -5 et +3", "Aubervilliers; @ville",
]  # fmt: skip
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
each_delimiter = pytest.mark.parametrize("delimiter", Delimiter)


def naive(text, separator):
    """Cells as the plainest of readers sees them, who knows no quotes."""
    for row in text.splitlines():
        yield from row.split(separator)


def computes(cell):
    cell = re.sub('[\\s"\u00ad\u200b-\u200f\u2060\ufeff]', "", cell)
    return cell.startswith(tuple(SIGNS)) and not NUMBER.fullmatch(cell)


@each_delimiter
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_no_reader_sees_a_cell_that_computes(delimiter, separator):
    for words in NASTY:
        text = line(["a", words, words, -12], delimiter)
        known = csv.reader(io.StringIO(text, newline=""), delimiter=separator)

        assert not [cell for row in known for cell in row if computes(cell)], words
        if separator != SIGN[delimiter]:  # quotes are for its own readers
            assert not [cell for cell in naive(text, separator) if computes(cell)], words


@each_delimiter
def test_ordinary_words_stay_as_they_are(delimiter):
    for words in ORDINARY[:5]:
        text = line([words, None, 3], delimiter)

        (row,) = csv.reader(io.StringIO(text, newline=""), delimiter=SIGN[delimiter])
        assert row == [words, "", "3"]
    assert inert("a, -5 et +3") == "a, -5 et +3"
    assert inert("a; -5 et +3") == "a; '-5 et +3"


def test_a_second_time_changes_nothing():
    for words in NASTY:
        assert inert(inert(words)) == inert(words)


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """What LibreOffice keeps for itself: it is made once."""
    return tmp_path_factory.mktemp("profile")


@pytest.fixture
def opened(profile, tmp_path):
    """opened(text, ";"): a CSV as LibreOffice reads it, as XML."""
    if not OFFICE:
        pytest.skip("LibreOffice is not installed")

    def read(text, separators):
        (tmp_path / "a.csv").write_text(text, newline="")
        codes = "/".join(str(ord(sign)) for sign in separators)
        read_as = f"Text - txt - csv (StarCalc):{codes},34,76,1,,1036,false,true"
        subprocess.run(
            [OFFICE, "--headless", f"-env:UserInstallation=file://{profile}",
             f"--infilter={read_as}", "--convert-to", "fods", "--outdir", tmp_path,
             tmp_path / "a.csv"],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return (tmp_path / "a.fods").read_text()

    return read


@pytest.fixture
def exported(client):
    def get(delimiter):
        response = client.get(f"/fr/cases/export.csv?delimiter={delimiter}")
        return response.getvalue().decode()

    return get


@pytest.mark.parametrize(("delimiter", "separators"), [
    ("comma", ","), ("comma", ";"), ("comma", ";,\t"), ("semicolon", ";"), ("semicolon", ","),
])  # fmt: skip
def test_libreoffice_computes_nothing(opened, exported, make_case, delimiter, separators):
    for number, words in enumerate(NASTY):
        make_case("Un cas", slug=f"case-{number}", summary_fr=words, context_fr=words)

    told = opened(exported(delimiter), separators)

    assert "table:formula" not in told
    assert told.count("case-1") >= 10


@pytest.mark.parametrize(("delimiter", "separators"), [
    ("comma", ";\t|"), ("semicolon", ",\t|"),
])  # fmt: skip
def test_it_computes_nothing_where_quotes_are_lost(opened, delimiter, separators):
    text = "".join(line(["a", words, -12], delimiter) for words in NASTY)

    told = opened(text.replace('"', ""), separators)

    assert "table:formula" not in told
    assert told.count("&apos;") + told.count("'=1+1") > 20


def test_it_would_compute_a_plain_file(opened):
    told = opened("a,x;=1+1;y\r\n", ";")

    assert 'table:formula="of:=1+1"' in told


@pytest.mark.parametrize(("delimiter", "separator"), [("comma", ","), ("semicolon", ";")])
def test_every_column_has_a_place_of_its_own(opened, exported, make_case, delimiter, separator):
    make_case("Un cas", slug="a", approach_fr="- Un point ; deux\n- Un autre, trois")

    told = opened(exported(delimiter), separator)

    assert "<text:p>• Un point ; deux</text:p><text:p>• Un autre, trois</text:p>" in told
    assert "<text:p>CC-BY-4.0 AND CC0-1.0</text:p>" in told
