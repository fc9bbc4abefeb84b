"""Documents are of one row each, numbered anew, and say what they were made from.

None of the old ones is of use: ``manage.py rebuild_search --if-stale`` writes the new ones.
"""

from django.db import migrations, models

FTS5 = """
CREATE VIRTUAL TABLE search_terms USING fts5(
    title, names, summary, body, digest UNINDEXED,
    tokenize = "ascii tokenchars '_'", columnsize = 0
)
"""


def make_terms_anew(apps, schema_editor):
    for name in ("Document", "Term"):
        apps.get_model("search", name).objects.all().delete()
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_terms")
        schema_editor.execute(FTS5)
        return
    schema_editor.execute("DELETE FROM search_terms")
    schema_editor.execute("ALTER TABLE search_terms ADD COLUMN digest varchar(32) NOT NULL")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(make_terms_anew, elidable=False),
        migrations.AddField("document", "digest", models.CharField(max_length=32, default=""), preserve_default=False),
        migrations.AddField("document", "checksum", models.BigIntegerField(default=0), preserve_default=False),
    ]
