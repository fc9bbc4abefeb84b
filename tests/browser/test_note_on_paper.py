"""The first sheet of a council note, printed by a real browser: one A4, whatever it holds."""

import pytest

LANGUAGES = ("fr", "en", "es")
A4 = (210 - 28) / 25.4 * 96, (297 - 24) / 25.4 * 96  # pixels between the margins
MANY = "cases/note/"
TOWN = "&near=CO-200000"  # a reason beside each case
CASE = "bogota-manzanas-del-cuidado"


@pytest.fixture(params=[1, 4, 8, 30])
def note(request, site, browse):
    """note("fr", town=""): the first sheet as paper has it, with so many cases."""

    def open_note(language, town=""):
        page = browse()
        page.goto(f"/{language}/{MANY}")
        slugs = page.evaluate(
            "[...document.querySelectorAll('.leaf.whole h2 a')]"
            ".map(link => link.pathname.split('/').at(-2))"
        )
        asked = "&".join(f"case={slug}" for slug in slugs[: request.param])
        page.set_viewport_size({"width": round(A4[0]), "height": round(A4[1])})
        page.emulate_media(media="print")
        page.goto(f"/{language}/{MANY}?{asked}{town}")
        return page

    return open_note


@pytest.mark.parametrize("town", ["", TOWN], ids=["", "for a town"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sheet_is_one_page(note, language, town):
    page = note(language, town)

    height = page.evaluate("document.querySelector('.leaf.one').getBoundingClientRect().height")

    assert height <= A4[1]
    assert page.evaluate("document.querySelector('.leaf.one').scrollWidth") <= A4[0] + 1


def test_the_path_from_the_list_to_the_note_is_one_action(browse):
    for javascript in (True, False):
        page = browse("/en/cases/?group=caregivers", width=360, java_script_enabled=javascript)
        page.get_by_role("navigation", name="The same cases").get_by_role(
            "link", name="Council note"
        ).press("Enter")
        page.wait_for_url("**/cases/note/**")

        assert page.locator(".leaf.one .answer").inner_text()
        assert page.locator("dd.quote a").first.get_attribute("href")


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_added_by_keyboard_and_the_link_says_them_to_anybody(
    browse, language, javascript
):
    page = browse(
        f"/{language}/cases/note/?case={CASE}", width=360, java_script_enabled=javascript
    )
    page.locator(".own-words summary").press("Enter")
    page.locator("#id_title").fill("Que faire ?")
    page.locator("#id_title").press("Enter")
    page.wait_for_url("**title=**")
    address = page.url

    other = browse(address)  # another visitor's browser

    assert other.locator(".leaf .question").inner_text() == "Que faire ?"
