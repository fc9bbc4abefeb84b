"""What every answer carries, and what is said when something goes wrong."""

import re

import pytest
from django.test import Client

from cases import views


@pytest.mark.parametrize("address", ["/fr/", "/fr/cases/", "/fr/nowhere/", "/admin/login/"])
def test_every_answer_closes_the_page_to_foreign_code(client, db, address):
    policy = client.get(address)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_an_answer_has_the_name_of_its_log_line(client, db, caplog):
    caplog.set_level("INFO", logger="atlas.requests")

    name = client.get("/fr/about/?q=private")["X-Request-ID"]

    assert len(name) == 12
    assert "GET /fr/about/ 200" in caplog.text
    assert "private" not in caplog.text


def test_an_error_of_ours_is_told_in_three_languages(client, db, monkeypatch):
    monkeypatch.setattr(views, "CaseFilter", None)
    client.raise_request_exception = False

    response = client.get("/fr/cases/")

    assert response.status_code == 500
    for words in ["Une erreur est survenue", "Something went wrong", "Algo falló"]:
        assert words in response.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "pas dans l"), ("en", "not in the atlas"), ("es", "no está en")],
)
def test_a_missing_page_is_told_in_the_language_of_its_address(client, db, language, words):
    response = client.get(f"/{language}/nowhere/")

    assert response.status_code == 404
    assert words in response.text


def test_the_front_door_follows_the_language_of_the_browser(client, db):
    assert client.get("/", headers={"accept-language": "es"}).url == "/es/"
    assert client.get("/", headers={"accept-language": "de"}).url == "/fr/"


# --- refusals -----------------------------------------------------------------------------


def links(page):
    """(addresses in the other languages, hreflang of the head, whether it has a canonical)."""
    head, _, body = page.text.partition("</head>")
    tongues = re.search(r'<ul class="tongues.*?</ul>', body, re.DOTALL)[0]
    alternates = re.findall(r'<link rel="alternate" hreflang="\w+" href="([^"]+)"', head)
    return re.findall(r'href="([^"]+)"', tongues), alternates, 'rel="canonical"' in head


REFUSED = [
    ("/fr/nowhere/", 404),
    ("/fr/cases/nothing/", 404),
    ("/fr/regions/999/", 404),
    ("/fr/cases/export.docx", 404),
    ("/fr/selections/new/?lever=nonsense", 400),
    ("/fr/cases/export.bib?entries=nonsense", 400),
]


@pytest.mark.parametrize(("address", "status"), REFUSED)
def test_a_refusal_leads_to_what_exists_in_each_language(client, db, address, status):
    page = client.get(address)

    tongues, alternates, has_canonical = links(page)
    assert page.status_code == status
    assert [tongue[:4] for tongue in tongues] == ["/fr/", "/en/", "/es/"]
    assert [client.get(tongue).status_code for tongue in tongues] == [200] * 3
    assert (alternates, has_canonical) == ([], False)
    assert '<html lang="fr">' in page.text


@pytest.mark.parametrize(
    "asked",
    ["cases/?lever=nonsense", "cases/map/?zoom=nowhere", "cases/matrix/?rows=nonsense"],
)
def test_a_refused_question_is_explained_in_each_language_and_offered_to_no_robot(
    client, db, asked
):
    page = client.get(f"/fr/{asked}")

    tongues, alternates, has_canonical = links(page)
    assert tongues == [f"/{code}/{asked}" for code in ("fr", "en", "es")]
    assert [client.get(tongue).status_code for tongue in tongues] == [400] * 3
    assert (alternates, has_canonical) == ([], False)


def test_what_is_withdrawn_is_so_in_each_language(client, make_case):
    make_case(slug="a-case").archive()

    tongues, alternates, _ = links(client.get("/fr/cases/a-case/"))

    assert [client.get(tongue).status_code for tongue in tongues] == [410] * 3
    assert len(alternates) == 3


def test_a_page_that_exists_is_offered_in_each_language(client, make_case):
    make_case()

    tongues, alternates, has_canonical = links(client.get("/fr/cases/?operation=ongoing"))

    assert tongues[2] == "/es/cases/?operation=ongoing"
    assert (len(alternates), has_canonical) == (3, True)


def test_a_form_without_its_token_is_refused_in_the_language_of_the_reader(db):
    strict = Client(enforce_csrf_checks=True)

    page = strict.post("/i18n/setlang/", headers={"accept-language": "es"})

    assert page.status_code == 403
    assert '<html lang="es">' in page.text
    assert links(page)[0] == ["/fr/", "/en/", "/es/"]
