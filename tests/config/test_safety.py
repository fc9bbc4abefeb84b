"""What browsers and finders of weaknesses are told."""

import pytest

from languages.addresses import words_of_addresses


def test_a_weakness_is_told_to_the_contact(client, settings):
    settings.CONTACT_EMAIL = "editors@example.org"

    answer = client.get("/.well-known/security.txt")

    assert answer["Content-Type"].startswith("text/plain")
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert lines["Contact"] == "mailto:editors@example.org"
    assert lines["Expires"] > "2026"
    assert lines["Preferred-Languages"] == "fr, en, es"
    assert lines["Canonical"].endswith("/.well-known/security.txt")


def test_without_a_contact_it_says_so_and_still_names_a_way(client, settings):
    settings.CONTACT_EMAIL = ""

    text = client.get("/.well-known/security.txt").text

    assert text.startswith("# Whoever runs this site has given no address")
    assert "Contact: http" in text


@pytest.mark.parametrize("address", ["/fr/", "/nowhere/", "/admin/login/", "/api/v1/cases/"])
def test_no_page_may_ask_a_browser_for_camera_or_place(client, address):
    policy = client.get(address)["Permissions-Policy"]

    assert "camera=()" in policy
    assert "geolocation=()" in policy
    assert "publickey-credentials-get=(self)" in policy


def test_no_slug_is_refused_for_a_word_of_the_desk():
    assert not {"city", "security", "keys", "sessions", "step"} & words_of_addresses()
    assert {"admin", "cases", "matrix"} <= words_of_addresses()
