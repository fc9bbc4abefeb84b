"""Who comes to the desk: one browser a role."""

import pytest
from django.test import Client

from editorial.models import User


@pytest.fixture
def person(db):
    """person("editor", "ida", languages=["es"]): (the account, its browser)."""

    def make(*roles, name="", **fields):
        user = User.objects.create_user(name or "-".join(roles), password="x", roles=roles, **fields)
        browser = Client()
        browser.force_login(user)
        return user, browser

    return make
