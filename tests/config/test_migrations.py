"""A migration keeps the code before it working: servers are replaced one after the other, and
one may go back without its tables. ``docs/deploy.md`` says the rule."""

from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

# What there was when the rule began to be held: it is not kept by all of these.
BEFORE = {
    "cases": 12, "contributions": 9, "editorial": 12, "infrastructures": 4, "letters": 1,
    "open_data": 4, "search": 2, "waiting": 2,
}  # fmt: skip


@cache
def since():
    """The migrations of our own that the rule holds."""
    loader = MigrationLoader(None)
    own = {app.label for app in apps.get_app_configs() if is_ours(app)}
    return [
        one
        for (label, name), one in sorted(loader.disk_migrations.items())
        if label in own and int(name.partition("_")[0]) > BEFORE.get(label, 0)
    ]


def is_ours(app):
    return Path(app.path).parent == settings.BASE_DIR


def faults(operation):
    """What an operation takes away from code that does not know of it, in words."""
    if isinstance(operation, migrations.AddField):
        field = operation.field
        is_empty = field.null or field.many_to_many or field.has_db_default()
        if not is_empty:
            yield f"“{operation.name}” may not be empty and has no db_default"
    if isinstance(operation, migrations.RemoveField | migrations.DeleteModel):
        yield "is removed: write in docs/deploy.md since which release nothing uses it"
    if isinstance(operation, migrations.RenameField | migrations.RenameModel):
        yield "is renamed: add, copy, and drop later"
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for one in operation.database_operations:
            yield from faults(one)


def test_migrations_keep_the_code_before_them_working():
    told = [
        f"{one.app_label}.{one.name}: {operation.describe()}: {words}"
        for one in since()
        for operation in one.operations
        for words in faults(operation)
    ]

    assert told == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("case", "new", models.TextField(default="")),
        migrations.AddField("case", "new", models.BooleanField(default=False)),
        migrations.RemoveField("case", "slug"),
        migrations.RenameField("case", "slug", "name"),
        migrations.DeleteModel("case"),
    ],
)
def test_what_breaks_the_code_before_is_seen(operation):
    assert list(faults(operation))


@pytest.mark.parametrize(
    "field",
    [
        models.TextField(null=True),
        models.TextField(default="", db_default=""),
        models.ManyToManyField("cases.Case"),
    ],
)
def test_what_the_code_before_need_not_know_is_let_through(field):
    assert not list(faults(migrations.AddField("case", "new", field)))


def test_the_rule_is_held_for_what_came_since():
    assert "0013_presence" in [one.name for one in since()]
