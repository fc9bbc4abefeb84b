"""Cases are kept from page to page in this browser, and stand side by side."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

BOX = "input[form=tray][type=checkbox]"


def box(page, number):
    return page.locator(f".cards {BOX}").nth(number)


def test_what_is_kept_on_two_pages_stands_side_by_side_in_its_order(browse):
    page = browse("/fr/cases/?sort=title&page=2")
    second = box(page, 3)
    slug_of_second = second.get_attribute("value")
    second.check()
    page.goto(f"{page.url.partition('/fr/')[0]}/fr/cases/?sort=title")
    first = box(page, 0)
    slug_of_first = first.get_attribute("value")
    first.check()

    expect(page.locator("#tray [data-count]")).to_have_text("2")
    page.get_by_role("button", name="Côte à côte").click()

    page.wait_for_url(f"**/compare/?case={slug_of_second}&case={slug_of_first}")
    expect(page.locator("table.side thead th")).to_have_count(2)


def test_a_kept_case_is_ticked_wherever_it_stands(browse):
    page = browse("/fr/cases/?sort=title")
    slug = box(page, 0).get_attribute("value")
    box(page, 0).check()

    page.goto(f"{page.url.partition('/fr/')[0]}/fr/cases/{slug}/")

    expect(page.locator(f"header {BOX}")).to_be_checked()
    page.locator(f"header {BOX}").uncheck()
    page.reload()
    expect(page.locator(f"header {BOX}")).not_to_be_checked()


def test_ticks_stay_when_the_answer_changes_in_place(browse):
    page = browse("/fr/cases/")
    slug = box(page, 1).get_attribute("value")
    box(page, 1).check()

    page.locator("[name=function]").first.check()
    page.wait_for_url("**function=**")

    expect(page.locator(f"#tray [value={slug}], {BOX}[value={slug}]").first).to_be_checked()
    expect(page.locator("#tray [data-count]")).to_have_text("1")


def test_the_tray_is_emptied(browse):
    page = browse("/fr/cases/")
    box(page, 0).check()

    page.get_by_role("button", name="Vider").click()

    expect(box(page, 0)).not_to_be_checked()
    expect(page.locator("#tray [data-count]")).to_have_text("")


@pytest.fixture
def without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/fr/cases/?group=caregivers")
    yield page
    context.close()


def test_without_scripts_the_boxes_of_a_page_go_together(without_scripts):
    page = without_scripts
    box(page, 0).check()
    box(page, 1).check()

    page.get_by_role("button", name="Côte à côte").click()

    page.wait_for_url("**/compare/?case=*&case=*")
    expect(page.locator("table.side thead th")).to_have_count(2)


def test_the_focus_stays_in_the_tray_when_a_case_of_another_page_is_let_go(browse):
    page = browse("/fr/cases/?sort=title&page=2")
    box(page, 0).check()
    box(page, 1).check()
    page.goto(f"{page.url.partition('/fr/')[0]}/fr/cases/?sort=title")
    rows = page.locator("#tray [data-elsewhere] input")
    expect(rows).to_have_count(2)
    left = rows.nth(1).get_attribute("value")

    rows.nth(0).focus()
    page.keyboard.press("Space")

    expect(rows).to_have_count(1)
    assert page.evaluate("document.activeElement.value") == left
    page.keyboard.press("Space")
    expect(rows).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('#tray') !== null")


def test_a_case_kept_in_another_window_takes_no_focus_away(browse):
    page = browse("/fr/cases/?sort=title&page=2")
    box(page, 0).check()
    home = page.url.partition("/fr/")[0]
    page.goto(f"{home}/fr/cases/?sort=title")
    row = page.locator("#tray [data-elsewhere] input")
    row.focus()

    page.evaluate("dispatchEvent(new Event('storage'))")

    expect(row).to_be_focused()


THREE = [
    "bogota-manzanas-del-cuidado", "accra-makola-market-creche", "iztapalapa-utopias",
]  # fmt: skip
LINK = "/fr/cases/?" + "&".join(f"case={slug}" for slug in THREE)


def test_a_link_that_somebody_sent_is_kept_as_it_was_and_takes_one_more(browse):
    """In a browser that remembers another case."""
    page = browse("/fr/cases/?country=BR")
    mine = box(page, 0).get_attribute("value")
    box(page, 0).check()
    page.goto(page.url.partition("/fr/")[0] + LINK)
    for number in range(3):
        expect(box(page, number)).to_be_checked()
    expect(page.locator("#tray [data-count]")).to_have_text("4")

    page.get_by_role("button", name="Note au conseil").click()

    cases = "&".join(f"case={slug}" for slug in [*THREE, mine])
    page.wait_for_url(f"**/fr/cases/note/?{cases}*")


def test_a_case_of_a_link_is_let_go(browse):
    page = browse(f"{LINK}&sort=title")
    page.locator(f".cards {BOX}[value={THREE[1]}]").uncheck()
    expect(page.locator("#tray [data-count]")).to_have_text("2")

    page.get_by_role("button", name="Côte à côte").click()

    page.wait_for_url(f"**/compare/?case={THREE[0]}&case={THREE[2]}*")


def test_a_case_of_a_link_that_is_on_another_page_is_kept_too(browse, published):
    page = browse("/fr/cases/?" + "&".join(f"case={slug}" for slug in published[:22]))
    elsewhere = page.locator("#tray [data-elsewhere] input")
    expect(elsewhere).to_have_count(2)
    expect(page.locator("#tray [data-count]")).to_have_text("22")

    elsewhere.first.click()

    expect(elsewhere).to_have_count(1)
    expect(page.locator("#tray [data-count]")).to_have_text("21")


def test_a_link_is_kept_on_the_map(browse):
    page = browse(LINK.replace("/cases/", "/cases/map/"))

    for slug in THREE:
        expect(page.locator(f".marked {BOX}[value={slug}]").first).to_be_checked()
    expect(page.locator("#tray [data-count]")).to_have_text("3")


def test_a_link_is_kept_without_scripts(without_scripts, site):
    page = without_scripts
    page.goto(site + LINK)
    for number in range(3):
        expect(box(page, number)).to_be_checked()

    page.get_by_role("button", name="Côte à côte").click()

    page.wait_for_url("**/compare/?" + "&".join(f"case={slug}" for slug in THREE) + "*")


@pytest.fixture
def published():
    return sorted(file.stem for file in settings.BASE_DIR.glob("fixtures/cases/*.yaml"))
