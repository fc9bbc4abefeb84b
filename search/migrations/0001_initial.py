from django.db import migrations, models

FTS5 = """
CREATE VIRTUAL TABLE search_terms USING fts5(
    title, names, summary, body, tokenize = "ascii tokenchars '_'", columnsize = 0
)
"""
TABLE = """
CREATE TABLE search_terms (
    id bigint PRIMARY KEY, title tsvector, names tsvector, summary tsvector, body tsvector
)
"""
# Without fastupdate, what was just written need not wait for a VACUUM to be found quickly.
INDEX = """
CREATE INDEX search_terms_{zone} ON search_terms USING gin ({zone}) WITH (fastupdate = off)
"""


def make_terms(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(FTS5)
        return
    schema_editor.execute(TABLE)
    for zone in ("title", "names", "summary", "body"):
        schema_editor.execute(INDEX.format(zone=zone))


def drop_terms(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_terms")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.PositiveSmallIntegerField()),
                ("key", models.BigIntegerField()),
                ("version", models.CharField(max_length=30)),
                ("passages", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key"), name="document_is_of_one_thing"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, unique=True)),
                ("documents", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["word"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("documents__gte", 1)), name="term_is_in_use"
                    )
                ],
            },
        ),
        migrations.RunPython(make_terms, drop_terms),
    ]
