"""A document says all of a row, and the same bytes whenever it says the same."""

import pytest
from django.core.management import CommandError
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cases.content import CASE
from cases.models import (
    Case,
    Group,
    Organisation,
    Role,
    SourceKind,
    Theme,
)
from config.content import KINDS
from editorial.publication import State
from languages.belongings import Rows
from languages.canonical import written
from languages.content_files import MOST_BYTES, Fault, File
from languages.texts import CODES, columns

from .conftest import BOGOTA, WATER
from .test_loading import change, counts, load

# --- all of a row -----------------------------------------------------------------------


def shapes():
    for kind in KINDS:
        yield kind.shape
        yield from (part.shape for part in kind.shape.parts if isinstance(part, Rows))


def belongings(model):
    """The relations whose rows live and die with a row of the model."""
    through = {field.remote_field.through for field in model._meta.many_to_many}
    for relation in model._meta.related_objects:
        goes_with_it = relation.one_to_many and relation.on_delete.__name__ == "CASCADE"
        if goes_with_it and relation.related_model not in through:
            yield relation.name


@pytest.mark.parametrize("shape", list(shapes()), ids=lambda shape: shape.model.__name__)
def test_a_document_says_all_that_its_model_has(shape):
    fields = {field.name for field in shape.model._meta.concrete_fields}
    many = {field.name for field in shape.model._meta.many_to_many}
    by_rows = {
        field.name
        for field in shape.model._meta.many_to_many
        for part in shape.parts
        if isinstance(part, Rows) and part.shape.model is field.remote_field.through
    }
    owner = {
        part.owner
        for kind in KINDS
        for part in kind.shape.parts
        if isinstance(part, Rows) and part.shape is shape
    }

    everything = fields | (many - by_rows) | set(belongings(shape.model))
    assert everything - shape.told() - owner == set()


# --- the same bytes ---------------------------------------------------------------------

SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
NASTY = st.sampled_from([
    "- a\n- b", "a: b", "# no", "'", '"', "no", "2024-01-01", "1_000", "~", "a\r\nb", "  a ",
    "a\n\n\nb", "a\n  b\n c", "|", "> x", "%", "@", "`x`", "🏘️ 👩‍🍼", "مدينة الرعاية", "[1]: x",
    "{a}", "a\u2028b", "\ufeffa", "a\u00adb", "x" * 10_000, "mot " * 2_500, "a  b" * 40,
    "\ta\t", "a \nb ", "---", "...", "a\x85b", "é" + "e\u0301", "\x07", "- a: 'b' # c\n", "?",
])  # fmt: skip
WORDS = NASTY | st.text(SIGNS, max_size=200)


@settings(max_examples=200, deadline=None)
@example({"a": " \n0"})
@example({"a": "\n  0\n1"})
@example({"a": "  0" * 30})
@given(
    st.dictionaries(
        min_size=1,
        keys=st.sampled_from("abcdefgh"),
        values=WORDS
        | st.integers()
        | st.booleans()
        | st.none()
        | st.dates()
        | st.lists(WORDS, max_size=4)
        | st.lists(st.fixed_dictionaries({"x": WORDS, "y": WORDS}), max_size=3),
    )
)
def test_what_is_written_is_read_back(tmp_path_factory, document):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(written(document).encode())

    assert stripped(File(path).read()) == stripped(document)


def stripped(value):
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [stripped(each) for each in value]
    return {k: stripped(v) for k, v in value.items()} if isinstance(value, dict) else value


def texts(*names):
    return {f"{name}_{code}": WORDS for name in names for code in CODES}


LINE = WORDS.map(lambda words: "x" + words[:90])
CASES = st.fixed_dictionaries({
    **texts("summary", "context", "approach", "challenges", "financing", "identification_note"),
    **dict.fromkeys(columns("title", "in_short"), LINE),
    "original_name": LINE,
    "start_year": st.none() | st.integers(1800, 1900),
    "end_year": st.none() | st.integers(1900, 2100),
})  # fmt: skip
SOURCES = st.lists(
    st.tuples(LINE, st.none() | st.dates(), st.booleans(), st.none() | st.integers(1800, 2100)),
    max_size=4,
)
RESULTS = st.lists(st.tuples(WORDS, st.integers(0, 3)), max_size=3)
SOME = st.lists(st.integers(0, 2), unique=True, max_size=3)


@pytest.fixture
def cast(db, make_place, make_lever):
    """Three of each that a case refers to."""
    return {
        "places": [make_place(name) for name in ("Lima", "Quito", "Cali")],
        "levers": [make_lever(f"lever-{n}") for n in range(3)],
        "groups": [Group.objects.create(slug=f"g{n}", name_fr="g") for n in range(3)],
        "themes": [Theme.objects.create(slug=f"t{n}", name=f"t{n}") for n in range(3)],
        "organisations": [
            Organisation.objects.create(slug=f"o{n}", name="o", kind="ngo") for n in range(3)
        ],
    }


def make(cast, case, sources, results, chosen, rationale):
    row = Case.objects.create(slug="any", **case)
    for number, (title, day, general, year) in enumerate(sources, start=1):
        row.sources.create(
            position=number * 3, title=title, publisher="p", consulted_on=day, year=year,
            is_general=general, language="fr", kind=SourceKind.NGO,
        )  # fmt: skip
    found = list(row.sources.all())
    for words, number in results if found else ():
        row.results.create(
            statement_fr=f"x{words}", statement_es=words, source=found[number % len(found)],
            position=row.results.count() + 1,
        )  # fmt: skip
    for position, number in enumerate(chosen, start=1):
        row.case_places.create(place=cast["places"][number], position=position)
        row.case_levers.create(lever=cast["levers"][number], rationale_en=rationale)
        row.groups.add(cast["groups"][number])
        row.themes.add(cast["themes"][number])
        for role in (Role.LEAD, Role.FUNDER):
            row.case_organisations.create(
                organisation=cast["organisations"][number], role=role, position=position
            )
    return row


def document_of(row):
    ((_row, document),) = CASE.documents(CASE.rows().filter(pk=row.pk))
    return document


@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(case=CASES, sources=SOURCES, results=RESULTS, chosen=SOME, rationale=WORDS)
def test_a_case_is_the_same_once_it_went_through_its_file(
    cast, tmp_path_factory, case, sources, results, chosen, rationale
):
    Case.objects.all().delete()
    row = make(cast, case, sources, results, chosen, rationale)
    document = document_of(row)
    before = written(document)
    folder = tmp_path_factory.mktemp("one")
    (folder / "cases").mkdir()
    (folder / "cases" / "any.yaml").write_bytes(before.encode())
    Case.objects.all().delete()

    ((slug, entry),) = CASE.entries(folder).items()
    assert entry.document == document
    entry.state = State.DRAFT  # what is published has a lever and a source
    again, is_new = CASE.store(entry)

    assert is_new
    assert written(document_of(again)) == before
    assert CASE.store(entry) == (again, False)


# --- documents with faults --------------------------------------------------------------

ODD = {
    "an unknown key": (BOGOTA, "operation: ongoing", "operation: ongoing\nred: 1", "red"),
    "a list where a text is": (BOGOTA, "operation: ongoing", "operation: [ongoing]", "list"),
    "a number as a name": (BOGOTA, "original_name: Manz", "original_name: 12 #", "quotes"),
    "a yes as a name": (BOGOTA, "original_name: Manz", "original_name: no #", "quotes"),
    "a day as a name": (BOGOTA, "original_name: Manz", "original_name: 2024-01-01 #", "quotes"),
    "a text as a year": (BOGOTA, "start_year: 2020", "start_year: soon", "whole number"),
    "a yes as a year": (BOGOTA, "start_year: 2020", "start_year: yes", "whole number"),
    "a year of no calendar": (BOGOTA, "start_year: 2020", "start_year: 9999", "1800 et 2100"),
    "a year out of bounds": (BOGOTA, "start_year: 2020", "start_year: 1492", "1800 et 2100"),
    "a language of ours": (BOGOTA, "title:\n  fr:", "title:\n  de: x\n  fr:", "language"),
    "a key twice": (BOGOTA, "operation: ongoing", "operation: ongoing\noperation: x", "twice"),
    "a group twice": (BOGOTA, "- caregivers\n", "- caregivers\n  - caregivers\n", "twice"),
    "a source twice": (BOGOTA, "- number: 2\n", "- number: 1\n", "twice"),
    "a script for an address": (BOGOTA, "url: https://", "url: javascript:alert(1)//", "url"),
    "an alias": (BOGOTA, "operation: ongoing", "operation: &a ongoing", "anchors"),
    "a tag": (BOGOTA, "operation: ongoing", "operation: !!python/name:os x", "line"),
    "another name than its file": (BOGOTA, "slug: bogota", "slug: bogata", "name of the file"),
    "a state of its own": (BOGOTA, "title:\n", "state: nice\ntitle:\n", "state"),
    "a website of a script": (
        "organisations.yaml", "kind: ", "website: 'data:x'\n  kind: ", "website",
    ),
    "two of one slug": ("places.yaml", "- slug: bogota\n", "- slug: accra\n", "twice"),
    "a country that is no": ("places.yaml", "country: GH", "country: NO", "quotes"),
    "a place in the sky": ("places.yaml", "latitude: 5.556", "latitude: 95.5", "90"),
    "no list": ("themes.yaml", "- slug: ", "slug: ", "themes.yaml"),
    "a case of no name": (WATER, "cases:\n", "cases:\n  - 12\n", "quotes"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "words"), ODD.values(), ids=ODD)
def test_a_fault_is_told_with_its_file_and_line_and_nothing_is_written(
    db, folder, name, old, new, words
):
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    before = counts()

    with pytest.raises(CommandError, match="line [0-9]+") as refusal:
        load(folder=folder)

    assert str(folder / name) in str(refusal.value)
    assert words in str(refusal.value)
    assert counts() == before


def test_the_line_is_the_one_of_the_fault(db, folder):
    change(folder / BOGOTA, "operation: ongoing", "operation: ongoing\ncolour: red")
    lines = (folder / BOGOTA).read_text().splitlines()

    with pytest.raises(CommandError, match=f"line {lines.index('colour: red') + 1}: colour"):
        load(folder=folder)


BOMBS = {
    "aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "depth": "[" * 100_000,
    "size": "x" * (MOST_BYTES + 1),
    "nothing": "",
    "two documents": "a: 1\n---\nb: 2\n",
    "a sign that no text has": "a: \x07\n",
}


@pytest.mark.parametrize("words", BOMBS.values(), ids=BOMBS)
def test_a_file_that_is_a_trap_is_refused_at_once(tmp_path, words):
    path = tmp_path / "trap.yaml"
    path.write_text(words)

    with pytest.raises(Fault):
        File(path).read()


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("é".encode("latin-1"))

    with pytest.raises(Fault, match="UTF-8"):
        File(path).read()
