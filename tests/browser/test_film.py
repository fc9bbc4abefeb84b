"""The desk from end to end, as two editors use it: a conflict, sources that are moved, a new
address, a merge that is undone, an old version taken back, something deleted and restored.

``FILM=folder`` keeps a picture of each scene; see ``scene`` in ``conftest.py``."""

import pytest

from .conftest import sign_in
from .test_editor_path import confirm

CASE = "epiniac-le-ruisseau-biodiversity-observatory"
PUBLIC = f"/fr/cases/{CASE}/"
ELSEWHERE = "epiniac-ailleurs"
THEMES = "/admin/cases/theme/"


# In each language once: at a desk, and on a phone by day and by night.
LOOKS = {
    "fr-desk": {"locale": "fr-FR"},
    "en-phone": {"locale": "en-GB", "width": 390},
    "es-phone-dark": {"locale": "es-ES", "width": 390, "color_scheme": "dark"},
}


@pytest.fixture(params=LOOKS)
def look(request):
    return LOOKS[request.param]


@pytest.fixture
def one(browse, look):
    return signed_in(browse, look)


@pytest.fixture
def other(browse, look):
    return signed_in(browse, look)


def signed_in(browse, look):
    page = browse(refusals=True, **look)
    sign_in(page)
    return page


def open_form(page):
    page.goto("/admin/cases/case/?q=epiniac")
    page.click("#result_list tbody th a")
    page.wait_for_selector("#id_challenges_fr")


def press(page, name):
    page.locator(f"[name={name}]").first.click()
    page.wait_for_load_state()


def publish(page):
    press(page, "_publish_change")
    confirm(page)


def read(page, address=PUBLIC):
    page.goto(address)
    return page.locator("main").inner_text()


def test_two_editors_meet_and_nothing_is_lost(one, other, scene):
    for page in (one, other):
        open_form(page)
    before = one.input_value("#id_challenges_fr")
    other.fill("#id_challenges_fr", "- Les mots de l’une.")
    press(other, "_save")
    one.fill("#id_challenges_fr", "- Les mots de l’autre.")
    press(one, "_save")

    scene(one, "conflict")
    one.check("input[value=both]")
    one.fill(".clash textarea", "- Les mots des deux.")
    one.click("input.default")
    one.wait_for_selector(".messagelist .success")
    assert "Les mots des deux" not in read(other)

    open_form(one)
    scene(one, "pending")
    publish(one)
    assert "Les mots des deux" in read(other)

    open_form(one)
    one.fill("#id_challenges_fr", before)
    publish(one)
    assert "Les mots des deux" not in read(other)


def test_a_case_moves_its_sources_and_its_address_and_comes_back(one, other, scene):
    open_form(one)
    first, second = (
        one.locator(f"#id_sources-{number}-title").input_value() for number in (0, 1)
    )
    one.locator("#sources-0 .move").last.press("Enter")
    one.fill("#id_slug", ELSEWHERE)
    scene(one, "moved")
    publish(one)

    told = read(other)
    assert other.url.endswith(f"/fr/cases/{ELSEWHERE}/")
    assert told.index(second) < told.index(first)

    one.goto(one.locator("a[href$='/history/']").first.get_attribute("href"))
    scene(one, "history")
    one.locator("a[href*='/take-back/'], a[href*='/take_back/']").last.click()
    scene(one, "take-back")
    one.locator("main form button, #content-main form [type=submit]").first.click()
    one.wait_for_load_state()
    open_form(one)
    one.fill("#id_slug", CASE)
    publish(one)

    told = read(other, f"/fr/cases/{ELSEWHERE}/")
    assert other.url.endswith(PUBLIC)
    assert told.index(first) < told.index(second)


def first_two(page):
    """(name, key) of the first two themes that cases have."""
    page.goto(f"{THEMES}?o=-3")
    links = page.locator("#result_list tbody th a").all()[:2]
    return [(link.inner_text(), link.get_attribute("href").split("/")[-3]) for link in links]


def test_two_themes_become_one_and_are_parted_again(one, other, scene, look):
    (gone, key), (kept, _other_key) = first_two(one)
    one.goto(f"{THEMES}{key}/change/")
    slug = one.input_value("#id_slug")
    question = f"/{look['locale'][:2]}/cases/?theme={slug}"

    one.click("a[href$='/merge/']")
    one.select_option("[name=into]", label=kept)
    one.click("input.default")
    scene(one, "merge")
    one.locator("form[method=post] input.default, form[method=post] button").last.click()
    one.wait_for_selector(".messagelist .success")
    scene(one, "merged")
    assert kept in read(other, question)
    assert gone not in other.locator(".chips, .asked, main h1").first.inner_text()
    assert f"theme={slug}" not in other.locator("link[rel=canonical]").get_attribute("href")

    one.click(".messagelist .success a")
    scene(one, "undo")
    one.locator("#content form[method=post] [type=submit], #content form button").last.click()
    one.wait_for_selector(".messagelist .success")
    read(other, question)
    assert f"theme={slug}" in other.locator("link[rel=canonical]").get_attribute("href")
    one.goto(f"{THEMES}?q={slug}")
    assert gone in one.locator("#result_list").inner_text()


def test_a_case_is_deleted_and_restored_with_its_address(one, other, scene):
    open_form(one)
    title = one.input_value("#id_title_fr")
    one.click(".deletelink")
    one.fill("#id_reason", "Par erreur.")
    scene(one, "delete")
    one.click("#delete_form [type=submit]")
    one.wait_for_selector(".messagelist .success")
    assert other.goto(PUBLIC).status == 410

    one.click("a[href$='/deleted/']")
    scene(one, "deleted")
    one.locator("#content-main a[href*='/deleted/']").first.click()
    scene(one, "restore")
    one.click("#content-main form button")
    one.wait_for_selector("#case_form")
    assert one.input_value("#id_slug") == CASE
    open_form(one)
    publish(one)

    assert other.goto(PUBLIC).status == 200
    assert title in other.locator("h1").inner_text()
