"""axe finds nothing on any kind of page, in light, in dark, and on a phone."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import manage
from .desk_in_use import NADIA
from .desk_in_use import PASSWORD as NADIAS_PASSWORD
from .kinds_in_use import DESK_IN_USE, press

CASE = "/admin/cases/case/"
RICH = f"{CASE}?q=bogota-manzanas"
# A page of each kind; of a thing: its list, and what follows the number in its address.
DESK = {
    "index": ("/admin/",),
    "app": ("/admin/cases/",),
    "list of cases": (CASE,),
    "list of places": ("/admin/cases/place/",),
    "list of letters": ("/admin/letters/letter/",),
    "list of accounts": ("/admin/editorial/user/",),
    "new case": (f"{CASE}add/",),
    "new contribution": ("/admin/contributions/contribution/add/",),
    "new place": ("/admin/cases/place/add/",),
    "new organisation": ("/admin/cases/organisation/add/",),
    "new account": ("/admin/editorial/user/add/",),
    "case": (RICH, "change/"),
    "contribution": ("/admin/contributions/contribution/", "change/"),
    "place": ("/admin/cases/place/", "change/"),
    "organisation": ("/admin/cases/organisation/", "change/"),
    "theme": ("/admin/cases/theme/", "change/"),
    "lever": ("/admin/infrastructures/lever/", "change/"),
    "account": ("/admin/editorial/user/", "change/"),
    "history": (RICH, "history/"),
    "publish": (RICH, "deed/publish/"),
    "archive": (RICH, "deed/archive/"),
    "delete": (RICH, "delete/"),
    "merge": ("/admin/cases/theme/", "merge/"),
    "deleted": (f"{CASE}deleted/",),
    "roles": ("/admin/editorial/user/roles/",),
    "password": ("/admin/password_change/",),
}
LOOKS = {"wide": {}, "phone": {"width": 390}}
# All that the night changes is colours: by then the rest has been looked at.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
# What is too small to press, unless it stands in a sentence or its label is pressed for it.
SMALL = """() => [...document.querySelectorAll(
    "a, button, input:not([type=hidden]), select, textarea, summary, [role=combobox]"
)].filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    const isThere = width && height && getComputedStyle(one).visibility !== "hidden";
    const isAside = one.tabIndex < 0
        || one.closest(".select2-hidden-accessible, .visually-hidden, .empty-form");
    const hasLabel = [...(one.labels ?? [])].some(
        (label) => label.getBoundingClientRect().height >= 23.5);
    const isTick = one.matches("[type=checkbox], [type=radio]") && hasLabel;
    const isOfWords = one.matches("p a, .readonly a, .help a, .errorlist a, .messagelist a")
        && one.parentElement.textContent.trim() !== one.textContent.trim();
    const isSmall = width < 23.5 || height < 23.5;
    return isThere && isSmall && !isAside && !isTick && !isOfWords;
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="package")
def axe():
    return Axe()


@pytest.fixture
def faults(axe):
    """faults(page) is what axe objects to: [(rule, impact, place, markup)]."""

    def find(page, rules=None):
        # preload would put sheets of axe's own in the page, which its policy forbids
        options = {"resultTypes": ["violations"], "preload": False}
        if rules:
            options["runOnly"] = {"type": "rule", "values": rules}
        found = axe.run(page, options=options)
        return [
            (fault["id"], fault["impact"], str(node["target"]), node["html"][:200])
            for fault in found.response["violations"]
            for node in fault["nodes"]
        ]

    return find


def at_night(page):
    """The page, once its colours have changed."""
    page.emulate_media(color_scheme="dark")
    page.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished))")
    return page


def test_a_page_in_french_on_a_desk_by_day_and_at_night(visit, faults):
    page = visit("fr", color_scheme="light")

    assert faults(page) == []
    assert faults(at_night(page), OF_COLOURS) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_in_another_language_on_a_phone(visit, faults, language):
    assert faults(visit(language, width=360)) == []


def test_the_facets_on_a_phone(browse, faults):
    assert faults(browse("/es/cases/#filters", width=360)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_door_of_the_desk(browse, faults, scheme):
    assert faults(browse("/admin/login/", color_scheme=scheme)) == []


@pytest.fixture
def page_of(desk):
    """page_of("case", width=390) is the page of the desk of this kind."""

    def open_page(name, **look):
        address, *ways = (DESK | DESK_IN_USE)[name]
        page = desk(address, **look)
        for way in ways:
            if callable(way):
                way(page)
                continue
            first = page.locator("#result_list tbody th a").first.get_attribute("href")
            page.goto(first.split("/change/")[0] + f"/{way}")
        return page

    return open_page


@pytest.fixture
def looked_at(faults):
    """looked_at(page, "phone"): everybody can see, read and press all of it, in this look."""

    def look_at(page, look):
        assert faults(page) == []
        if look == "wide":
            assert faults(at_night(page), OF_COLOURS) == []
        if look == "phone":
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert page.evaluate(SMALL) == []

    return look_at


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", DESK)
def test_a_page_of_the_desk(page_of, looked_at, name, look):
    looked_at(page_of(name, **LOOKS[look]), look)


@pytest.fixture(scope="module")
def codes(made):
    """Those of Nadia, each for one signing in; while they are there, the desk is in use."""
    folder, environment = made

    def told(words):
        shell = f"from pathlib import Path; from tests.browser import desk_in_use; {words}"
        manage(environment, "shell", "--verbosity", "0", "-c", shell)

    told(f"desk_in_use.make(Path({str(folder)!r}))")
    yield json.loads((folder / "codes.json").read_text())
    told("desk_in_use.take_away()")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", DESK_IN_USE)
@pytest.mark.usefixtures("codes")
def test_a_page_of_a_desk_in_use(page_of, looked_at, name, look):
    looked_at(page_of(name, refusals=True, **LOOKS[look]), look)


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_of_a_second_step(browse, codes, looked_at, look):
    page = browse("/admin/login/", **LOOKS[look])
    page.fill("#id_username", NADIA)
    page.fill("#id_password", NADIAS_PASSWORD)
    press("#login-form [type=submit]")(page)
    looked_at(page, look)
    page.emulate_media(color_scheme="light")
    page.fill("#id_code", codes.pop())
    press("#code_form [type=submit]")(page)

    for address in ["", "codes/", "codes/new/", "app/remove/"]:
        page.emulate_media(color_scheme="light")
        page.goto(f"/admin/step/{address}")
        looked_at(page, look)


def test_a_list_of_choices_that_is_open_has_a_name(page_of, faults):
    page = page_of("new case")
    page.click("#case_places-0 .select2-selection")
    page.wait_for_selector(".select2-container--open .select2-results__option[role=option]")

    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_not_saved_is_offered_to_everybody(desk, faults, scheme):
    first = desk(f"{CASE}add/", color_scheme=scheme)
    first.fill("#id_summary_fr", "Un long résumé.")
    first.wait_for_timeout(1000)
    page = first.context.new_page()
    first.close()
    page.goto(f"{CASE}add/")
    page.click(".unsaved summary")

    assert faults(page) == []
