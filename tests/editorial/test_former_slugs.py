"""What was called otherwise is known by its former slugs."""

import pytest
from django.contrib import admin
from django.urls import reverse

from cases.models import Theme
from editorial.models import FormerSlug

from .forms import form_of


def test_a_slug_that_the_desk_changes_is_remembered_there_and_back(desk):
    theme = Theme.objects.create(slug="water", name="water", label_fr="Eau")
    address = reverse("admin:cases_theme_change", args=[theme.pk])

    for slug in ("waters", "eau", "water"):
        typed = form_of(desk.get(address)) | {"slug": slug}
        assert desk.post(address, typed).status_code == 302

    assert FormerSlug.objects.by_thing("theme") == {"water": ["water", "waters", "eau"]}
    assert FormerSlug.objects.now("theme", "waters") == "water"


KINDS = sorted(
    (model for model in admin.site._registry if hasattr(model, "KNOWN_BY")),
    key=lambda model: model.__name__,
)
CODES = {"Region": ["990", "991", "992"], "Country": ["XA", "XB", "XC"]}


@pytest.fixture
def rename(desk, atlas):
    """rename(model, key, new): the answer of the desk to a new name, and publishes it."""

    def renamed(model, key, new):
        thing = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        address = reverse(thing, args=[key])
        return desk.post(address, form_of(desk.get(address)) | {model.KNOWN_BY: [new]})

    return renamed


def names_for(model, first):
    return CODES.get(model.__name__) or [f"{first[:60]}-{end}" for end in "bcd"]


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_names_in_a_circle_lead_to_the_thing_in_one_step(rename, model):
    """a → b → c → a, then b again: each name ever had leads to the present one."""
    things = getattr(model.objects, "published", model.objects.all)()
    key, first = things.order_by("pk").values_list("pk", model.KNOWN_BY).first()
    second, third, _unused = names_for(model, first)

    for new in (second, third, first, second):
        assert rename(model, key, new).status_code == 302

    kind, name = model._meta.model_name, model.KNOWN_BY
    assert model.objects.values_list(name, flat=True).get(pk=key) == second
    assert FormerSlug.objects.now(kind, first) == second
    assert FormerSlug.objects.now(kind, third) == second
    assert FormerSlug.objects.now(kind, second) in (None, second)


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_two_things_do_not_swap_their_names_by_a_third(rename, model):
    things = getattr(model.objects, "published", model.objects.all)()
    (one, first), (other, second) = things.order_by("pk").values_list("pk", model.KNOWN_BY)[:2]
    aside = names_for(model, first)[0]
    assert rename(model, one, aside).status_code == 302

    answer = rename(model, other, first)

    assert answer.status_code == 400
    assert "errornote" in answer.text
    assert dict(things.filter(pk__in=[one, other]).values_list("pk", model.KNOWN_BY)) == {
        one: aside, other: second,
    }  # fmt: skip
