"""What every answer carries, and what is said when something goes wrong."""

import pytest

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
