"""The first page of a list has one address, and each other page its own."""

import re
from html import unescape

import pytest
from django.conf import settings

from cases.models import Organisation, Role
from tests.pages.test_sharing import told_by

LISTS = {
    "cases": "/fr/cases/",
    "cases of a question": "/fr/cases/?q=cas",
    "contributions": "/fr/contributions/",
    "an organisation": "/fr/organisations/a-city/",
    "an author": "/fr/authors/ada-byron/",
    "cases of a contribution": "/fr/contributions/a-paper/",
}


@pytest.fixture
def long_lists(monkeypatch, make_case, make_contribution):
    """More than a page of each, pages being short."""
    for name in ("cases.views.PER_PAGE", "contributions.views.PER_PAGE", "pages.views.WORKS",
                 "contributions.views.LINES", "contributions.views.CARDS"):  # fmt: skip
        monkeypatch.setattr(name, 2)
    monkeypatch.setattr("cases.views.page_of.__defaults__", (2,))
    city = Organisation.objects.create(slug="a-city", name="A city", kind="local-government")
    papers = [make_contribution(f"A paper {n}", slug=f"a-paper{n or ''}") for n in range(5)]
    for n in range(5):
        case = make_case(f"Un cas {n}", slug=f"case-{n}")
        case.case_organisations.create(organisation=city, role=Role.LEAD)
        papers[0].cases.add(case)


def asking(address, number):
    return f"{address}{'&' if '?' in address else '?'}page={number}"


def links(page):
    """As they are written: with a path, or within the page that they stand on."""
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', page)]


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("typed", ["1", "01"])
def test_the_first_page_is_known_by_the_address_of_the_list(client, long_lists, address, typed):
    first, same = client.get(address).text, client.get(asking(address, typed)).text

    for page in (first, same):
        assert told_by(page)["canonical"] == f"{settings.SITE_URL}{address}"
    assert not [link for link in links(first) + links(same) if re.search(r"page=0*1\b", link)]


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS)
def test_each_other_page_is_known_by_its_own(client, long_lists, address):
    page = client.get(asking(address, 2)).text

    assert told_by(page)["canonical"] == f"{settings.SITE_URL}{asking(address, 2)}"
    path, mark, query = address.partition("?")
    assert asking(f"{mark}{query}", 3) in links(page)
    assert (f"?{query}" if mark else path) in links(
        page
    )  # the first one, and what comes before
    assert not [link for link in links(page) if re.search(r"page=0*1\b", link)]


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("number", ["0", "-1", "9999", "x"])
def test_a_page_that_is_not_there_is_not_found(client, long_lists, address, number):
    assert client.get(asking(address, number)).status_code == 404


def test_a_page_of_a_list_is_none_of_a_map(client, long_lists):
    page = client.get("/fr/cases/map/?page=2").text

    assert told_by(page)["canonical"] == f"{settings.SITE_URL}/fr/cases/map/"
