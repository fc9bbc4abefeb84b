"""Records say in which schema they are written; all until now are of the first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("open_data", "0001_records_releases_selections")]

    operations = [
        migrations.AddField(
            "record", "schema", models.PositiveSmallIntegerField(default=1)
        ),
    ]
