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


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_menu_unfolds_on_a_phone(browse, scripts):
    page = browse("/fr/cases/", width=360, has_touch=True, java_script_enabled=scripts)
    entries = page.locator(".masthead nav li a")
    assert entries.count() == 7
    expect(entries.first).to_be_hidden()

    page.locator(".masthead .menu summary").tap()

    for number in range(7):
        expect(entries.nth(number)).to_be_visible()
        box = entries.nth(number).bounding_box()
        assert (box["x"] >= 0, box["x"] + box["width"] <= 360) == (True, True)
        assert box["height"] >= 24


def test_on_a_wide_screen_the_menu_is_simply_there(browse):
    page = browse("/fr/cases/")

    expect(page.locator(".masthead .menu")).to_be_hidden()
    expect(page.locator(".masthead nav li a").last).to_be_visible()


def test_a_page_of_the_list_is_no_longer_than_ten_thousand_pixels_on_a_phone(browse):
    page = browse("/fr/cases/", width=360)

    assert page.locator(".cards > .card").count() == 20
    assert page.evaluate("document.documentElement.scrollHeight") < 10_000


def test_the_index_of_the_map_has_a_bound_on_a_phone(browse):
    page = browse("/fr/cases/map/", width=360)

    assert page.locator(".index").bounding_box()["height"] <= 800


@pytest.mark.parametrize("address", ["levers/direct-provision/", "functions/physical/"])
def test_a_table_that_is_stacked_keeps_a_label_in_each_cell(browse, address):
    page = browse(f"/fr/{address}", width=360)
    labels = page.locator(".ledger td.num").first.evaluate(
        "cell => getComputedStyle(cell, '::before').content"
    )

    assert labels == '"Début"'


def test_the_heads_and_totals_of_a_matrix_stay_in_sight(browse):
    page = browse("/fr/cases/matrix/?columns=country", width=360)
    pane = page.locator(".matrix-wrap")
    expect(page.locator(".pan-hint")).to_be_visible()
    pane.evaluate("pane => pane.scrollTo(600, 300)")

    for css in ["tbody th[scope=row]", "td.sum", "thead th:last-child", "tfoot th"]:
        seen = page.locator(f".matrix {css}").evaluate_all(
            """all => all.some(one => { const b = one.getBoundingClientRect();
              return b.width && b.left >= 0 && b.right <= innerWidth; })"""
        )
        assert seen, css


def test_no_table_moves_once_it_is_known_whether_it_goes_on(browse):
    page = browse("/fr/cases/matrix/")
    top = "document.querySelector('table.matrix').getBoundingClientRect().top"

    with_scripts = page.evaluate(top)

    without = browse("/fr/cases/matrix/", java_script_enabled=False)
    assert without.locator("table.matrix").bounding_box()["y"] == with_scripts


def test_a_table_that_does_not_go_on_sideways_does_not_say_so(browse):
    page = browse("/fr/cases/matrix/?rows=function&columns=operation", width=1600)

    expect(page.locator(".pan-hint")).to_be_hidden()


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_six_facts_of_the_longest_case_are_within_two_screens_of_a_phone(browse, language):
    page = browse(f"/{language}/cases/india-public-canteens/", width=360)

    end = page.evaluate("document.querySelector('.strip').getBoundingClientRect().bottom")

    assert end <= 2 * page.viewport_size["height"]


@pytest.mark.parametrize(
    "path",
    ["organisations/ajuntament-de-barcelona/", "cases/", "cases/bogota-manzanas-del-cuidado/"],
)
def test_a_phone_shows_each_case_that_a_wide_screen_shows(browse, path):
    cards = ".card h2 a, .card h3 a, .card .what"
    wide, phone = browse(f"/fr/{path}"), browse(f"/fr/{path}", width=360)
    count = wide.locator(cards).filter(visible=True).count()

    assert count > 0
    assert phone.locator(cards).filter(visible=True).count() == count
