"""Nothing scrolls sideways, and a phone without scripts can narrow the cases."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_no_page_scrolls_sideways(visit, language):
    page = visit(language, width=360)

    for width in [360, 768]:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_facets_do_not_scroll_sideways(browse):
    page = browse("/es/cases/#filters", width=360)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('#filters').scrollWidth") <= 360


@pytest.fixture
def phone(browse):
    """The list of cases on a phone that runs no script."""
    return browse("/fr/cases/", width=360, has_touch=True, java_script_enabled=False)


def test_the_facets_open_and_close_without_scripts(phone):
    facets = phone.locator("#filters")
    expect(facets).to_be_hidden()

    phone.locator(".open-facets").tap()
    expect(facets).to_be_visible()

    facets.locator(".shut a").tap()
    expect(facets).to_be_hidden()


def test_the_facets_answer_without_scripts(phone):
    phone.locator(".open-facets").tap()
    phone.locator(".choice", has=phone.locator("[name=function][value=social]")).tap()
    phone.locator("#filters .apply button").tap()

    expect(phone.locator("#filters")).to_be_hidden()
    expect(phone.locator(".chips a")).to_have_count(2)  # the choice, and "clear all"
    assert "function=social" in phone.url
    assert phone.locator(".cards > .card").count() > 0
    assert phone.locator(".cards > .card.social").count() > 0
