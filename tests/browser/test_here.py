"""Two editors have one form open: each is told of the other as they come and go, and nothing in
the form moves."""

import pytest
from playwright.sync_api import expect

from .conftest import manage, sign_in

LINE = "[data-here]"
NADIA = {"name": "nadia", "password": "a-password-for-nadia"}


@pytest.fixture
def nadia(made, browse):
    """A page of another editor."""
    _folder, environment = made
    make = f"""
from editorial.models import User
if not User.objects.filter(username="nadia").exists():
    User.objects.create_superuser("nadia", password="{NADIA["password"]}")
"""
    manage(environment, "shell", "--verbosity", "0", "-c", make)
    page = browse()
    sign_in(page, NADIA["name"], NADIA["password"])
    return page


def form_of(desk, **options):
    page = desk("/admin/cases/case/?q=manzanas", **options)
    page.click("#result_list tbody th a")
    page.wait_for_selector(LINE)
    page.wait_for_load_state("networkidle")
    return page


def looked_at_again(page):
    """What the script does when somebody comes back to the page."""
    with page.expect_response("**/here/") as renewed:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert renewed.value.status == 200


@pytest.mark.parametrize("width", [1280, 390])
def test_who_comes_and_goes_is_told_and_nothing_moves(desk, nadia, width):
    mine = form_of(desk, width=width)
    expect(mine.locator(LINE)).to_have_text("")
    top = mine.locator("#id_title_fr").bounding_box()["y"]

    nadia.goto(mine.url)
    expect(nadia.locator(LINE)).to_contain_text("edith a ce formulaire ouvert depuis")
    looked_at_again(mine)

    expect(mine.locator(LINE)).to_contain_text("nadia a ce formulaire ouvert depuis")
    expect(mine.locator(LINE)).to_have_attribute("aria-live", "polite")
    assert mine.locator("#id_title_fr").bounding_box()["y"] == top

    nadia.goto("/admin/")
    nadia.wait_for_timeout(500)  # what is sent on leaving is shown to nobody
    looked_at_again(mine)
    expect(mine.locator(LINE)).to_have_text("")
    assert mine.locator("#id_title_fr").bounding_box()["y"] == top


def test_it_asks_again_by_itself_and_only_while_it_is_looked_at(browse, session):
    page = browse(storage_state=session)
    page.clock.install()
    page.goto("/admin/cases/case/?q=manzanas")
    page.click("#result_list tbody th a")
    page.wait_for_selector(LINE)
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/here/" in one.url else None)

    with page.expect_request("**/here/"):
        page.clock.run_for(31_000)
    seen = len(asked)
    page.evaluate("Object.defineProperty(document, 'hidden', { value: true })")
    page.clock.run_for(120_000)
    page.wait_for_timeout(200)

    assert len(asked) == seen


def test_a_session_that_ended_is_told_nothing_and_what_is_typed_stays(desk):
    page = form_of(desk)
    page.fill("#id_in_short_fr", "Ce que j’écris.")
    page.context.clear_cookies(name="sessionid")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(500)

    expect(page.locator(LINE)).to_have_text("")
    expect(page.locator("#id_in_short_fr")).to_have_value("Ce que j’écris.")
    page.evaluate("localStorage.clear()")


def test_without_javascript_the_line_stands_in_the_form(desk, nadia, session, browse):
    mine = form_of(desk)
    page = browse(java_script_enabled=False, storage_state=nadia.context.storage_state())
    page.goto(mine.url)

    expect(page.locator(LINE)).to_contain_text("edith a ce formulaire ouvert depuis")
