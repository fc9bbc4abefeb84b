"""The list of licences is that of the lock, and nothing in it is untold."""

from django.conf import settings
from django.core.management import call_command


def test_the_list_of_licences_is_as_it_would_be_written_now():
    call_command("list_licences", check=True)


def test_every_package_tells_its_licence():
    assert "not told" not in (settings.BASE_DIR / "docs" / "licences.md").read_text()
