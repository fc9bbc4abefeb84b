"""Another format is no correction: columns, languages and codes may change, records stay."""

import csv
import io
import json

import pytest
from django.core.cache import cache

from cases.models import Case
from open_data import columns, schema
from open_data.case_tables import CASE_LEVERS, CASES, SOURCES
from open_data.columns import Column
from open_data.comparison import differences
from open_data.models import Record
from open_data.releasing import NothingChanged, make_release
from open_data.schema import recoded, renamed


@pytest.fixture(autouse=True)
def _releases(settings, tmp_path):
    settings.RELEASES_DIR = tmp_path
    cache.clear()


@pytest.fixture
def change_columns():
    """change_columns(CASES, lambda columns: …) until the end of the test."""
    before = []

    def change(table, to):
        before.append((table, table.columns))
        object.__setattr__(table, "columns", tuple(to(table.columns)))

    yield change
    for table, old in reversed(before):
        object.__setattr__(table, "columns", old)


@pytest.fixture
def three(make_case):
    return [make_case(f"Cas {slug}", slug=slug, levers=["one"]) for slug in "abc"]


@pytest.fixture
def selection(client, three):
    """The address of a selection of three cases, kept before anything changes."""
    return client.post("/en/selections/new/?lever=one")["Location"]


@pytest.fixture
def corrected(client, selection):
    """corrected() is {slug: labels of what the selection says was corrected}"""

    def read():
        told = client.get(selection).context["since"]["corrected"]
        return {slug: [change.label for change in changes] for slug, _title, changes in told}

    return read


MORE, OTHER = Column("state", "A new column."), Column("other", "Another.", path="state")


def without(name):
    return lambda columns: [column for column in columns if column.name != name]


def named(old, new):
    def change(columns):
        for column in columns:
            if column.name != old:
                yield column
            else:
                yield Column(new, column.meaning, column.kind, path=column.source)

    return change


# --- nothing is corrected -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "change"),
    [
        (CASES, lambda columns: [*columns, MORE]),
        (CASES, without("start_year")),
        (CASES, reversed),
        (SOURCES, lambda columns: [*columns, Column("checked", "A new column.", path="pk")]),
        (SOURCES, without("kind")),
        (CASE_LEVERS, without("rationale")),
    ],
    ids=["added", "removed", "other order", "added to a tie", "removed from a tie", "text"],
)
def test_another_column_corrects_no_case(corrected, change_columns, table, change):
    change_columns(table, change)

    assert corrected() == {}


def in_languages(monkeypatch, *codes):
    monkeypatch.setattr(columns, "CODES", codes)


def test_a_language_more_or_less_corrects_no_case(client, three, monkeypatch):
    in_languages(monkeypatch, "fr", "en")
    in_two = client.post("/en/selections/new/?lever=one")["Location"]
    in_languages(monkeypatch, "fr", "en", "es")
    in_three = client.post("/en/selections/new/?lever=one")["Location"]

    assert in_two != in_three
    assert client.get(in_two).context["since"]["corrected"] == []
    in_languages(monkeypatch, "fr")
    assert client.get(in_three).context["since"]["corrected"] == []


def test_a_fourth_language_corrects_no_case(corrected, monkeypatch):
    in_languages(monkeypatch, "fr", "en", "es", "de")
    fields = {"de": "fr"}  # until the model has columns of its own for it
    monkeypatch.setattr(Column, "paths", property(lambda column: [
        f"{column.source}_{fields.get(code, code)}" for code in columns.CODES
    ] if column.translated else [column.source]))  # fmt: skip

    assert corrected() == {}
    Case.objects.filter(slug="a").update(title_en="A title")
    assert corrected() == {"a": ["Title (English)"]}


@pytest.mark.parametrize("words", ["Un\r\nrécit", "Un\nre\u0301cit", "Un \nrécit\n"])
def test_the_same_words_in_other_signs_correct_nothing(client, make_case, words):
    make_case(slug="a", levers=["one"], context_fr="Un\nrécit")
    address = client.post("/en/selections/new/?lever=one")["Location"]

    Case.objects.update(context_fr=words)

    assert client.get(address).context["since"]["corrected"] == []


def test_the_order_of_levers_in_the_atlas_is_no_news_of_a_case(client, make_case):
    case = make_case(slug="a", levers=["one", "two"])
    address = client.post("/en/selections/new/")["Location"]

    case.levers.filter(slug="one").update(position=30_000)

    assert client.get(address).context["since"]["corrected"] == []


# --- what is said in another way ----------------------------------------------------------


def test_a_renamed_column_is_followed(client, corrected, change_columns, monkeypatch, three):
    monkeypatch.setattr(schema, "UPGRADES", (renamed("cases", "start_year", "first_year"),))
    change_columns(CASES, named("start_year", "first_year"))

    assert corrected() == {}
    Case.objects.filter(slug="b").update(start_year=2015)
    assert corrected() == {"b": ["First year"]}
    client.post("/en/selections/new/?lever=one")
    assert {record.schema for record in Record.objects.all()} == {1, 2}


def test_a_code_that_is_another_is_followed(corrected, monkeypatch, selection):
    Case.objects.update(operation="stopped")  # an old word of which the new one is …
    assert set(corrected()) == {"a", "b", "c"}

    upgrade = recoded("cases", "operation", {"unknown": "stopped", "ongoing": "stopped"})
    monkeypatch.setattr(schema, "UPGRADES", (upgrade,))

    assert corrected() == {}


def test_the_same_words_in_two_schemas_are_two_records(client, selection, monkeypatch):
    monkeypatch.setattr(schema, "UPGRADES", (lambda body: body,))
    client.post("/en/selections/new/?lever=one")

    assert Record.objects.filter(slug="a").count() == 2


# --- what is corrected is seen ------------------------------------------------------------


def test_a_correction_is_seen_beside_another_format(corrected, change_columns, three):
    change_columns(CASES, lambda columns: [*without("end_year")(columns), MORE])
    change_columns(SOURCES, without("kind"))
    three[0].sources.update(title="Another report")
    Case.objects.filter(slug="b").update(summary_fr="Autrement.")

    assert corrected() == {"a": ["Sources"], "b": ["Summary (French)"]}


def test_a_correction_of_the_new_column_is_seen_from_then_on(client, three, change_columns):
    change_columns(CASES, lambda columns: [*columns, Column("extra", "New.", path="end_year")])
    address = client.post("/en/selections/new/?lever=one")["Location"]
    Case.objects.filter(slug="a").update(end_year=2020)

    told = client.get(address).context["since"]["corrected"]

    assert [change.label for change in told[0][2]] == ["End year", "Extra"]


def test_two_rows_that_mean_the_same_are_two():
    one, two = ({"cases": [{}], "sources": [{"title": "A"}] * count} for count in (1, 2))

    assert [one.new for one in differences(one, two)] == [[{"title": "A"}]]
    assert differences(two, two) == []


# --- releases and files -------------------------------------------------------------------


def test_a_release_tells_new_columns_apart_from_corrections(client, three, change_columns):
    change_columns(CASES, lambda columns: [*columns, OTHER])
    make_release()
    change_columns(CASES, lambda columns: [*without("other")(columns), MORE])

    changes = make_release().changes

    assert (changes["corrected"], changes["columns"]) == (
        {}, {"added": ["state"], "removed": ["other"]},
    )  # fmt: skip
    page = client.get("/en/data/releases/2/").text
    assert "Corrected (0)" in page
    assert "New columns: <code>state</code>." in " ".join(page.split())
    with pytest.raises(NothingChanged):
        make_release()


def test_what_was_kept_keeps_its_columns(client, selection, change_columns):
    before = csv_of(client, selection)
    change_columns(CASES, lambda columns: [MORE, *without("end_year")(columns)])

    assert csv_of(client, selection) == before
    kept = json.loads(client.get(f"{selection}selection.json").content)
    assert "end_year" in kept["cases"][0]["cases"][0]


def csv_of(client, selection):
    text = client.get(f"{selection}selection.csv").text.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))
