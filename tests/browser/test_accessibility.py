"""axe finds nothing on any kind of page, in light, in dark, and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

CASE = "/admin/cases/case/"
# What stock Django's admin has and a template cannot mend: {rule: reason}.
KNOWN_AT_THE_DESK = {}


@pytest.fixture(scope="package")
def axe():
    return Axe()


@pytest.fixture
def faults(axe):
    """faults(page) is what axe objects to: (rule, impact, first three places)."""

    def find(page):
        found = axe.run(page).response["violations"]
        return [
            (
                fault["id"],
                fault["impact"],
                [f"{node['target']} {node['html'][:160]}" for node in fault["nodes"][:3]],
            )
            for fault in found
        ]

    return find


def grave(found):
    return [
        fault
        for fault in found
        if fault[1] in ("serious", "critical") and fault[0] not in KNOWN_AT_THE_DESK
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
    page.click("#result_list th a")
    page.wait_for_selector("#case_form")

    assert grave(faults(page)) == []
