"""A contribution has the day on which it was published and that of its last revision."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Greatest, TruncDate


def days_of_moments(apps, editor):
    """Of all that was ever in sight; the day of the last save, until a file says better."""
    shown = apps.get_model("contributions", "Contribution").objects.exclude(published_at=None)
    shown.update(
        published_on=TruncDate("published_at"),
        revised_on=Greatest(TruncDate("updated_at"), TruncDate("published_at")),
    )


def moments_of_days(apps, editor):
    shown = apps.get_model("contributions", "Contribution").objects.exclude(published_on=None)
    shown.update(published_at=F("state_changed_at"))
    shown.filter(published_at=None).update(published_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("contributions", "0004_truths_beside_their_fields")]

    operations = [
        migrations.AddField(
            "contribution", "published_on", models.DateField("published on", null=True, editable=False)
        ),
        migrations.AddField(
            "contribution", "revised_on", models.DateField("revised on", null=True, editable=False)
        ),
        migrations.RunPython(days_of_moments, moments_of_days),
        migrations.RemoveConstraint("contribution", "contribution_published_has_a_date"),
        migrations.RemoveField("contribution", "published_at"),
        migrations.AddConstraint("contribution", models.CheckConstraint(
            name="contribution_published_has_its_days",
            condition=~Q(state="published")
            | Q(published_on__isnull=False, revised_on__isnull=False),
            violation_error_message="What is published has a day of publication.",
        )),
        migrations.AddConstraint("contribution", models.CheckConstraint(
            name="contribution_revised_once_published",
            condition=Q(revised_on__isnull=True)
            | Q(published_on__isnull=False, revised_on__gte=F("published_on")),
            violation_error_message="It cannot be revised before it is published.",
        )),
    ]
