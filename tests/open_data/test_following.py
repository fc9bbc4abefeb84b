"""Feeds of any question, and what search engines read."""

import datetime
import re
from urllib.parse import urlencode

import feedparser
import pytest
from django.conf import settings

from cases.models import Case, CaseOrganisation, Organisation, OrganisationKind, Role
from editorial.days import today
from editorial.identity import known_as
from editorial.publication import State
from open_data import feeds, sitemaps


@pytest.fixture
def read(client):
    def get(query="", language="en"):
        response = client.get(f"/{language}/cases/feed.atom?{query}")
        assert response.status_code == 200
        return feedparser.parse(response.content)

    return get


def test_a_feed_tells_the_cases_of_its_question_the_last_changed_first(read, make_case):
    make_case("Vieux", slug="old", levers=["one"])
    make_case("Autre", slug="other", levers=["two"])
    make_case("Neuf", slug="new", levers=["one"])
    days = datetime.timedelta(days=2)
    Case.objects.filter(slug="old").update(revised_on=today() + days)

    feed = read("lever=one")

    assert not feed.bozo
    assert (feed.version, feed.feed.title) == ("atom10", "Atlas of Care: one")
    assert [entry.title for entry in feed.entries] == ["Vieux", "Neuf"]
    assert [entry.tags[0].term for entry in feed.entries] == ["Corrected", "New"]
    assert feed.entries[0].link == f"{settings.SITE_URL}/en/cases/old/"


def test_a_long_feed_has_pages(read, make_case, monkeypatch):
    monkeypatch.setattr(feeds, "PER_PAGE", 2)
    for _ in range(3):
        make_case(levers=["one"])

    links = {link.rel: link.href for link in read("lever=one").feed.links}

    assert links["next"] == f"{settings.SITE_URL}/en/cases/feed.atom?lever=one&page=2"
    assert len(read("lever=one&page=2").entries) == 1


def test_a_feed_tells_no_draft_and_is_not_sent_twice(client, read, make_case):
    make_case("Secret", state=State.DRAFT)
    make_case("Seen")

    assert [entry.title for entry in read().entries] == ["Seen"]
    client.tells = False
    first = client.get("/fr/cases/feed.atom")
    again = client.get("/fr/cases/feed.atom", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_a_feed_says_what_it_is_and_its_addresses_are_whole(read, make_case):
    make_case()

    told = read().feed

    assert told.subtitle == "New and corrected cases"
    assert told.id == "urn:uuid:" + str(known_as("feed", "en", "?"))
    links = {link.rel: link.href for link in told.links}
    assert links["first"] == f"{settings.SITE_URL}/en/cases/feed.atom?page=1"


def test_a_feed_without_a_case_has_the_date_of_the_last_change(client, read, make_case):
    make_case()
    asked = "q=nowheretobefound"
    read(asked)
    client.tells = False

    dates = {read(asked).feed.updated for _ in range(2)}
    first = client.get(f"/en/cases/feed.atom?{asked}")
    again = client.get(f"/en/cases/feed.atom?{asked}", headers={"if-none-match": first["ETag"]})

    assert len(dates) == 1
    assert again.status_code == 304


def test_a_text_of_a_feed_is_no_markup(read, make_case):
    make_case("Un <b>cas</b> & plus", in_short_fr="Moins < plus & <b>gras</b>")

    (entry,) = read().entries

    assert entry.title == "Un <b>cas</b> & plus"
    assert entry.summary == "Moins &lt; plus &amp; &lt;b&gt;gras&lt;/b&gt;"


@pytest.mark.parametrize("sign", ["\x0b", "\x0f", "\uffff"])
def test_a_sign_that_xml_forbids_breaks_no_feed(read, make_case, sign):
    make_case(f"Un{sign} cas", in_short_fr=f"En{sign} bref")

    assert [entry.title for entry in read().entries] == ["Un cas"]
    assert not read().bozo
    assert not read(urlencode({"q": f"a{sign}"})).bozo


def test_a_feed_refuses_a_bad_question_and_a_page_that_is_not_there(client, db):
    assert client.get("/fr/cases/feed.atom?lever=nonsense").status_code == 400
    assert client.get("/fr/cases/feed.atom?page=2").status_code == 404


@pytest.mark.parametrize(("query", "words"), [
    ("lever=nonsense", "“nonsense” is not a value of “Lever”."),
    ("from=once", "A year is written with four digits, such as 2015."),
    ("page=2", "This feed has no such page."),
])  # fmt: skip
def test_a_refused_feed_is_a_feed_that_says_why(client, db, query, words):
    response = client.get(f"/en/cases/feed.atom?{query}")

    told = feedparser.parse(response.content)
    assert response["Content-Type"] == "application/atom+xml"
    assert (told.bozo, told.entries, told.feed.subtitle) == (False, [], words)


def test_the_list_names_its_feed(client, make_case):
    make_case(levers=["one"])

    page = client.get("/en/cases/?lever=one").text

    assert 'type="application/atom+xml" title="Atlas of Care"' in page
    assert "/en/cases/feed.atom?lever=one" in page


# --- sitemaps and robots ------------------------------------------------------------------


def locations(text):
    return re.findall(r"<loc>([^<]+)</loc>", text)


def body(response):
    return b"".join(response.streaming_content).decode()


def led_by(case, slug):
    city = Organisation.objects.create(slug=slug, name=slug, kind=OrganisationKind.LOCAL)
    CaseOrganisation.objects.create(case=case, organisation=city, role=Role.LEAD)


def test_every_address_of_a_sitemap_answers(client, make_case, make_contribution, make_place):
    titles = {"title_en": "Seen", "title_es": "Visto"}
    led_by(make_case(slug="seen", places=[make_place()], **titles), "city")
    led_by(make_case(slug="secret", state=State.DRAFT), "hidden-secret")
    make_contribution(slug="paper")

    (first, *_others) = locations(body(client.get("/sitemap.xml")))
    text = body(client.get(first.removeprefix(settings.SITE_URL)))

    for address in [
        "cases/seen",
        "contributions/paper",
        "organisations/city",
        "authors/ada-byron",
    ]:
        assert f"/fr/{address}/" in text
    assert "secret" not in text
    for address in locations(text):
        assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200
    case = next(line for line in text.splitlines() if "/fr/cases/seen/" in line)
    assert re.findall(r'hreflang="(\w+)"', case) == ["fr", "en", "es"]
    assert 'hreflang="x-default"' in case
    assert re.search(r"<lastmod>\d{4}-\d\d-\d\d</lastmod>", case)


def test_a_sitemap_lists_a_text_only_in_the_languages_it_has(client, make_case):
    make_case(slug="french", title_es="Un caso")

    told = {code: body(client.get(f"/sitemap-{code}-1.xml")) for code in ("fr", "en", "es")}

    assert "/es/cases/french/" in told["fr"]
    assert "/es/cases/french/" in told["es"]
    assert "cases/french/" not in told["en"]
    assert "/en/cases/french/" not in told["fr"] + told["es"]


def test_a_large_atlas_has_several_files(client, make_case, monkeypatch):
    for _ in range(3):
        make_case()
    monkeypatch.setattr(sitemaps, "PER_FILE", 12)

    files = locations(body(client.get("/sitemap.xml")))

    assert len(files) == 3 * 2
    assert len(locations(body(client.get("/sitemap-es-1.xml")))) == 12
    for address in ["es-3", "es-0", f"es-{10**20}", "de-1"]:
        assert client.get(f"/sitemap-{address}.xml").status_code == 404


def test_robots_are_told_what_is_no_page(client, db):
    text = client.get("/robots.txt").text

    assert "Disallow: /admin/" in text
    for page in ("cases/note", "cases/near/", "cases/compare", "*?"):
        assert f"Disallow: /fr/{page}" in text.splitlines()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
