"""From a cold start to a link that can be sent: an officer chooses a question, types her town,
and takes the address of the note. By keyboard, at 360 pixels, with and without scripts."""

import time

import pytest
from playwright.sync_api import expect

MOST_ACTIONS, MOST_SECONDS = 6, 180
FOCUS = "css => document.activeElement.matches(css)"


class Hands:
    """A keyboard and nothing else; ``actions`` are what a person decides to do: to follow a
    link, to fill a field and send it. Tabs on the way are counted apart."""

    def __init__(self, page):
        self.page, self.actions, self.tabs = page, 0, 0

    def come_to(self, css):
        for _ in range(250):
            self.page.keyboard.press("Tab")
            self.tabs += 1
            if self.page.evaluate(FOCUS, css):
                return
        pytest.fail(f"Tab never comes to {css}")

    def follow(self, css):
        self.come_to(css)
        self.page.keyboard.press("Enter")
        self.actions += 1

    def fill(self, css, words):
        self.come_to(css)
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.actions += 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_link_is_sent_in_few_actions(browse, language, scripts, record_property):
    start = time.monotonic()
    page = browse(f"/{language}/", width=360, java_script_enabled=scripts)
    hands = Hands(page)

    hands.follow("a[href*='?group=caregivers']")
    page.wait_for_url("**/cases/?group=caregivers")
    hands.fill("input[name=town]", "Guayaquil")
    page.wait_for_url("**near=*")
    hands.follow(f".views a[href*='/{language}/cases/note/']")
    page.wait_for_url("**/cases/note/?*near=*")
    link = page.locator("[data-copy-text] a")
    expect(link).to_have_text(page.url.partition("#")[0])
    hands.actions += 1  # to copy it

    seconds = time.monotonic() - start
    record_property("path", (hands.actions, hands.tabs, round(seconds, 1)))
    assert hands.actions <= MOST_ACTIONS
    assert seconds < MOST_SECONDS


def test_a_link_made_in_one_profile_says_the_same_in_another(browse):
    made = browse("/fr/cases/?group=caregivers&sort=title")
    for number in (0, 1):
        made.locator(".cards input[form=tray]").nth(number).check()
    made.get_by_role("button", name="Note au conseil").click()
    made.wait_for_url("**/cases/note/?case=*")

    opened = browse()
    opened.goto(made.url)

    first_sheet = ".leaf"
    assert (
        opened.locator(first_sheet).first.inner_text()
        == made.locator(first_sheet).first.inner_text()
    )
    as_list = made.url.replace("/note/", "/")
    for page in (made, opened):
        page.goto(as_list)
    titles = ".cards h3"
    assert opened.locator(titles).all_inner_texts() == made.locator(titles).all_inner_texts()
    assert opened.locator(titles).count() == 2
