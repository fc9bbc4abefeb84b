"""A release says of which day its content is, not when its file was made."""

from django.db import migrations, models
from django.db.models.functions import TruncDate


def day_of_moment(apps, editor):
    apps.get_model("open_data", "Release").objects.update(as_of=TruncDate("made_at"))


def moment_of_day(apps, editor):
    apps.get_model("open_data", "Release").objects.update(made_at=models.F("as_of"))


class Migration(migrations.Migration):
    dependencies = [("open_data", "0002_record_schema")]

    operations = [
        migrations.AddField("release", "as_of", models.DateField(null=True)),
        migrations.AlterField("release", "made_at", models.DateTimeField(null=True)),
        migrations.RunPython(day_of_moment, moment_of_day),
        migrations.AlterField("release", "as_of", models.DateField()),
        migrations.RemoveField("release", "made_at"),
    ]
