"""The atlas without a mouse."""

import pytest
from playwright.sync_api import expect

RING = "getComputedStyle(document.activeElement)"
HAS_A_RING = f"{RING}.outlineStyle != 'none' && parseFloat({RING}.outlineWidth) > 0"


@pytest.fixture
def walk():
    """walk(page, css) presses Tab until the element that answers css has the focus."""

    def press_tab_until(page, css):
        for _ in range(150):
            page.keyboard.press("Tab")
            if page.evaluate("css => document.activeElement.matches(css)", css):
                return
        pytest.fail(f"Tab never comes to {css}")

    return press_tab_until


def test_the_first_stop_is_the_skip_link_and_it_goes_to_the_content(visit):
    page = visit("fr")

    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    page.keyboard.press("Enter")
    page.wait_for_url("**#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")
    assert page.evaluate("document.activeElement.closest('.masthead') === null")


def test_every_stop_of_the_list_shows_where_it_is(browse):
    page = browse("/fr/cases/")

    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(HAS_A_RING), page.evaluate("document.activeElement.outerHTML")


def test_a_facet_is_ticked_with_space_and_sent_with_enter(browse, walk):
    page = browse("/fr/cases/")

    walk(page, "[name=function][value=social]")
    assert page.evaluate(HAS_A_RING)
    page.keyboard.press("Space")
    expect(page.locator("[type=checkbox][name=function][value=social]")).to_be_checked()
    page.keyboard.press("Enter")

    page.wait_for_url("**/fr/cases/?*function=social*")
    expect(page.locator(".chips")).to_be_visible()


def test_facets_are_sent_with_the_space_bar_on_their_button(browse, walk):
    page = browse("/fr/cases/")

    walk(page, "[name=function][value=governance]")
    page.keyboard.press("Space")
    walk(page, "#filters .apply button")
    assert page.evaluate(HAS_A_RING)
    page.keyboard.press("Space")

    page.wait_for_url("**/fr/cases/?*function=governance*")
    expect(page.locator("[type=checkbox][name=function][value=governance]")).to_be_checked()


def test_a_choice_is_taken_away_with_the_keyboard(browse, walk):
    page = browse("/fr/cases/?function=social")

    walk(page, ".chips a")
    page.keyboard.press("Enter")

    expect(page.locator(".chips")).to_have_count(0)
    assert "function" not in page.url
