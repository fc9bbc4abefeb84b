"""Every form of the desk tells the catalogue: what was forgotten would be shown as it was."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group as Rights
from django.urls import reverse

from cases.models import Case
from editorial import catalogue
from editorial.desk import ShownAdmin
from editorial.models import AccountEvent, Merging, Tombstone, User
from letters.models import Letter

from .forms import form_of

# Merging and AccountEvent: logs that no form writes.
SHOWN_TO_NOBODY = {User, Rights, Merging, AccountEvent, Letter}
PUBLIC = [model for model in admin.site._registry if model not in SHOWN_TO_NOBODY]


def row_of(model):
    return model._default_manager.order_by("pk").first()


def with_other_words(typed):
    """The form as a browser sends it, with other words in one of its texts."""
    texts = ("title_en", "name_en", "label_en", "reason_en", "name")
    name = next(text for text in texts if text in typed)
    return typed | {name: f"Other {typed[name][0]}"}


@pytest.mark.parametrize("model", PUBLIC, ids=lambda model: model.__name__)
def test_a_saved_form_is_told(desk, atlas, model):
    if model is Tombstone:
        Case.objects.published().first().archive()
    row = row_of(model)
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    address = reverse(f"admin:{name}_change", args=[row.pk])
    typed = with_other_words(form_of(desk.get(address)))
    desk.tells = False
    before = catalogue.stamp()

    response = desk.post(address, typed)

    assert response.status_code == 302, response.context["errors"]
    assert catalogue.stamp() != before


@pytest.mark.parametrize("model", PUBLIC, ids=lambda model: model.__name__)
def test_whatever_is_shown_has_the_form_that_tells(model):
    assert isinstance(admin.site._registry[model], ShownAdmin)
