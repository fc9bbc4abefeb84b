"""Public pages for caches: unchanged, changed, and never for who is signed in."""

import io
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation

from config import caching, shared_cache
from editorial import catalogue, made_with
from editorial.models import Catalogue, Tombstone
from tests.config.test_settings import variables
from tests.editorial.forms import form_of
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
    assert file["Cache-Control"] == "public, max-age=0, s-maxage=60, must-revalidate"
    assert "private" in page["Cache-Control"]
    assert "public" not in page["Cache-Control"]


def test_each_language_has_its_own_tag(visitor, make_case):
    make_case()
    tags = {visitor.get(f"/{code}/cases/")["ETag"] for code in ("fr", "en", "es")}

    assert len(tags) == 3


def test_a_shared_cache_may_keep_a_public_page_and_must_ask_again(visitor, make_case):
    make_case()
    response = visitor.get("/fr/cases/")

    assert set(response["Cache-Control"].split(", ")) == {
        "public", "max-age=0", "s-maxage=60", "stale-if-error=86400",
    }  # fmt: skip
    assert response["CDN-Cache-Control"] == "max-age=60, stale-if-error=86400"
    assert "Cookie" in response["Vary"]


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


# --- what the tag is made of --------------------------------------------------------------

SHOWN = {
    "CONTACT_EMAIL": "new@example.org",
    "SITE_URL": "https://new.example.org",
    "CDN_SECONDS": 61,
    "API_RATE": "7/minute",
    "LANGUAGE_CODE": "es",
    "CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"default-src": ["'self'"]}},
    "OIDC_NAME": "Lima",
    "SESSION_HOURS": 9,
    "A_SETTING_STILL_TO_COME": "new",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_new_value_of_a_setting_makes_every_tag_old(visitor, make_case, settings, name):
    make_case()
    tag = visitor.get("/fr/about/")["ETag"]
    setattr(settings, name, SHOWN[name])

    asked = visitor.get("/fr/about/", headers={"If-None-Match": tag})
    assert asked.status_code == 200
    assert asked["ETag"] != tag


def test_every_variable_of_the_environment_is_in_the_tag_or_shown_to_nobody():
    told = {text.partition("=")[0] for text in made_with.shown_settings(django_settings)}

    assert variables() - told == {
        "SECRET_KEY", "DATABASE_URL", "CACHE_URL", "LOG_FORMAT", "LOG_LEVEL", "RELEASES_DIR",
        "DATABASE_SECONDS", "SLOW_MS", "METRICS_TOKEN", "PAGE_MEMORY_MB", "EMAIL_URL",
        "OIDC_SECRET", "RELEASES_URL",
    }  # fmt: skip


def test_no_secret_is_in_the_tag(settings):
    settings.SECRET_KEY = "a-secret-" * 9
    settings.DATABASE = {"PASSWORD": "hunter2"}
    settings.CACHE_URL = "redis://:hunter2@127.0.0.1/0"
    settings.RELEASES_URL = "s3://key:hunter2@127.0.0.1/bucket"
    told = "\n".join(made_with.shown_settings(django_settings))

    assert "CONTACT_EMAIL=" in told
    assert "a-secret-" not in told
    assert "hunter2" not in told


def test_what_it_is_made_with_is_the_same_in_every_language_and_place():
    with translation.override("fr"):
        french = made_with.shown_settings(django_settings)
    with translation.override("es"):
        spanish = made_with.shown_settings(django_settings)

    assert french == spanish
    place = str(django_settings.BASE_DIR)
    assert not [text for text in french if place in text or " at 0x" in text]


def test_a_new_version_of_a_dependency_makes_every_tag_old(visitor, make_case, monkeypatch):
    make_case()
    tag = visitor.get("/fr/cases/")["ETag"]
    made_with._digest.cache_clear()
    monkeypatch.setattr(made_with, "versions", lambda: "newer")
    try:
        asked = visitor.get("/fr/cases/", headers={"If-None-Match": tag})
    finally:
        made_with._digest.cache_clear()

    assert asked.status_code == 200


def test_the_reason_of_a_withdrawal_makes_every_tag_old(visitor, make_case, editor):
    make_case(slug="a-case").archive()
    tag = visitor.get("/fr/cases/")["ETag"]
    stone, desk = Tombstone.objects.get(), Client()
    desk.force_login(editor)

    address = f"/admin/editorial/tombstone/{stone.pk}/change/"
    desk.post(address, form_of(desk.get(address)) | {"reason_fr": "Un doublon."})

    assert visitor.get("/fr/cases/")["ETag"] != tag


def test_a_browser_that_accepts_other_things_has_the_same_tag(visitor, make_case):
    make_case()
    tags = {
        visitor.get("/fr/cases/", headers={"Accept": accept})["ETag"]
        for accept in ("*/*", "text/html", "image/avif,text/html")
    }

    assert len(tags) == 1


def test_two_changes_within_a_second_have_dates_apart(visitor, make_case, monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    case = make_case()
    first = visitor.get("/fr/cases/")
    catalogue.changed(case)
    asked = visitor.get("/fr/cases/", headers={"If-Modified-Since": first["Last-Modified"]})

    assert asked.status_code == 200


def test_a_search_that_was_rebuilt_makes_every_tag_old(visitor, make_case):
    make_case()
    tag = visitor.get("/fr/cases/?q=case")["ETag"]
    call_command("rebuild_search", stdout=io.StringIO())

    assert visitor.get("/fr/cases/?q=case")["ETag"] != tag


# --- only what is there is unchanged ------------------------------------------------------

CLAIMS = [
    {"If-None-Match": "*"},
    {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
]


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("/fr/cases/nothing/", 404),
        ("/fr/nowhere/", 404),
        ("/fr/cases/?lever=nonsense", 400),
        ("/fr/cases/gone/", 410),
        ("/fr/cases", 301),
        ("/", 302),
        ("/fr/cases/nothing/image.png", 404),
        ("/fr/data/releases/99/atlas-release.zip", 404),
        ("/fr/selections/nothere1/selection.json", 404),
        ("/api/v1/cases/nothing/", 404),
        ("/api/v1/cases/gone/", 410),
        ("/api/v1/cases/?lever=nonsense", 400),
        ("/sitemap-fr-9.xml", 404),
        ("/fr/cases/feed.atom?page=9", 404),
        ("/fr/cases/export.docx", 404),
        ("/fr/cases/", 304),
    ],
)
def test_what_is_not_there_is_never_unchanged(visitor, make_case, claim, page, status):
    make_case()
    make_case(slug="gone").archive()

    assert visitor.get(page, headers=claim).status_code == status
    assert visitor.head(page, headers=claim).status_code == status


ANSWERS = [
    "/fr/", "/fr/cases/?lever=a-lever", "/fr/cases/export.csv", "/fr/cases/feed.atom",
    "/fr/data/package.zip", "/fr/cases/a-case/reference.bib", "/fr/image.png",
    "/fr/cases/a-case/image.png", "/fr/search/suggestions.json?q=a", "/sitemap.xml",
    "/sitemap-fr-1.xml", "/robots.txt", "/api/v1/cases/", "/api/v1/cases/a-case/",
    "/api/v1/openapi.json", "/fr/selections/abcdefgh/", "/fr/data/releases/1/",
]  # fmt: skip


@pytest.mark.parametrize("page", ANSWERS)
def test_head_and_get_say_the_same(visitor, site, page):
    Catalogue.objects.update(stamp="of yesterday", changed_at=timezone.now() - timedelta(1))

    got, head = visitor.get(page), visitor.head(page)

    assert got.status_code == head.status_code == 200
    assert got["ETag"] == head["ETag"]
    assert {**got.headers, "X-Request-ID": ""} == {**head.headers, "X-Request-ID": ""}
    for ask in (visitor.get, visitor.head):
        assert ask(page, headers={"If-None-Match": got["ETag"]}).status_code == 304
