"""Who sends an action of a list that is not offered to them is refused, and nothing changes."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from editorial.publication import State
from editorial.revisions import Revision
from editorial.roles import Role


def actions_of(model, user):
    request = RequestFactory().get("/")
    request.user = user
    return set(admin.site._registry[model].get_actions(request))


@pytest.fixture
def things(make_case, make_contribution, make_place, make_letter):
    """Of most kinds one, so that something would be done to it."""
    case = make_case(state=State.IN_REVIEW, places=[make_place("Lima")], themes=["care"])
    make_contribution(state=State.IN_REVIEW)
    make_letter(code="abcdefgh", case=case)


def rows():
    models = admin.site._registry
    told = {model: list(model._base_manager.order_by("pk").values()) for model in models}
    return told, Revision.objects.count()


@pytest.mark.parametrize("role", Role)
def test_an_action_that_is_not_offered_is_refused_and_changes_nothing(
    things, person, editor, role
):
    languages = ["es"] if role == Role.TRANSLATOR else []
    user, browser = person(role, languages=languages)
    browser.get("/admin/")
    before, refused = rows(), 0

    for model in admin.site._registry:
        list_name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        key = model._base_manager.order_by("pk").values_list("pk", flat=True).first() or 1
        kept_from = actions_of(model, editor) - actions_of(model, user) | {"nonsense"}
        for action in sorted(kept_from):
            sent = {"action": action, "index": "0", "_selected_action": [key], "post": "yes",
                    "_sure": "", "select_across": "1"}  # fmt: skip
            answer = browser.post(reverse(list_name), sent)
            assert answer.status_code == 403, (model, action)
            refused += 1

    assert refused > 15
    assert rows() == before
