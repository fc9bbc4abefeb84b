"""A ticked box answers at once: the address, the counts, the words and the focus follow."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def tick():
    """tick(page, "function-social") ticks a box and waits for the answer."""

    def press_space_on(page, box):
        page.locator(f"#{box}").focus()
        page.keyboard.press("Space")
        page.wait_for_url(f"**{box.replace('-', '=', 1)}**")
        expect(page.locator(".chips")).to_be_visible()

    return press_space_on


def figure(page):
    return int(page.locator("h1 .num").inner_text())


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_ticked_box_changes_the_answer_and_keeps_the_focus(browse, tick, language):
    page = browse(f"/{language}/cases/")
    whole = figure(page)

    tick(page, "function-social")

    expect(page).to_have_url(f"/{language}/cases/?function=social")
    assert 0 < figure(page) < whole
    expect(page.locator("#function-social")).to_be_focused()
    expect(page.locator("#answer > [role=status]")).to_contain_text(str(figure(page)))


def test_the_answer_in_place_is_the_answer_of_its_address(browse, tick):
    page = browse("/fr/cases/")
    tick(page, "group-children")
    tick(page, "region-019")
    in_place = page.locator("#ask").inner_text()

    page.reload()

    assert page.locator("#ask").inner_text() == in_place


def test_a_box_far_down_keeps_its_place_and_what_was_unfolded_stays_so(browse, tick):
    page = browse("/fr/cases/")
    details = page.locator("#filters details").first
    details.locator("summary").click()

    tick(page, "operation-ongoing")

    assert details.get_attribute("open") is not None
    expect(page.locator("#operation-ongoing")).to_be_in_viewport()


def test_the_search_box_still_suggests_after_an_answer_in_place(browse, tick):
    page = browse("/fr/cases/")
    tick(page, "function-social")

    field = page.locator("#words")
    expect(field).to_have_role("combobox")
    field.press_sequentially("bog")

    expect(page.locator("#answer [role=option]").first).to_be_visible()


def test_two_years_typed_quickly_are_both_asked(browse):
    page = browse("/fr/cases/")

    page.fill("#from", "2000")
    page.fill("#to", "2015")
    page.keyboard.press("Tab")

    page.wait_for_url("**/fr/cases/?from=2000&to=2015")
    assert (page.input_value("#from"), page.input_value("#to")) == ("2000", "2015")


def test_a_question_that_makes_no_sense_is_refused_in_place(browse):
    page = browse("/fr/cases/?from=2015", refusals=True)

    page.fill("#to", "1990")
    page.keyboard.press("Tab")

    expect(page.locator(".refusal")).to_be_visible()
    assert page.input_value("#to") == "1990"


def test_back_returns_to_the_answer_before(browse, tick):
    page = browse("/fr/cases/")
    tick(page, "function-social")
    before = figure(page)
    tick(page, "region-019")

    page.go_back()

    expect(page).to_have_url("/fr/cases/?function=social")
    expect(page.locator("h1 .num")).to_have_text(str(before))


@pytest.mark.parametrize("address", ["map/", "matrix/"])
def test_beside_map_and_matrix_the_facets_come_when_asked_and_go_with_escape(
    browse, tick, address
):
    page = browse(f"/fr/cases/{address}")
    expect(page.locator("#filters")).to_be_hidden()

    page.locator(".open-facets").click()
    tick(page, "function-social")
    expect(page.locator("#filters")).to_be_visible()

    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()
    assert "function=social" in page.url


def test_an_axis_changes_the_matrix_and_keeps_the_question(browse):
    page = browse("/fr/cases/matrix/?function=social")

    page.locator("#id_columns").select_option("group")

    page.wait_for_url("**columns=group**")
    assert "function=social" in page.url
    expect(page.locator(".chips")).to_be_visible()


def test_a_phone_answers_in_its_drawer(browse):
    page = browse("/fr/cases/", width=360, has_touch=True)
    page.locator(".open-facets").tap()

    with page.expect_response("**function=social**"):
        page.locator(".choice", has=page.locator("#function-social")).tap()

    expect(page.locator("#filters")).to_be_visible()
    page.locator("#filters .shut a").tap()
    expect(page.locator(".chips")).to_be_visible()


def test_a_browser_that_reads_no_newer_script_gets_each_answer_as_a_page(browse):
    """One of 2020 does not parse what changes an answer in place: as if it were not there."""
    page = browse()
    page.route("**/idiomorph*", lambda route: route.fulfill(body=""))
    page.goto("/fr/cases/")
    whole = figure(page)

    page.locator("#function-social").check()
    assert figure(page) == whole  # nothing is loaded under the reader's hands
    page.locator("#filters .apply button").click()
    page.wait_for_url("**function=social**")
    assert 0 < figure(page) < whole

    page.locator(".chips a").first.click()
    expect(page.locator("h1 .num")).to_have_text(str(whole))
