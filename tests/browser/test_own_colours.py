"""Readers who choose their own colours, their contrast or the size of their letters."""

import pytest

LARGE = "html { font-size: 32px !important; }"
ASKED = "/fr/cases/?function=social&region=019"


@pytest.mark.parametrize("colours", ["none", "active"])
def test_a_ticked_box_looks_ticked(browse, colours):
    page = browse(ASKED, forced_colors=colours)

    ticked = page.locator("#function-social").screenshot()
    empty = page.locator("#function-physical").screenshot()

    assert page.locator("#function-social").is_checked()
    assert ticked != empty


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
