"""Suggestions under the search box, by keyboard, and the box without a script."""

from playwright.sync_api import expect


def test_an_arrow_chooses_and_enter_opens(browse):
    page = browse("/fr/search/")
    box = page.get_by_role("combobox")

    box.fill("makol")
    # The place with its count, then the title of the case there.
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.get_by_role("option").first).to_contain_text("1 cas")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    option = page.get_by_role("option", selected=True)
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    box.press("Enter")

    page.wait_for_url("**/fr/cases/accra-makola-market-creche/")


def test_escape_closes_and_enter_searches(browse):
    page = browse("/fr/cases/")
    box = page.locator("#words")  # the page has a field of a town too

    box.fill("makol")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")

    page.wait_for_url("**/fr/cases/?q=makol")


def test_a_town_is_chosen_by_keyboard_and_its_list_opens(browse):
    page = browse("/fr/levers/direct-provision/")
    box = page.locator("#town")

    box.fill("guayaq")
    expect(page.get_by_role("option").first).to_contain_text("Guayaquil")
    box.press("ArrowDown")
    box.press("Enter")

    page.wait_for_url("**/fr/cases/?lever=direct-provision&near=3657509-guayaquil")


def test_a_town_that_is_typed_whole_needs_no_suggestion(browse):
    page = browse("/fr/")
    box = page.locator("#town")

    box.fill("guayaquil, équateur")
    box.press("Enter")

    page.wait_for_url("**/fr/cases/?near=3657509-guayaquil")
