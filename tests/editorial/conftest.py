"""The cast and the makers of the desk's tests."""

import pytest
from django.test import Client

from editorial.models import User


@pytest.fixture
def make_case(make_case):
    """A case that may be published: where it has no place, it says why."""

    def make(*args, places=(), **fields):
        if not places:
            fields.setdefault("identification_note_fr", "Aucun lieu n’est nommé.")
        return make_case(*args, places=places, **fields)

    return make


@pytest.fixture
def person(db):
    """person("translator", languages=["es"]): (the account, its browser)."""

    def make(*roles, name="", **fields):
        name = name or "-".join(roles) or "nobody"
        user = User.objects.create_user(name, password="x", roles=roles, **fields)
        browser = Client()
        browser.force_login(user)
        return user, browser

    return make
