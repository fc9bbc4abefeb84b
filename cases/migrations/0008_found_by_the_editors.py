"""A case that the synthesis does not name: the editors found it."""

from django.db import migrations, models

KNOWN = ["named", "inferred", "unidentified", "found"]
NAME = "case_identification_is_known"


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_open_to_all_is_no_group")]

    operations = [
        migrations.AlterField(
            "case",
            "identification",
            models.CharField(
                choices=[
                    ("named", "Named in the synthesis"),
                    ("inferred", "Inferred by the editors"),
                    ("unidentified", "Named only, not identified"),
                    ("found", "Found by the editors"),
                ],
                default="unidentified",
                max_length=12,
                verbose_name="identification",
            ),
        ),
        migrations.RemoveConstraint("case", NAME),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(condition=models.Q(identification__in=KNOWN), name=NAME),
        ),
    ]
