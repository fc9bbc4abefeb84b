"""What is said of the coding: reckoned from two codings, on a page, in files and releases."""

import csv
import io
import zipfile

import pytest
from django import conf
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from languages.content import read
from open_data.reliability import agreements, alpha, audits, changed, masi, nominal

from ..content.files import FIXTURES

ADDRESS = "/en/data/reliability/"
codes = st.sampled_from("abcd")
pairs = st.lists(st.tuples(codes, codes), min_size=1, max_size=30)
sets = st.frozensets(codes)
untimed = settings(deadline=None)


# --- reckoning ----------------------------------------------------------------------------


def test_alpha_of_a_known_example():
    """Two coders of ten units, six and four of a kind, two of them coded otherwise."""
    coded = [("a", "a")] * 5 + [("b", "b")] * 3 + [("a", "b"), ("b", "a")]
    # observed 0.2; by chance 2 * 12 * 8 / (20 * 19)
    assert alpha(coded, nominal) == round(1 - 0.2 / (192 / 380), 3)


@untimed
@given(pairs)
def test_who_agrees_fully_has_an_alpha_of_one(found):
    alike = [(a, a) for a, _b in found]

    assert alpha(alike, nominal) == (1.0 if len({a for a, _ in alike}) > 1 else None)


@untimed
@given(pairs)
def test_alpha_does_not_depend_on_who_is_first(found):
    turned = [(b, a) for a, b in found]

    assert alpha(found, nominal) == alpha(turned, nominal)


@untimed
@given(sets, sets)
def test_a_distance_of_sets_is_even_and_within_bounds(a, b):
    assert 0 <= masi(a, b) == masi(b, a) <= 1
    assert (masi(a, b) == 0) == (a == b)


def test_a_set_that_holds_the_other_is_nearer():
    assert masi({"a"}, {"a", "b"}) < masi({"a", "c"}, {"a", "b"}) < masi({"c"}, {"a", "b"})


def test_every_variable_was_coded_twice_throughout():
    units = {row.variable: row.units for row in agreements()}

    assert units["levers"] == units["built_on"] == 58  # those that the synthesis names
    assert units["results.kind"] == units["results.areas"] == 183
    assert all(0 < row.equal <= 1 and 0 < row.alpha <= 1 for row in agreements())


def test_a_command_reckons_it_anew(capsys):
    call_command("agreement")

    told = capsys.readouterr().out
    assert "built_on             58 units  0.621 equal  alpha 0.634 (MASI)" in told


# --- the page and the files ---------------------------------------------------------------


def test_the_page_tells_agreement_errors_and_who_answers_for_them(client, db):
    page = " ".join(client.get(ADDRESS).text.split())

    assert "two machine assistants of the same kind" in page
    for row in agreements():
        assert f"{row.alpha:.3f}" in page
    for row in audits():
        assert f">{row['checked']}<" in page.replace("> ", ">").replace(" <", "<")
    assert "not counted" in page
    assert "Editors of the Atlas of Care answers" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ["novembre 2026", "27 novembre 2026", "nominale"]),
     ("en", ["November 2026", "27 November 2026", "nominal"]),
     ("es", ["noviembre de 2026", "27 de noviembre de 2026", "nominal"])],
)  # fmt: skip
def test_days_and_distances_are_told_in_words(client, db, language, words):
    page = client.get(f"/{language}/data/reliability/").text

    assert "2026-11" not in page
    assert all(f">{told}<" in page for told in words)


def test_a_code_that_was_changed_says_what_it_was_and_is_as_the_files_have_it():
    for row in changed():
        case = read(FIXTURES / "cases" / f"{row['case']}.yaml")
        owner, _dot, name = row["variable"].rpartition(".")
        holder = case["results"][int(row["result"]) - 1] if owner else case
        assert str(holder[name]) == row["after"] != row["before"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ["Un récit transmis depuis 1907", "28 novembre 2026"]),
     ("en", ["A tale handed down since 1907", "28 November 2026"]),
     ("es", ["un relato transmitido desde 1907", "28 de noviembre de 2026"])],
)  # fmt: skip
def test_the_page_tells_which_codes_were_changed_when_and_why(client, db, language, words):
    page = client.get(f"/{language}/data/reliability/").text.partition('id="changed"')[2]

    assert all(told in page for told in words)
    assert all(row["case"] in page for row in changed())


def test_every_audited_case_that_the_editors_found_is_in_the_atlas_or_held_back():
    [audit] = [row for row in audits() if row["audit"] == "new-dossiers"]

    files = [path.read_text(encoding="utf-8") for path in (FIXTURES / "cases").glob("*.yaml")]
    in_it = [file for file in files if "\nidentification: found\n" in file]
    assert audit["cases"] - audit["held_back"] == len(in_it)


def test_the_codebook_and_the_method_lead_to_it(client, db):
    for page in ("/en/data/codebook/", "/en/about/"):
        assert f'href="{ADDRESS}"' in client.get(page).text


@pytest.mark.parametrize("name", ["agreement", "audits", "changed", "codings"])
def test_each_table_is_a_file_and_stands_in_the_package(client, make_case, name):
    make_case()
    told = client.get(f"{ADDRESS}{name}.csv").getvalue()

    package = zipfile.ZipFile(io.BytesIO(client.get("/en/data/package.zip").getvalue()))

    rows = list(csv.DictReader(io.StringIO(told.decode("utf-8-sig"))))
    assert rows
    assert package.read(f"reliability/{name}.csv") == told


def test_the_page_costs_the_same_for_one_case_and_for_fifty(queries_of, make_case):
    make_case()
    one = queries_of(ADDRESS)
    for _ in range(49):
        make_case()

    assert queries_of(ADDRESS) == one == 1  # the stamp of the catalogue


def test_the_file_of_citation_names_the_body_that_the_pages_name():
    told = (conf.settings.BASE_DIR / "CITATION.cff").read_text(encoding="utf-8")

    assert "name: Editors of the Atlas of Care" in told
