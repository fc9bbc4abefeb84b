"""The makers of the desk's tests."""

import pytest


@pytest.fixture
def make_case(make_case):
    """A case that may be published: where it has no place, it says why."""

    def make(*args, places=(), **fields):
        if not places:
            fields.setdefault("identification_note_fr", "Aucun lieu n’est nommé.")
        return make_case(*args, places=places, **fields)

    return make
