"""The cast: a published case in three languages, and who writes its texts."""

import pytest

from editorial.models import User
from tests.editorial.conftest import make_case, person
from tests.editorial.forms import form_of
from tests.editorial.test_two_editors import address_of

__all__ = ["make_case", "person"]

FR = "La ville ouvre des crèches de marché."
EN = "The city opens market crèches."
ES = "La ciudad abre guarderías de mercado."
NEW = "La ville ouvre des crèches de marché, la nuit aussi."


@pytest.fixture
def case(make_case, make_place):
    return make_case(
        "Un cas", slug="a-case", places=[make_place("Lima")], title_en="A case",
        title_es="Un caso", summary_fr=FR, summary_en=EN, summary_es=ES,
    )  # fmt: skip


@pytest.fixture
def change(desk):
    """change(case, summary_fr="…", publish=False): by the form of the desk."""

    def do(case, *, publish=False, browser=None, **texts):
        browser = browser or desk
        form = form_of(browser.get(address_of(case)), publish=publish)
        form |= {name: [text] for name, text in texts.items()}
        answer = browser.post(address_of(case), form)
        assert answer.status_code == 302, answer.text
        return answer

    return do


@pytest.fixture
def translator(person):
    """(the account, its browser): of Spanish alone."""
    return person("translator", languages=["es"])


@pytest.fixture
def boss(desk):
    return User.objects.get(pk=desk.session["_auth_user_id"])
