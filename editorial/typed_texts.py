"""What a person typed at length into a form of the desk, with the names the form gave it."""

import re

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, TextField
from django.utils.translation import gettext_lazy as _

WHY = re.compile(r"_reason(_[a-z]{2})?|_alone")  # of a deed
ROW = re.compile(r"(?P<part>.+)-(?P<number>[0-9]{1,6})-(?P<field>.+)")


def typed_texts(place, fields):
    """(label, text) of ``[[name, [text, …]], …]`` sent to a place (a ResolverMatch), to be
    copied; choices and keys left out."""
    model = model_of(place)
    own = own_labels(place)
    for name, texts in fields:
        label = _("Why") if WHY.fullmatch(name) else own.get(name)
        label = label or (model and label_of(model, name))
        yield from ((label, text) for text in texts if label and text.strip())


def own_labels(place):
    """Of the boxes of pages that are no form of a model."""
    if place.view_name == "translations:pair":
        return {"text": _("Text")}
    return {"words": _("Comment")} if str(place.url_name).endswith("_comments") else {}


def model_of(place):
    """The model of an address of the desk, ``cases_case_change``; None of any other."""
    for model in admin.site._registry:
        start = f"{model._meta.app_label}_{model._meta.model_name}_"
        if place.url_name in (f"{start}add", f"{start}change"):
            return model
    return None


def label_of(model, name):
    """How a form calls a field that takes words; None for any other."""
    row = ROW.fullmatch(name)
    if not row:
        return label_of_field(model, name)
    for relation in model._meta.related_objects:
        if relation.get_accessor_name() == row["part"]:
            part = relation.related_model
            label = label_of_field(part, row["field"])
            number = int(row["number"]) + 1
            return label and f"{part._meta.verbose_name} {number} · {label}"
    return None


def label_of_field(model, name):
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    takes_words = isinstance(field, CharField | TextField) and not field.choices
    return field.verbose_name if takes_words else None
