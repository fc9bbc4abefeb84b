"""What has the focus is seen; it is never thrown away, nor let out of what is open."""

import pytest
from playwright.sync_api import expect

from .conftest import KINDS

SIZES = [
    (1280, 720),
    (360, 640),
    (640, 360),  # 1280 × 720 at 200 %
    (320, 180),  # at 400 %
]
MOST = 900  # stops of a page
# Where the focus is, and whether nothing of it is in sight: no point of a raster over it.
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const own = one.matches('input') && one.closest('label') || one;
  const parts = [own, ...own.querySelectorAll('circle')]; // a mark beside its name
  const seen = parts.flatMap((part) => [...part.getClientRects()]).some((box) => {
    const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
    const wide = Math.min(innerWidth, box.right) - left;
    const high = Math.min(innerHeight, box.bottom) - top;
    for (let x = 1; x < 8; x++) for (let y = 1; y < 8; y++) {
      const is_out = wide <= 0 || high <= 0;
      const at = !is_out && document.elementFromPoint(left + wide * x / 8, top + high * y / 8);
      if (at && (own.contains(at) || at.contains(one) && !at.matches('body, html, main, .page')
          && at.closest('a, label, summary, svg') === own.closest('a, label, summary, svg')))
        return true;
    }
  });
  one.dataset.stop = one.dataset.stop || String(++window.stops || (window.stops = 1));
  const is = one.outerHTML.slice(0, 200);
  return { seen: Boolean(seen), stop: Number(one.dataset.stop), is };
}"""


def walk(page):
    """Every stop of a page, by the Tab key, once."""
    page.evaluate("window.stops = 0")
    last = 0
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop and not stop["seen"]:
            page.wait_for_timeout(150)  # until the page has been drawn where it was scrolled to
            stop = page.evaluate(STOP)
        if stop is None or stop["stop"] <= last:
            return
        last = stop["stop"]
        yield stop


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_stop_of_a_page_is_covered(browse, kind):
    page = browse(refusals=kind.status >= 400)
    covered = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto("about:blank")
        page.goto(kind.address("fr"))
        stops = list(walk(page))
        assert len(stops) > 10
        covered += [(width, stop["is"]) for stop in stops if not stop["seen"]]

    assert covered == []


@pytest.mark.parametrize(
    "path", ["cases/#filters", "cases/map/#filters", "cases/matrix/#filters"]
)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_stop_of_the_open_filters_is_covered(browse, path, size):
    width, height = size
    page = browse(width=width)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"/fr/{path}")

    assert [stop["is"] for stop in walk(page) if not stop["seen"]] == []


def test_the_bar_of_kept_cases_covers_no_stop(browse):
    page = browse("/fr/cases/?sort=title")
    page.set_viewport_size({"width": 1280, "height": 720})
    for number in range(12):
        page.locator(".cards input[form=tray]").nth(number).check()
    page.reload()

    assert [stop["is"] for stop in walk(page) if not stop["seen"]] == []


# --- the drawer -------------------------------------------------------------------------


@pytest.fixture
def drawer(browse):
    page = browse("/fr/cases/", width=360)
    page.locator(".open-facets").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#filters")).to_be_visible()
    return page


def test_the_drawer_takes_the_focus_and_holds_it(drawer):
    assert drawer.evaluate("document.activeElement.closest('#filters') !== null")
    expect(drawer.locator("#filters")).to_have_role("dialog")
    for key in ["Shift+Tab", *["Tab"] * 150]:
        drawer.keyboard.press(key)
        assert drawer.evaluate(
            "document.activeElement.closest('#answer, header, footer') === null"
        )


def test_it_is_still_held_after_an_answer_in_place(drawer):
    drawer.locator("#function-social").check()
    drawer.wait_for_url("**function=social**")

    assert drawer.evaluate("document.getElementById('answer').inert")
    expect(drawer.locator("#function-social")).to_be_focused()


@pytest.mark.parametrize("way", ["Escape", "link"])
def test_shut_it_gives_the_focus_back_to_what_opened_it(drawer, way):
    if way == "Escape":
        drawer.keyboard.press("Escape")
    else:
        drawer.locator("#filters .shut a").press("Enter")

    expect(drawer.locator("#filters")).to_be_hidden()
    expect(drawer.locator(".open-facets")).to_be_focused()
    assert not drawer.evaluate("document.getElementById('answer').inert")


def test_its_button_says_how_many_cases_it_shows_and_goes_to_them(drawer):
    drawer.locator("#function-social").check()
    drawer.wait_for_url("**function=social**")
    count = drawer.locator("h1 .num").text_content().strip()
    button = drawer.locator("#filters .apply button")
    expect(button).to_have_text(f"Afficher {count} cas")

    button.press("Enter")

    expect(drawer.locator("#filters")).to_be_hidden()
    expect(drawer.locator("#answer h1")).to_be_focused()


@pytest.mark.parametrize("address", ["map/", "matrix/"])
def test_filters_beside_map_and_matrix_give_the_focus_back(browse, address):
    page = browse(f"/fr/cases/{address}")
    page.locator(".open-facets").press("Enter")
    page.locator("#function-social").check()
    page.wait_for_url("**function=social**")

    page.keyboard.press("Escape")

    expect(page.locator(".open-facets")).to_be_focused()


# --- what removes or disables itself ----------------------------------------------------


def test_a_choice_taken_away_gives_the_focus_to_the_next_and_then_to_the_heading(browse):
    page = browse("/fr/cases/?function=social&region=019&group=children")
    chips = page.locator(".chips a:not(.all)")

    chips.first.press("Enter")
    expect(chips).to_have_count(2)
    expect(chips.first).to_be_focused()
    chips.last.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    chips.first.press("Enter")

    expect(page.locator("#answer h1")).to_be_focused()
    expect(page).to_have_url("/fr/cases/")


def test_all_choices_cleared_give_the_focus_to_the_heading(browse):
    page = browse("/fr/cases/?function=social&region=019")

    page.locator(".chips .all").press("Enter")

    expect(page.locator("#answer h1")).to_be_focused()
    expect(page.locator("#filters :checked")).to_have_count(0)


def test_an_order_keeps_the_focus_and_is_said(browse):
    page = browse("/fr/cases/?function=social")
    order = page.locator(".sorts ul a[href*='sort=title']")

    order.press("Enter")

    page.wait_for_url("**sort=title**")
    expect(order).to_be_focused()
    expect(order).to_have_attribute("aria-current", "true")


def test_the_buttons_of_the_sheet_keep_the_focus_at_their_ends(browse):
    page = browse("/fr/cases/map/")
    nearer, farther, whole = [page.locator(".zoom button").nth(number) for number in range(3)]

    nearer.press("Enter")
    whole.press("Enter")
    expect(whole).to_be_focused()
    expect(whole).to_have_attribute("aria-disabled", "true")
    for _ in range(6):
        nearer.press("Enter")
    expect(nearer).to_be_focused()
    expect(nearer).to_have_attribute("aria-disabled", "true")
    expect(farther).to_have_attribute("aria-disabled", "false")


def test_nearness_is_said_aloud_and_the_keys_in_words(browse):
    page = browse("/fr/cases/map/")
    said = page.locator(".zoom [role=status]")
    expect(said).to_have_text("")

    page.locator(".zoom button").first.press("Enter")

    expect(said).to_have_text("Agrandi × 1,6")
    assert page.locator("#sheet").get_attribute("aria-describedby") == "sheet-keys"
    expect(page.locator("#sheet-keys")).to_contain_text("flèches")


def test_a_ring_that_opens_has_the_focus(browse):
    page = browse("/fr/cases/map/")

    page.locator("svg.world a[href*='#ring-']").first.press("Enter")

    expect(page.locator(".ring:target")).to_be_focused()


def test_when_all_that_is_kept_is_emptied_the_focus_stays_in_the_list(browse):
    page = browse("/fr/cases/")
    page.locator(".cards input[form=tray]").nth(2).check()

    page.locator("[data-empty]").press("Enter")

    assert page.evaluate("document.activeElement.matches('input[form=tray]')")
