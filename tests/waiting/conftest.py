"""The cast of the desk, with roles and mails."""

import pytest

from editorial.models import User


@pytest.fixture
def make_account(db):
    """make_account("edna", "editor")"""

    def make(name, *roles):
        return User.objects.create(
            username=name, roles=roles, is_staff=True, email=f"{name}@example.org"
        )

    return make


@pytest.fixture
def reviewer(make_account):
    return make_account("rosa", "reviewer")


@pytest.fixture
def writer(make_account):
    return make_account("wilma", "editor")


@pytest.fixture
def draft_of(make_case):
    """draft_of(user, "Title") is a draft that this one began."""

    def make(user, title="Un brouillon", **fields):
        return make_case(title, state="draft", begun_by=user, written_by=user, **fields)

    return make
