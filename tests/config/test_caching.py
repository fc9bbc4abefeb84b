"""Public pages for caches: unchanged, changed, and never for who is signed in."""

from datetime import timedelta

import pytest

from config import caching, shared_cache
from editorial import catalogue
from tests.postgres import free_port

PAGES = ["/fr/", "/en/cases/?lever=a-lever", "/es/cases/map/", "/fr/about/", "/fr/search/?q=a"]


@pytest.mark.parametrize("page", PAGES)
def test_an_unchanged_page_is_not_sent_again(visitor, make_case, page):
    make_case()
    first = visitor.get(page)

    again = visitor.get(page, headers={"If-None-Match": first["ETag"]})
    by_date = visitor.get(page, headers={"If-Modified-Since": first["Last-Modified"]})

    assert first.status_code == 200
    assert again.status_code == by_date.status_code == 304
    assert not again.content
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]


def test_an_unchanged_page_costs_one_query(visitor, make_case, django_assert_num_queries):
    make_case()
    tag = visitor.get("/fr/cases/")["ETag"]

    with django_assert_num_queries(1):
        visitor.get("/fr/cases/", headers={"If-None-Match": tag})


def test_a_change_makes_every_tag_old(visitor, make_case):
    case = make_case()
    tag = visitor.get("/fr/cases/")["ETag"]

    case.archive()
    after = visitor.get("/fr/cases/", headers={"If-None-Match": tag})

    assert after.status_code == 200
    assert after["ETag"] != tag


def test_new_code_makes_every_tag_old(visitor, make_case, monkeypatch):
    make_case()
    tag = visitor.get("/fr/cases/")["ETag"]
    monkeypatch.setattr(caching, "made_with", lambda: "newer")

    assert visitor.get("/fr/cases/", headers={"If-None-Match": tag}).status_code == 200


def test_a_new_day_makes_every_tag_old(visitor, make_case, monkeypatch):
    make_case()
    first = visitor.get("/fr/cases/")
    tomorrow = caching.today() + timedelta(days=1)
    monkeypatch.setattr(caching, "today", lambda: tomorrow)

    old = {"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}
    assert [visitor.get("/fr/cases/", headers=header).status_code for header in old] == [
        200
    ] * 2


def test_what_says_itself_how_long_it_holds_is_left_alone(visitor, make_case):
    make_case()
    selection = visitor.post("/fr/selections/new/")["Location"]

    file, page = visitor.get(f"{selection}selection.json"), visitor.get("/fr/selections/new/")
    assert file["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "private" in page["Cache-Control"]
    assert "public" not in page["Cache-Control"]


def test_each_language_and_each_piece_has_its_own_tag(visitor, make_case):
    make_case()
    tags = {visitor.get(f"/{code}/cases/")["ETag"] for code in ("fr", "en", "es")}
    tags.add(visitor.get("/fr/cases/", headers={"HX-Request": "true"})["ETag"])

    assert len(tags) == 4


def test_a_shared_cache_may_keep_a_public_page_and_must_ask_again(visitor, make_case):
    make_case()
    response = visitor.get("/fr/cases/")

    assert set(response["Cache-Control"].split(", ")) == {
        "public", "max-age=0", "s-maxage=60", "must-revalidate",
    }  # fmt: skip
    assert "Cookie" in response["Vary"]
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("page", ["/fr/cases/", "/admin/"])
def test_nothing_is_kept_for_who_is_signed_in(desk, make_case, page):
    make_case()
    response = desk.get(page)

    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


@pytest.mark.parametrize(
    ("page", "status"), [("/fr/cases/?lever=no", 400), ("/fr/cases/no/", 404)]
)
def test_a_refusal_has_no_tag(visitor, make_case, page, status):
    make_case()
    response = visitor.get(page)

    assert response.status_code == status
    assert "ETag" not in response


def test_a_kept_page_is_given_until_something_changes(visitor, make_case, settings):
    settings.CACHE_URL = "redis://tests-use-a-cache-of-their-own"
    case = make_case("Un")
    first = visitor.get("/fr/cases/")
    case.__class__.objects.update(title_fr="Deux")  # which tells nothing

    kept = visitor.get("/fr/cases/")
    catalogue.changed(case)
    after = visitor.get("/fr/cases/")

    assert "Un" in kept.text
    assert kept["Content-Type"] == first["Content-Type"]
    assert "Deux" not in kept.text
    assert "Deux" in after.text


def test_a_shared_cache_that_is_away_is_done_without(
    visitor, make_case, settings, caplog, monkeypatch
):
    monkeypatch.setattr(shared_cache.SharedCache, "away_until", 0)
    caplog.set_level("WARNING", "atlas.cache")
    settings.CACHE_URL = f"redis://127.0.0.1:{free_port()}/0"
    settings.CACHES = {
        "default": {
            "BACKEND": "config.shared_cache.SharedCache",
            "LOCATION": settings.CACHE_URL,
        }
    }
    make_case("Un")

    pages = [visitor.get("/fr/cases/"), visitor.get("/api/v1/cases/")]

    assert [page.status_code for page in pages] == [200, 200]
    assert [record.name for record in caplog.records] == ["atlas.cache"]  # asked once
