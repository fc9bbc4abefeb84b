"""Readers who choose their own colours, their contrast or the size of their letters."""

import pytest

from tests.chromium import CHROMIUM

from .conftest import CHROMIUM_OPTIONS

LARGE = "html { font-size: 32px !important; }"
ASKED = "/fr/cases/?function=social&region=019"

# Contrast of letters and the ground that they stand on, after WCAG 2.2 (1.4.3).
HARDLY_READ = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = parts(colour).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    const colour = element ? getComputedStyle(element).backgroundColor : '';
    if (!element) return getComputedStyle(document.documentElement).backgroundColor;
    return (parts(colour)[3] ?? 1) > 0 ? colour : ground(element.parentElement);
  };
  return [...document.querySelectorAll('body *')].filter((one) => {
    const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!words || one.closest('svg, script, style, .unseen') || !one.checkVisibility())
      return false;
    const [less, more] = [getComputedStyle(one).color, ground(one)]
      .map(light).sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05) < 4.5;
  }).map((one) => `${getComputedStyle(one).color} ${one.outerHTML.slice(0, 100)}`);
}"""


@pytest.mark.parametrize("colours", ["none", "active"])
def test_a_ticked_box_looks_ticked(browse, colours):
    page = browse(ASKED, forced_colors=colours)

    ticked = page.locator("#function-social").screenshot()
    empty = page.locator("#function-physical").screenshot()

    assert page.locator("#function-social").is_checked()
    assert ticked != empty


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_read_in_forced_colours(browse, kind, scheme):
    """Forced letters are made for a forced ground, and some element may have no ground."""
    page = browse(kind.address("en"), forced_colors="active", color_scheme=scheme,
                  refusals=kind.status != 200)  # fmt: skip

    assert page.evaluate(HARDLY_READ) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_given_to_who_asks_for_it(browse, scheme):
    plain = "getComputedStyle(document.querySelector('.label')).color"
    case = "/fr/cases/bogota-manzanas-del-cuidado/"
    asked = browse(case, contrast="more", color_scheme=scheme)
    given = browse(case, color_scheme=scheme)

    assert asked.evaluate(plain) == asked.evaluate("getComputedStyle(document.body).color")
    assert given.evaluate(plain) != given.evaluate("getComputedStyle(document.body).color")


@pytest.mark.parametrize(
    "path",
    ["", "cases/", "cases/map/", "cases/matrix/", "cases/bogota-manzanas-del-cuidado/",
     "levers/direct-provision/", "about/", "data/codebook/"],
)  # fmt: skip
def test_large_letters_stay_in_the_window(browse, path):
    """32 px in a window of 400 px: 16 px in one of 200 px."""
    page = browse(f"/fr/{path}", width=400, bypass_csp=True)
    page.add_style_tag(content=LARGE)

    beyond = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert beyond <= 0


HEADS = "h1, h2, h3, th, .strip dt, .facts dt"
# The words of the heads and labels of a page that stand on two lines.
BROKEN_WORDS = """heads => [...document.querySelectorAll(heads)].flatMap(head => {
  const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT), broken = [];
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}]{3,}/gu)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(line => Math.round(line.top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  return broken;
})"""


@pytest.fixture(scope="module")
def reader_of_large_letters(chromium):
    """A browser whose own letters are of 32 px, as its reader has set them."""
    options = [*CHROMIUM_OPTIONS, "--blink-settings=defaultFontSize=32"]
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=options)
    yield browser.new_page(viewport={"width": 360, "height": 640})
    browser.close()


@pytest.mark.parametrize(
    "path",
    ["", "cases/", "cases/matrix/", "cases/results/", "cases/bogota-manzanas-del-cuidado/",
     "functions/physical/", "levers/direct-provision/", "infrastructures-of-care/",
     "recommendations/", "accessibility/", "contributions/", "contributions/stage-2-synthesis/",
     "data/", "data/reliability/"],
)  # fmt: skip
def test_letters_twice_as_large_break_no_word_of_a_head(reader_of_large_letters, site, path):
    page = reader_of_large_letters

    page.goto(f"{site}/fr/{path}")

    assert page.evaluate(BROKEN_WORDS, HEADS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["cases/matrix/", "cases/results/"])
def test_heads_that_stay_leave_room_for_figures(reader_of_large_letters, site, path):
    page = reader_of_large_letters

    page.goto(f"{site}/fr/{path}")
    page.locator(".matrix tbody td").nth(2).scroll_into_view_if_needed()

    covered = (
        page.locator(".matrix tbody td")
        .nth(2)
        .evaluate(
            """cell => {
          const box = cell.getBoundingClientRect();
          return !cell.contains(
            document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
        }"""
        )
    )
    assert not covered


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("path", ["cases/matrix/", "cases/results/"])
def test_a_phone_breaks_no_word_of_a_head(browse, language, path):
    page = browse(f"/{language}/{path}", width=360)

    assert page.evaluate(BROKEN_WORDS, HEADS) == []
