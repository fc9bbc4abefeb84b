"""Signing in with an account of the city, against a small server that plays the city's."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from editorial.models import AccountEvent, User

CLIENT = "atlas"
TO_CITY = "/admin/city/city/"


class City(BaseHTTPRequestHandler):
    """Enough of OpenID Connect; ``person`` is who has just signed in there."""

    person = {}
    codes = []

    def do_GET(self):
        here = f"http://{self.headers['Host']}"
        if self.path.startswith("/.well-known/"):
            self.say({
                "issuer": here, "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token", "userinfo_endpoint": f"{here}/userinfo",
                "jwks_uri": f"{here}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
        else:
            self.say(self.person)

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.codes.append(sent)
        claims = {"iss": f"http://{self.headers['Host']}", "aud": CLIENT, "iat": time(),
                  "exp": time() + 60, **self.person}  # fmt: skip
        token = jwt.encode(claims, "k" * 40, algorithm="HS256")
        self.say({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def say(self, words):
        body = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def city(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), City)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    settings.OIDC_URL, settings.OIDC_NAME = address, "Ville de Lima"
    app = {"provider_id": "city", "name": "Ville de Lima", "client_id": CLIENT, "secret": "s",
           "settings": {"server_url": address, "oauth_pkce_enabled": True}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    City.codes.clear()
    yield City
    server.shutdown()
    server.server_close()


def come(browser, person, next="/admin/"):
    """As the browser would: to the city, signed in there, and back."""
    City.person = person
    away = browser.get(f"{TO_CITY}?next={next}")
    asked = parse_qs(urlsplit(away["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = urlsplit(asked["redirect_uri"][0]).path
    return browser.get(f"{back}?code=c&state={asked['state'][0]}")


def claims(number="7", email="lou@lima.example", verified=True):
    return {"sub": number, "email": email, "email_verified": verified,
            "preferred_username": "lou", "given_name": "Lou", "family_name": "Roy"}  # fmt: skip


def test_the_page_offers_it_only_where_there_is_one(visitor, db, settings):
    assert TO_CITY not in visitor.get("/admin/login/").text
    assert visitor.get(TO_CITY).status_code == 404

    settings.OIDC_URL, settings.OIDC_NAME = "https://id.example", "Ville de Lima"

    assert "Ville de Lima" in visitor.get("/admin/login/").text


def test_an_unknown_account_gets_no_rights(city, visitor, db):
    answer = come(visitor, claims() | {"roles": ["administrator"], "is_staff": True})

    assert answer.status_code == 403
    assert "aucun rôle" in answer.text
    assert visitor.get("/admin/").status_code == 302
    lou = User.objects.get()
    assert (lou.is_staff, lou.is_superuser, lou.roles, lou.has_usable_password()) == (
        False, False, (), False,
    )  # fmt: skip
    assert AccountEvent.objects.get().what == "came"
    assert City.codes[0]["code_verifier"]


def test_a_role_given_in_the_atlas_opens_the_desk(city, visitor, db):
    come(visitor, claims())
    User.objects.update(roles=["editor"], is_staff=True)

    answer = come(visitor, claims(), next="/admin/cases/case/")

    assert answer["Location"] == "/admin/cases/case/"
    assert visitor.get("/admin/cases/case/").status_code == 200
    assert AccountEvent.objects.filter(what="signed-in").get().said == "socialaccount"


def test_an_account_made_beforehand_is_known_by_its_verified_address(city, visitor, person):
    lou, _browser = person("editor", name="lou", email="Lou@lima.example")

    assert come(visitor, claims()).status_code == 302
    assert SocialAccount.objects.get().user == lou


@pytest.mark.parametrize("told", [claims(verified=False), claims(email="")])
def test_an_address_that_is_not_verified_opens_no_account(city, visitor, person, told):
    person("editor", name="lou", email="lou@lima.example")

    assert come(visitor, told).status_code == 403
    assert visitor.get("/admin/").status_code == 302


def test_an_address_that_is_not_verified_is_not_kept(city, visitor, db):
    """Else its owner would be led into an account that a stranger made, and share it."""
    come(visitor, claims("13", verified=False))
    come(Client(), claims("7"))

    stranger, lou = User.objects.order_by("pk")
    assert (stranger.email, lou.email) == ("", "lou@lima.example")
    assert SocialAccount.objects.get(uid="13").user == stranger
    assert SocialAccount.objects.get(uid="7").user == lou


def test_an_address_that_passed_on_does_not_pass_on_the_account(city, visitor, person):
    """Somebody else of the city has the address of who left."""
    person("editor", name="lou", email="lou@lima.example")
    assert come(visitor, claims("7")).status_code == 302

    assert come(Client(), claims("8")).status_code == 403
    assert come(Client(), claims("9")).status_code == 403
    assert User.objects.count() == 3


def test_nobody_is_sent_to_the_city_but_to_sign_in(city, visitor, person):
    person("editor", name="lou", email="lou@lima.example")

    City.person = claims()
    away = visitor.get(f"{TO_CITY}?process=connect&next=")
    asked = parse_qs(urlsplit(away["Location"]).query)
    back = urlsplit(asked["redirect_uri"][0]).path

    assert visitor.get(f"{back}?code=c&state={asked['state'][0]}")["Location"] == "/admin/"


def test_the_second_step_of_an_account_is_asked_all_the_same(city, visitor, person):
    lou, _browser = person("editor", name="lou", email="lou@lima.example")
    TOTP.activate(lou, "JBSWY3DPEHPK3PXP")

    assert come(visitor, claims())["Location"] == "/admin/step/ask/"
    assert visitor.get("/admin/").status_code == 302


def test_an_account_that_is_shut_stays_shut(city, visitor, person):
    person("editor", name="lou", email="lou@lima.example", is_active=False)

    assert come(visitor, claims()).status_code == 403


def test_a_city_that_is_away_is_said_in_words(settings, visitor, db):
    app = {"provider_id": "city", "name": "x", "client_id": CLIENT, "secret": "s",
           "settings": {"server_url": "http://127.0.0.1:9"}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    answer = visitor.get(TO_CITY)

    assert answer.status_code == 503
    assert "n’a pas répondu" in answer.text


@pytest.mark.parametrize("query", ["", "?code=c&state=forged", "?error=access_denied&state=x"])
def test_who_comes_back_without_having_gone_is_not_let_in(city, visitor, db, query):
    answer = visitor.get(f"/admin/city/city/back/{query}")

    assert answer.status_code in (302, 403)
    assert visitor.get("/admin/").status_code == 302
