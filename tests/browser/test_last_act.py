"""The last act wins: an answer that comes late changes nothing that was done since."""

import re

import pytest
from playwright.sync_api import expect

BOXES = ["function-social", "region-019", "group-children"]
APART = [50, 100, 250, 500]  # milliseconds
LAG = 1500


def lag_of(page, lag):
    """Every answer in place comes so many milliseconds late. In the page: a route that waits
    would hold back the keys of the test too."""
    page.add_init_script(
        f"""const real = window.fetch;
        window.fetch = (...asked) => new Promise((done, failed) => {{
          const {{ signal }} = asked[1] || {{}};
          const stop = () => failed(new DOMException("", "AbortError"));
          if (signal) signal.addEventListener("abort", stop);
          setTimeout(() => real(...asked).then(done, failed), {lag});
        }});"""
    )


@pytest.mark.parametrize("lag", [0, LAG])
@pytest.mark.parametrize("path", ["", "map/#filters", "matrix/#filters"])
def test_boxes_that_are_ticked_quickly_are_all_kept(browse, path, lag):
    page = browse()
    if lag:
        lag_of(page, lag)
    for apart in APART:
        page.goto("/fr/cases/")  # so that the next is no step within its page
        page.goto(f"/fr/cases/{path}")
        for name in BOXES:
            page.evaluate("id => document.getElementById(id).click()", name)
            page.wait_for_timeout(apart)

        asked = [f"**{name.replace('-', '=', 1)}**" for name in BOXES]
        for one in asked:
            page.wait_for_url(one)
        expect(page.locator(".chips a:not(.all)")).to_have_count(3)
        page.wait_for_timeout(100)
        ticked = page.locator("#filters :checked").evaluate_all("all => all.map(one => one.id)")
        assert sorted(ticked) == sorted(BOXES), (apart, lag)


def test_a_choice_taken_away_while_another_is_under_way_takes_nothing_else(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/?function=social&region=019")

    page.locator("#group-children").check()
    page.locator(".chips a").first.click()

    page.wait_for_url("**region=019**group=children**")
    expect(page.locator("#function-social")).not_to_be_checked()
    assert "function" not in page.url


def test_an_order_asked_while_a_box_is_under_way_keeps_the_box(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/")

    page.locator("#function-social").check()
    page.locator(".sorts ul a[href*='sort=title']").click()

    page.wait_for_url("**sort=title**")
    assert "function=social" in page.url
    expect(page.locator(".sorts [aria-current]")).to_have_attribute("href", re.compile("title"))


def test_an_axis_changed_while_a_box_is_under_way_keeps_the_box(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/matrix/#filters")

    page.locator("#function-social").check()
    page.locator("#id_columns").select_option("group")

    page.wait_for_url("**columns=group**")
    assert "function=social" in page.url
    expect(page.locator(".chips a:not(.all)")).to_have_count(1)


def test_another_view_opened_while_a_box_is_under_way_has_the_box(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/")

    page.locator("#function-social").check()
    page.locator(".views a[href*='/map/']").click()

    page.wait_for_url("**/cases/map/?function=social")


def test_a_kind_of_results_asked_while_a_box_is_under_way_has_the_box(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/results/#filters")

    page.locator("#function-social").check()
    page.locator(".kinds a").last.click()

    page.wait_for_url("**result=**")
    assert "function=social" in page.url


def test_words_searched_while_a_box_is_under_way_keep_the_box(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/")

    page.locator("#function-social").check()
    page.fill("#words", "agua")
    page.keyboard.press("Enter")

    page.wait_for_url("**q=agua**")
    assert "function=social" in page.url


def test_a_year_typed_while_a_box_is_under_way_is_asked_with_it(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/")

    page.locator("#function-social").check()
    page.fill("#from", "2000")
    page.keyboard.press("Tab")

    page.wait_for_url("**from=2000**")
    assert "function=social" in page.url
    assert page.input_value("#from") == "2000"


def test_going_back_while_an_answer_is_under_way_shows_what_was_there(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/")
    page.locator("#function-social").check()
    page.wait_for_url("**function=social**")
    page.locator("#region-019").check()
    page.wait_for_url("**region=019**")

    page.locator("#group-children").check()
    page.go_back()

    expect(page.locator(".chips a:not(.all)")).to_have_count(1)
    expect(page.locator("#region-019")).not_to_be_checked()
    expect(page.locator("#function-social")).to_be_checked()
    page.wait_for_timeout(600)
    expect(page.locator("#group-children")).not_to_be_checked()


def test_suggestions_for_fewer_letters_never_replace_those_for_more(browse):
    page = browse()
    page.add_init_script(
        """const real = window.fetch; let number = 0;
        window.fetch = (...asked) => new Promise((done, failed) =>
          setTimeout(() => real(...asked).then(done, failed), number++ ? 0 : 900));"""
    )
    page.goto("/fr/")

    page.locator("#find").press_sequentially("bo")
    page.wait_for_timeout(300)
    page.locator("#find").press_sequentially("gota")
    option = page.locator("#find-suggestions [role=option]").first
    expect(option).to_be_visible()
    words = page.locator("#find-suggestions").inner_text()
    page.wait_for_timeout(1000)

    assert page.locator("#find-suggestions").inner_text() == words


def two_steps(page):
    page.goto("/fr/cases/")
    page.locator("#function-social").check()
    page.wait_for_url("**function=social**")
    page.fill("#from", "2005")
    page.keyboard.press("Tab")
    page.wait_for_url("**from=2005**")
    expect(page.locator(".chips a:not(.all)")).to_have_count(2)


def test_back_and_forth_while_an_answer_is_under_way_leaves_what_the_address_says(browse):
    page = browse()
    lag_of(page, 400)
    two_steps(page)

    page.evaluate("history.back()")
    page.wait_for_timeout(100)
    page.evaluate("history.forward()")
    page.wait_for_timeout(900)

    assert "from=2005" in page.url
    expect(page.locator(".chips a:not(.all)")).to_have_count(2)
    assert page.input_value("#from") == "2005"


def test_two_steps_back_at_once_take_a_year_back_too(browse):
    page = browse()
    lag_of(page, 400)
    two_steps(page)

    page.evaluate("history.back()")
    page.wait_for_timeout(100)
    page.evaluate("history.back()")
    page.wait_for_timeout(900)

    assert page.url.endswith("/fr/cases/")
    expect(page.locator(".chips a")).to_have_count(0)
    assert page.input_value("#from") == ""


def test_all_is_cleared_with_a_box_that_is_under_way(browse):
    page = browse()
    lag_of(page, 400)
    page.goto("/fr/cases/?function=social&sort=title")

    page.locator("#region-019").check()
    page.locator(".chips a.all").click()
    page.wait_for_timeout(900)

    assert "region" not in page.url
    expect(page.locator("#filters :checked")).to_have_count(0)
