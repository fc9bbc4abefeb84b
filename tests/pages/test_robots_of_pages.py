"""No robot walks from question to question: their answers say so themselves, for those that
read no pattern in ``robots.txt``."""

import re

import pytest

META = re.compile(r'<meta name="robots" content="([^"]*)"')


def told(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return META.findall(answer.text)


@pytest.mark.parametrize(
    "address",
    [
        "/fr/cases/?lever=a-lever", "/fr/cases/?sort=title", "/en/cases/map/?country=PE",
        "/es/cases/matrix/?rows=theme&columns=group", "/fr/cases/results/?lever=a-lever",
        "/fr/cases/compare/?case=a-case&case=another-case", "/fr/cases/note/?case=a-case",
        "/fr/search/?q=cas",
        "/fr/cases/a-case/?lever=a-lever", "/fr/contributions/?q=paper",
        "/en/cases/?lever=a-lever&page=1",
    ],
)  # fmt: skip
def test_no_link_of_an_answer_is_followed(site, client, address):
    assert told(client, address) == ["noindex, nofollow"]


@pytest.mark.parametrize(
    "address", ["/fr/", "/en/cases/", "/es/cases/map/", "/fr/cases/a-case/"]
)
def test_of_a_plain_page_nothing_is_said(site, client, address):
    assert told(client, address) == []


def test_the_next_pages_of_a_list_lead_on(client, make_case):
    for number in range(21):
        make_case(f"Cas {number}")

    assert told(client, "/fr/cases/?page=2") == ["noindex, follow"]


def test_a_form_is_no_page_to_keep(site, client):
    assert told(client, "/fr/letters/case/a-case/")[0].startswith("noindex")
