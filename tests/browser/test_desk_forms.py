"""The forms of the desk in a real browser: rows that move, slugs typed ahead, two windows."""

import pytest

from .conftest import sign_in
from .test_editor_path import save

CASE = "/admin/cases/case/?q=manzanas"


@pytest.fixture
def case(desk):
    page = desk(CASE)
    page.click("#result_list tbody th a")
    page.wait_for_selector("#sources-0 .move")
    return page


def numbers(page):
    boxes = page.locator("#sources-group [name^='sources-'][name$='-position']")
    return [
        box.input_value()
        for box in boxes.all()
        if "__prefix__" not in box.get_attribute("name")
    ]


def test_a_source_is_moved_by_keyboard_and_keeps_the_focus(case):
    before = numbers(case)
    first = case.locator("#sources-0 [name$='-title']").input_value()

    case.locator("#sources-0 .move").last.press("Enter")

    titles = case.locator("#sources-group [name$='-title']")
    assert titles.nth(1).input_value() == first
    assert numbers(case) == before
    assert case.evaluate("document.activeElement.className") == "move"


def test_a_result_is_offered_a_source_that_is_new(case):
    case.click("#sources-group .add-row a")
    row = case.locator("#sources-group .inline-related:not(.empty-form)").last
    row.locator("[name$='-title']").fill("Un rapport tout neuf")
    case.click("#results-group .add-row a")
    choice = case.locator(
        "#results-group .inline-related:not(.empty-form) select[name$='-source']"
    ).last
    choice.focus()

    assert "Un rapport tout neuf" in choice.inner_text()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da-nang"),
        ("Straße, Œuvre", "strasse-oeuvre"),
        ("東京", ""),
    ],
)
def test_a_slug_typed_ahead_keeps_its_letters(desk, name, slug):
    page = desk("/admin/cases/place/add/")

    page.locator("#id_name_fr").press_sequentially(name)
    page.keyboard.press("Tab")

    assert page.input_value("#id_slug") == slug


def test_two_windows_and_one_text(browse):
    one, other = browse(refusals=True), browse(refusals=True)
    for page in (one, other):
        sign_in(page)
        page.goto(CASE)
        page.click("#result_list tbody th a")
        page.wait_for_selector("#id_challenges_fr")
    kept = one.input_value("#id_challenges_fr")

    for page, words in [(other, "- Le leur."), (one, "- Le mien.")]:
        page.fill("#id_challenges_fr", words)
        save(page)
    assert one.locator(".side ins").all_inner_texts()
    assert one.evaluate("document.documentElement.scrollWidth <= innerWidth")
    one.check("input[value=both]")
    one.fill(".clash textarea", kept)
    one.click("input.default")

    one.wait_for_selector(".messagelist .success")
