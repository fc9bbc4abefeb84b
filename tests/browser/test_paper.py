"""What a printer makes of a page."""

import re

import pytest


def sheets(page):
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_case_fits_on_two_sheets_of_a4(browse, language):
    page = browse(f"/{language}/cases/bogota-manzanas-del-cuidado/")

    assert sheets(page) == 2


def test_the_matrix_fits_on_one_sheet(browse):
    assert sheets(browse("/fr/cases/matrix/")) == 1


def test_the_address_is_printed_and_nothing_that_only_a_screen_needs(visit, site):
    page = visit("fr")
    page.emulate_media(media="print")

    for screen_only in ["nav", "button", "input", ".zoom", ".chips", ".take"]:
        found = page.locator(f"{screen_only} >> visible=true")
        assert found.count() == 0, found.first.evaluate("element => element.outerHTML")
    address = page.locator(".printed")
    assert address.is_visible()
    assert address.inner_text().startswith(f"{site}/fr/")
