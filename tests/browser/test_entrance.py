"""Films of the way in: tries that come to an end, an app, and a key that Chromium plays."""

from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from axe_playwright_python.sync_playwright import Axe

from .conftest import EDITOR

A_KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def window(chromium, site):
    """A browser at ``localhost``: a key belongs to a name, never to a bare number."""
    contexts = []

    def opened(**options):
        port = urlsplit(site).port
        context = chromium.new_context(
            base_url=f"http://localhost:{port}", locale="fr-FR", **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def sign_in(page, name=EDITOR["username"], password=EDITOR["password"]):
    page.goto("/admin/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click("#login-form [type=submit]")


def sign_out(page):
    page.goto("/admin/")
    page.click("#logout-form button")


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def grave(page):
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


@contextmanager
def removed_after(page, press):
    """What was set up is removed, so that the next test finds the account as it was."""
    yield
    page.goto("/admin/step/")
    page.click(press)
    page.click("#remove_form [type=submit]")
    page.wait_for_url("**/admin/step/")


def test_tries_come_to_an_end(window):
    page = window()
    for _time in range(5):
        sign_in(page, "nobody-of-this-name", "x")
        assert "Trop d’essais" not in page.text_content("#content")

    sign_in(page, "nobody-of-this-name", "x")

    assert "Trop d’essais" in page.text_content("[role=alert]")
    assert grave(page) == []


def test_an_app_is_set_up_and_asked_for(window):
    page = window(viewport={"width": 360, "height": 740})
    sign_in(page)
    page.goto("/admin/step/")
    assert grave(page) == []
    page.click('a[href="/admin/step/app/"]')
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    secret = page.text_content(".secret").strip()
    page.fill("#id_code", code_of(secret))
    page.click("#app_form [type=submit]")
    page.wait_for_url("**/admin/step/codes/")
    with removed_after(page, 'a[href$="/app/remove/"]'):
        codes = page.locator(".codes code").all_text_contents()
        assert len(codes) == 10
        sign_out(page)
        sign_in(page)
        page.wait_for_url("**/admin/step/ask/")
        assert grave(page) == []
        page.fill("#id_code", "000000")
        page.click("#code_form [type=submit]")
        assert "n’est pas juste" in page.text_content("#content")

        page.fill("#id_code", codes[0])
        page.click("#code_form [type=submit]")

        page.wait_for_selector("#user-tools")


def test_a_key_is_added_and_touched(window):
    page = window()
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": A_KEY})
    sign_in(page)
    page.goto("/admin/step/keys/add/")
    assert grave(page) == []
    assert page.locator("[role=alert]").is_hidden()  # nothing has failed yet
    assert page.locator("label[for=id_name]").inner_text() == "Nom\u00a0:"
    page.fill("#id_name", "Clé du bureau")
    page.click("#key_press")
    page.wait_for_url("**/admin/step/codes/")
    with removed_after(page, 'a[href$="/remove/"]'):
        sign_out(page)
        sign_in(page)
        page.wait_for_url("**/admin/step/ask/")

        page.click("#key_press")

        page.wait_for_selector("#user-tools")
        page.goto("/admin/step/")
        assert "Clé du bureau" in page.text_content("#content")
