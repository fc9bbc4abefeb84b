"""Rows that the next migration would refuse, and that some page did not survive."""

import re

from django.db import migrations
from django.utils.text import slugify


def name(model, column, key="slug"):
    """A row without a name is called by what another language, or its key, calls it."""
    stem = column.removesuffix("_fr")
    for row in model.objects.filter(**{column: ""}):
        others = (getattr(row, f"{stem}_{code}", "") for code in ("en", "es"))
        setattr(row, column, next(filter(None, others), "") or str(getattr(row, key)))
        row.save(update_fields=[column])


def readdress(model):
    for row in model.objects.all():
        if not re.fullmatch("[a-zA-Z0-9_-]+", row.slug):
            row.slug = slugify(row.slug) or f"{model._meta.model_name}-{row.pk}"
            if model.objects.filter(slug=row.slug).exclude(pk=row.pk).exists():
                row.slug = f"{row.slug[:80]}-{row.pk}"
            row.save(update_fields=["slug"])


def mend(apps, editor):
    for model, column in [
        ("Function", "short_name_fr"), ("Lever", "short_name_fr"), ("Recommendation", "title_fr"),
    ]:
        name(apps.get_model("infrastructures", model), column)
        readdress(apps.get_model("infrastructures", model))


class Migration(migrations.Migration):
    dependencies = [('infrastructures', '0001_initial')]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
