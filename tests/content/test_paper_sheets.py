"""A page asks for the style sheets of paper that its own elements need."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from ..browser.conftest import KINDS, Kind

SHEETS = sorted(Path(settings.BASE_DIR, "static/css").glob("paper-*.css"))
ADDRESSES = [
    *KINDS,
    Kind("organisation", "organisations/secretaria-distrital-de-la-mujer-de-bogota/"),
]
pytestmark = [pytest.mark.usefixtures("atlas"), pytest.mark.once]


def classes_styled(sheet):
    """The classes that its selectors begin with: where none of them stands, it does nothing."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    return set(re.findall(r"^\s*\.([\w-]+)", text, re.MULTILINE))


@pytest.mark.parametrize("kind", ADDRESSES, ids=lambda kind: kind.name)
def test_a_page_asks_for_the_sheets_that_it_needs_on_paper(client, kind):
    page = client.get(kind.address("fr")).content.decode()
    named = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}

    needed = {sheet.stem for sheet in SHEETS if classes_styled(sheet) & named}

    assert needed <= set(re.findall(r"css/(paper-\w+)", page))


def test_there_are_such_sheets():
    assert SHEETS
    assert all(classes_styled(sheet) for sheet in SHEETS)
