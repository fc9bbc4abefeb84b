"""The registry of columns against the models: nothing forgotten, nothing misnamed."""

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from editorial.days import DAYS
from languages.code_lists import Codes
from open_data.columns import Kind
from open_data.sheet import MADE, RELATIONS, SHEET, TIES
from open_data.table_rows import TABLES

pytestmark = pytest.mark.once

KINDS = {
    Codes: Kind.LIST,
    models.CharField: Kind.STRING,
    models.TextField: Kind.STRING,
    models.BooleanField: Kind.BOOLEAN,
    models.DateTimeField: Kind.DATETIME,
    models.DateField: Kind.DATE,
    models.DecimalField: Kind.NUMBER,
    models.IntegerField: Kind.INTEGER,
}
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
each_table = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
each_column = pytest.mark.parametrize(
    ("table", "column"),
    COLUMNS,
    ids=[f"{table.name}.{column.name}" for table, column in COLUMNS],
)


def field_at(model, path):
    """The field at the end of a path of the ORM; it raises where there is none."""
    *way, last = path.split("__")
    for name in way:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)


@each_column
def test_a_column_is_read_from_a_field_of_its_kind(table, column):
    for path in column.paths:
        field = field_at(table.model, path)
        kind = next(kind for base, kind in KINDS.items() if isinstance(field, base))
        assert kind == column.kind


@each_column
def test_a_column_allows_the_values_that_its_field_allows(table, column):
    field = field_at(table.model, column.paths[0])

    allowed = field.values.choices if isinstance(field, Codes) else field.choices or []
    assert [value for value, _ in column.choices] == [value for value, _ in allowed]


@each_column
def test_a_column_refers_to_a_key_of_a_table(table, column):
    if column.refers_to:
        other, key = column.refers_to
        assert TABLES[other].key == (key,)
        assert any("__" in path for path in column.paths)


@each_column
def test_a_required_column_cannot_be_missing(table, column):
    if column.required and "__" not in column.source and not column.translated:
        field = field_at(table.model, column.source)
        always = {*DAYS}  # of what is published: a constraint of the table
        assert not field.null or column.name in always


@each_table
def test_every_field_of_a_model_is_a_column_or_left_out_on_purpose(table):
    read = {path.partition("__")[0] for path in table.paths}
    fields = {
        field.name
        for field in table.model._meta.get_fields()
        if not field.auto_created and field.name not in {"id", "pk"}
    }

    left_out = {field for field in fields if {field, field[:-3]} & set(table.left_out)}
    assert fields - read - left_out == set()
    assert left_out & read == set()


@each_table
def test_a_table_has_a_key_among_its_columns_and_each_name_once(table):
    assert set(table.key) <= set(table.names)
    assert len(set(table.names)) == len(table.names)


def test_the_sheet_has_each_name_once_and_reads_every_relation():
    names = [column.name for column in SHEET]

    assert len(set(names)) == len(names)
    assert {tie.of for tie in TIES} == set(RELATIONS)
    assert names[-len(MADE) :] == [column.name for column in MADE]


def test_every_column_has_a_meaning():
    for column in [*SHEET, *(column for _table, column in COLUMNS)]:
        assert str(column.meaning).endswith(".")


def test_a_path_that_does_not_exist_would_be_found():
    with pytest.raises(FieldDoesNotExist):
        field_at(TABLES["cases"].model, "no_such_field")
