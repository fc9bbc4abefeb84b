"""The sheet of the map: nearer, farther, and every mark a link, with and without a mouse."""

import pytest
from playwright.sync_api import expect

NEARER, FARTHER, WHOLE = range(3)
VIEW = "document.querySelector('svg.world').getAttribute('viewBox').split(' ').map(Number)"
SIZE = "link => link.querySelector('circle').getBoundingClientRect().width"


@pytest.fixture
def sheet(browse):
    return browse("/fr/cases/map/")


def width(page):
    """How many units of the world the sheet shows from side to side."""
    return page.evaluate(VIEW)[2]


def press(page, number):
    page.locator(".zoom button").nth(number).click()


def test_buttons_bring_nearer_and_take_back(sheet):
    press(sheet, NEARER)
    press(sheet, NEARER)
    near = width(sheet)
    press(sheet, FARTHER)

    assert near < width(sheet) < 1236
    press(sheet, WHOLE)
    assert width(sheet) == 1236


def test_a_mark_keeps_its_size_when_the_land_grows(sheet):
    mark = sheet.locator("svg.world a").first
    before = mark.evaluate(SIZE)

    press(sheet, NEARER)

    assert mark.evaluate(SIZE) == pytest.approx(before, rel=0.02)


def test_keys_bring_nearer_and_move(sheet):
    sheet.locator(".sheet").focus()
    sheet.keyboard.press("+")
    left, top, *_ = sheet.evaluate(VIEW)
    sheet.keyboard.press("ArrowRight")
    sheet.keyboard.press("ArrowDown")
    moved = sheet.evaluate(VIEW)
    assert (moved[0] > left, moved[1] > top) == (True, True)

    sheet.keyboard.press("0")
    assert width(sheet) == 1236


def test_a_drag_moves_the_sheet_and_opens_nothing(sheet):
    press(sheet, NEARER)
    box = sheet.locator("svg.world").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = sheet.evaluate(VIEW)

    sheet.mouse.move(x, y)
    sheet.mouse.down()
    sheet.mouse.move(x - 90, y - 40, steps=4)
    sheet.mouse.up()

    after = sheet.evaluate(VIEW)
    assert (after[0] > before[0], after[1] > before[1]) == (True, True)
    expect(sheet).to_have_url("/fr/cases/map/")


def test_a_bare_wheel_scrolls_the_page_and_with_control_it_zooms(sheet):
    sheet.locator("svg.world").hover()
    sheet.mouse.wheel(0, 40)
    assert width(sheet) == 1236

    sheet.keyboard.down("Control")
    sheet.mouse.wheel(0, -200)
    sheet.keyboard.up("Control")
    expect(sheet.locator("svg.world[viewBox^='0 0']")).to_have_count(0)


def test_tab_reaches_a_mark_and_brings_it_into_sight(sheet):
    press(sheet, NEARER)
    press(sheet, NEARER)
    last = sheet.locator("svg.world a").last
    last.focus()

    left, top, wide, high = sheet.evaluate(VIEW)
    at = last.evaluate("link => { const c = link.querySelector('circle'); "
                       "return [c.cx.baseVal.value, c.cy.baseVal.value] }")  # fmt: skip
    assert left <= at[0] <= left + wide
    assert top <= at[1] <= top + high


def test_every_mark_is_a_link_with_a_name(sheet):
    names = sheet.locator("svg.world a").evaluate_all(
        "links => links.map(link => link.querySelector('title').textContent.trim())"
    )

    assert all(names)
    assert len(names) == len(set(names)) > 20


def test_a_ring_opens_the_list_of_its_cases_by_keyboard(sheet):
    ring = sheet.locator("svg.world a[href*='#ring-']").first
    ring.focus()
    sheet.keyboard.press("Enter")

    expect(sheet.locator(".ring:target")).to_be_visible()


def test_the_view_is_kept_when_the_answer_changes(sheet):
    press(sheet, NEARER)
    near = width(sheet)
    sheet.locator(".open-facets").click()
    sheet.locator("#function-social").check()

    expect(sheet.locator(".chips")).to_be_visible()
    expect(sheet.locator("svg.world[viewBox^='0 0']")).to_have_count(0)
    assert width(sheet) == near
    expect(sheet.locator(".zoom")).to_have_count(1)


def test_without_scripts_the_regions_have_sheets_of_their_own(browse):
    page = browse("/fr/cases/map/", java_script_enabled=False)
    expect(page.locator(".zoom")).to_have_count(0)

    page.locator(".parts a[href*='zoom=002']").click()

    expect(page).to_have_url("/fr/cases/map/?zoom=002")


def test_on_a_phone_the_sheet_itself_grows(browse):
    page = browse("/fr/cases/map/", width=360, has_touch=True)
    before = page.locator("svg.world").bounding_box()["width"]

    page.locator(".zoom button").nth(NEARER).tap()

    assert page.locator("svg.world").bounding_box()["width"] > 1.5 * before
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["cases/map/", "cases/map/?zoom=150", ""])
def test_on_a_phone_every_mark_is_in_sight_at_first_and_far_enough_apart(browse, path):
    page = browse(f"/fr/{path}", width=360, has_touch=True)
    pane = page.locator(".sheet").bounding_box()
    boxes = page.locator("svg.world a:visible circle:first-of-type").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(b => [b.x + b.width / 2])"
    )

    assert len(boxes) > 5
    assert all(pane["x"] - 1 <= x <= pane["x"] + pane["width"] + 1 for (x,) in boxes)


def test_on_a_phone_a_ring_of_several_marks_brings_nearer(browse):
    page = browse("/fr/cases/map/", width=360, has_touch=True)
    ring = page.locator("svg.world .gathered").first
    assert ring.locator("title").text_content()

    ring.tap()

    expect(page.locator("svg.world .gathered")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('svg.world a') !== null")


def test_on_a_phone_without_scripts_every_mark_is_there(browse):
    page = browse("/fr/cases/map/", width=360, java_script_enabled=False)

    expect(page.locator("svg.world a").first).to_be_visible()
    assert page.locator("svg.world a").count() > 20


def test_an_answer_in_place_keeps_the_sheet_as_near_and_its_keys_told(browse):
    page = browse("/fr/cases/map/", width=360)
    press(page, NEARER)
    press(page, NEARER)
    before = page.locator("svg.world").evaluate("svg => svg.clientWidth")

    page.evaluate("document.getElementById('function-social').click()")
    page.wait_for_url("**function=social**")
    page.wait_for_timeout(200)

    assert page.locator("svg.world").evaluate("svg => svg.clientWidth") == before
    expect(page.locator("#sheet")).to_have_attribute("aria-describedby", "sheet-keys")
