"""What the resources look like, as serializers made from the columns: for the description
alone, since rows are told as they are read."""

from rest_framework import serializers

from ..columns import Kind
from ..formats.objects import NESTED
from ..sheet import SHEET
from ..table_rows import TABLES

FIELDS = {
    Kind.STRING: serializers.CharField,
    Kind.INTEGER: serializers.IntegerField,
    Kind.NUMBER: serializers.FloatField,
    Kind.BOOLEAN: serializers.BooleanField,
    Kind.DATE: serializers.DateField,
    Kind.DATETIME: serializers.DateTimeField,
}


def field(column):
    options = {"help_text": column.meaning, "required": False}
    if column.kind == Kind.LIST:
        return serializers.ListField(child=item(column), **options)
    options["allow_null"] = not column.required
    if column.values:
        return serializers.ChoiceField(choices=column.choices, **options)
    return FIELDS[column.kind](**options)


def item(column):
    if column.values:
        return serializers.ChoiceField(choices=column.choices)
    return serializers.CharField()


def shape(name, columns, **more):
    """A serializer class; every field may be left out by ``fields``."""
    fields = {column.name: field(column) for column in columns}
    return type(f"{name}Serializer", (serializers.Serializer,), fields | more)


def words(name):
    return "".join(part.capitalize() for part in name.split("_"))


ROWS = {name: shape(f"{words(name)}Row", table.columns) for name, table in TABLES.items()}
INNER = {
    table.name: shape(
        f"{words(table.name)}Of", [column for column in table.columns if column.name != "case"]
    )
    for table in NESTED
}
CASE = shape("Case", SHEET)
FULL_CASE = shape(
    "FullCase",
    SHEET,
    **{name: inner(many=True, required=False) for name, inner in INNER.items()},
)


class FaultSerializer(serializers.Serializer):
    parameter = serializers.CharField()
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField()
    errors = FaultSerializer(many=True, required=False)


def page_of(shape):
    """A page of a list: how many there are, the addresses of its neighbours, its rows."""
    name = shape.__name__.removesuffix("Serializer")
    address = {"allow_null": True}
    return type(
        f"PageOf{name}Serializer",
        (serializers.Serializer,),
        {
            "count": serializers.IntegerField(),
            "next": serializers.URLField(**address),
            "previous": serializers.URLField(**address),
            "results": shape(many=True),
        },
    )
