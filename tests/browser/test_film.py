"""The desk from end to end, as two editors use it: a conflict, sources that are moved, a new
address, a merge that is undone, an old version taken back, something deleted and restored.

``FILM=folder`` keeps a picture of each scene."""

import os
from pathlib import Path

import pytest

from .conftest import sign_in
from .test_editor_path import confirm

CASE = "epiniac-le-ruisseau-biodiversity-observatory"
PUBLIC = f"/fr/cases/{CASE}/"
ELSEWHERE = "epiniac-ailleurs"
THEMES = "/admin/cases/theme/"


@pytest.fixture
def scene():
    """scene(page, "conflict") keeps a picture, where somebody wants to look at the film."""
    folder, number = os.environ.get("FILM"), 0

    def keep(page, name):
        nonlocal number
        number += 1
        if folder:
            page.screenshot(path=Path(folder) / f"{number:02}-{name}.png", full_page=True)

    return keep


@pytest.fixture
def one(browse):
    return signed_in(browse)


@pytest.fixture
def other(browse):
    return signed_in(browse)


def signed_in(browse):
    page = browse(refusals=True)
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
