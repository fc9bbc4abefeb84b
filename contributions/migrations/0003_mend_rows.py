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


def only_of_the_web(model, column):
    for row in model.objects.exclude(**{column: ""}):
        if not re.match("https?://", getattr(row, column)):
            setattr(row, column, "")
            row.save(update_fields=[column])


def language(model, column, unknown):
    """ISO 639 has a word for a language that is not determined: und."""
    for row in model.objects.all():
        code = getattr(row, column)
        if not re.fullmatch("[a-z]+", code):
            small = code.strip().lower()[:3]
            setattr(row, column, small if re.fullmatch("[a-z]+", small) else unknown)
            row.save(update_fields=[column])


def mend(apps, editor):
    contribution = apps.get_model("contributions", "Contribution")
    author = apps.get_model("contributions", "Author")
    name(contribution, "title_fr")
    name(contribution, "original_title")
    name(author, "name")
    readdress(contribution)
    readdress(author)
    only_of_the_web(contribution, "url")
    language(contribution, "language", "un")
    for row in author.objects.exclude(family_name=""):
        if not row.name.endswith(row.family_name):
            row.family_name = ""
            row.save(update_fields=["family_name"])


class Migration(migrations.Migration):
    dependencies = [('contributions', '0002_author_family_name')]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
