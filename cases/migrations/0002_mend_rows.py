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
    place, source = apps.get_model("cases", "Place"), apps.get_model("cases", "Source")
    # What has a region in place of a country spans several: no page knew a country for it.
    place.objects.filter(region__isnull=False).update(kind="multi-country")
    for model, column, key in [
        ("Region", "name_fr", "code"), ("Country", "name_fr", "iso2"), ("Group", "name_fr", "slug"),
        ("Place", "name_fr", "slug"), ("Theme", "name", "slug"), ("Source", "title", "url"),
        ("Source", "title", "pk"), ("Result", "statement_fr", "pk"),
    ]:
        name(apps.get_model("cases", model), column, key)
    for model in ["Case", "Group", "Organisation", "Place", "Theme"]:
        readdress(apps.get_model("cases", model))
    only_of_the_web(source, "url")
    only_of_the_web(apps.get_model("cases", "Organisation"), "website")
    language(source, "language", "und")
    language(apps.get_model("cases", "Case"), "original_language", "")
    for row in source.objects.filter(position=0):
        last = source.objects.filter(case_id=row.case_id).order_by("-position").first()
        row.position = last.position + 1
        row.save(update_fields=["position"])


class Migration(migrations.Migration):
    dependencies = [('cases', '0001_initial')]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
