"""What the header of a page tells machines: each link answers, with what it says."""

import re

import pytest
from django.conf import settings

LINK = re.compile(r'<([^>]+)>; rel="([\w-]+)"(?:; type="([^"]+)")?')


@pytest.fixture
def site(make_case, make_contribution):
    make_case("Un cas", slug="a-case", title_en="A case", groups=["all"])
    make_contribution(slug="paper")


def links(response):
    return [(rel, href, kind) for href, rel, kind in LINK.findall(response["Link"])]


def of(response, rel):
    return [href for each, href, _kind in links(response) if each == rel]


PAGES = ["/fr/cases/a-case/", "/en/contributions/paper/", "/fr/cases/", "/es/data/"]


@pytest.mark.parametrize("address", PAGES)
def test_every_file_that_a_page_names_is_there_and_of_its_kind(client, site, address):
    told = [
        (href.removeprefix(settings.SITE_URL), kind)
        for rel, href, kind in links(client.get(address))
        if kind and href.startswith(settings.SITE_URL)
    ]

    assert len(told) >= 4
    for path, kind in told:
        answer = client.get(path, headers={"accept": "*/*"})
        assert answer.status_code == 200, path
        assert answer["Content-Type"].partition(";")[0] == kind, path


def test_a_case_says_how_it_is_cited_and_under_which_terms(client, site):
    response = client.get("/fr/cases/a-case/?lever=x&utm_source=letter")

    assert of(response, "cite-as") == [f"{settings.SITE_URL}/fr/cases/a-case/"]
    assert of(response, "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert of(response, "type") == [
        "https://schema.org/AboutPage",
        "https://schema.org/Article",
    ]


def test_a_list_names_the_files_of_its_own_question(client, site):
    response = client.get("/fr/cases/?q=cas&sort=title&utm_source=letter&page=1")

    asked = {href.partition("?")[2] for href in of(response, "alternate")}
    assert asked == {"q=cas"}


def test_a_page_that_is_not_there_says_nothing(client, db):
    assert "Link" not in client.get("/fr/cases/none/")


def test_a_page_without_files_says_nothing(client, site):
    assert "Link" not in client.get("/fr/about/")


@pytest.mark.parametrize("path", ["/fr/cases/", "/es/cases/map/", "/en/data/"])
@pytest.mark.parametrize(
    "question",
    [
        "&".join(f"case=a-case-of-a-town-and-its-quarters-{n}" for n in range(30)),
        f"q={'é' * 190}",
        f"q={'é' * 49}",
    ],
)
def test_the_header_is_no_longer_than_proxies_take(client, make_case, path, question):
    for n in range(30):
        make_case(f"Cas {n}", slug=f"a-case-of-a-town-and-its-quarters-{n}")

    response = client.get(f"{path}?{question}")

    assert response.status_code == 200
    assert of(response, "license")
    header = sum(len(name) + len(said) + 4 for name, said in response.items())
    assert header < 4096


def test_an_empty_value_asks_nothing_of_the_files(client, site):
    response = client.get("/fr/cases/?lever=&group=all&group=&from=")

    assert {href.partition("?")[2] for href in of(response, "alternate")} == {"group=all"}
