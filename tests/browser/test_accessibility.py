"""axe finds nothing on any kind of page, in light, in dark, and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

CASE = "/admin/cases/case/"
# What stock Django's admin has and no template or style of ours can mend.
# (rule, part of the markup it is found in, reason)
KNOWN_AT_THE_DESK = [
    ("aria-input-field-name", "select2-", "select2 4.0 names its box only by the chosen value"),
    ("label", "select2-search__field", "select2 4.0 does not name its search field"),
    ("label", '-position"', "a field in a tabular inline is named by its column head alone"),
    ("label", '-DELETE"', "a box in a tabular inline is named by its column head alone"),
    ("list", "select2-selection__rendered", "select2 4.0 gives the items the role option"),
    ("select-name", '-role"', "a field in a tabular inline is named by its column head alone"),
]


@pytest.fixture(scope="package")
def axe():
    return Axe()


@pytest.fixture
def faults(axe):
    """faults(page) is what axe objects to: [(rule, impact, place, markup)]."""

    def find(page):
        # preload would put sheets of axe's own in the page, which its policy forbids
        found = axe.run(page, options={"resultTypes": ["violations"], "preload": False})
        return [
            (fault["id"], fault["impact"], str(node["target"]), node["html"][:200])
            for fault in found.response["violations"]
            for node in fault["nodes"]
        ]

    return find


def grave(found):
    """What no editor should meet, the known faults of the stock admin left out."""
    return [
        (rule, impact, place, markup)
        for rule, impact, place, markup in found
        if impact in ("serious", "critical")
        and not any(rule == known and part in markup for known, part, _ in KNOWN_AT_THE_DESK)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_in_french_on_a_desk(visit, faults, scheme):
    assert faults(visit("fr", color_scheme=scheme)) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_in_another_language_on_a_phone(visit, faults, language):
    assert faults(visit(language, width=360)) == []


def test_the_facets_on_a_phone(browse, faults):
    assert faults(browse("/es/cases/#filters", width=360)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_door_of_the_desk(browse, faults, scheme):
    assert grave(faults(browse("/admin/login/", color_scheme=scheme))) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/admin/", CASE, f"{CASE}add/"])
def test_a_page_of_the_desk(desk, faults, address, scheme):
    assert grave(faults(desk(address, color_scheme=scheme))) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_of_a_rich_case(desk, faults, scheme):
    page = desk(f"{CASE}?q=bogota-manzanas", color_scheme=scheme)
    page.click("#result_list tbody th a")
    page.wait_for_selector("#case_form")

    assert grave(faults(page)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_not_saved_is_offered_to_everybody(desk, faults, scheme):
    first = desk(f"{CASE}add/", color_scheme=scheme)
    first.fill("#id_summary_fr", "Un long résumé.")
    first.wait_for_timeout(1000)
    page = first.context.new_page()
    first.close()
    page.goto(f"{CASE}add/")
    page.click(".unsaved summary")

    assert grave(faults(page)) == []
