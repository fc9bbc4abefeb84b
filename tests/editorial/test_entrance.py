"""The way in to the desk: what lets in, what is refused, and what is written down of it."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.test import Client

from editorial import limits
from editorial.entrance.tries import OF_ACCOUNT_HERE, OF_ADDRESS
from editorial.limits import MachineCounter
from editorial.models import AccountEvent

from .forms import form_of

LOGIN = "/admin/login/"
PASSWORD = "a-password-for-edith"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _nobody_has_tried(monkeypatch):
    counter = MachineCounter(":memory:")
    monkeypatch.setattr(limits, "of_this_machine", lambda: counter)
    cache.clear()  # of the codes that were used


def try_in(browser, name="edith", password=PASSWORD, next="", **more):
    return browser.post(LOGIN, {"username": name, "password": password, "next": next}, **more)


def code_now(secret=SECRET):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def with_app(editor):
    TOTP.activate(editor, SECRET)
    return editor


def journal():
    return list(AccountEvent.objects.order_by("pk").values_list("what", "account__username"))


# --- the password --------------------------------------------------------------------------


def test_the_page_has_a_heading_and_lets_in(visitor, editor):
    page = visitor.get(LOGIN)
    assert re.search(r"<h1>\s*Se connecter", page.text)

    answer = try_in(visitor, next="/admin/cases/case/")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/cases/case/")
    assert visitor.get("/admin/").status_code == 200
    assert journal() == [("signed-in", "edith")]
    assert visitor.get(LOGIN)["Location"] == "/admin/"


@pytest.mark.parametrize(
    "where",
    ["", "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "nowhere",
     "/fr/no-such-page-at-all/deep/", "javascript:alert(1)", "http:///x", "/\x00",
     "/admin/nope"],
)  # fmt: skip
def test_a_bad_next_leads_to_a_page_that_is_there(visitor, editor, where):
    answer = try_in(visitor, next=where)

    assert answer.status_code == 302
    assert visitor.get(answer["Location"]).status_code in (200, 302)
    assert answer["Location"].startswith("/admin/")


def test_nobody_guesses_without_end(visitor, editor):
    tries = [try_in(visitor, password=f"wrong-{n}") for n in range(60)]

    assert [answer.status_code for answer in tries[:5]] == [200] * 5
    assert {answer.status_code for answer in tries[5:]} == {429}
    assert 0 < int(tries[5]["Retry-After"]) <= 60
    assert "Trop d’essais" in tries[5].text
    right = try_in(visitor)
    assert right.status_code == 429
    assert "sessionid" not in visitor.cookies
    assert journal().count(("refused", "edith")) == 5
    assert ("too-often", "edith") in journal()


def test_another_address_is_not_shut_out_by_it(visitor, editor):
    for n in range(8):
        try_in(visitor, password=f"wrong-{n}")

    assert try_in(visitor, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_one_address_does_not_try_account_after_account(visitor, db):
    tries = [try_in(visitor, f"nobody-{n}", "x") for n in range(OF_ADDRESS.most + 1)]

    assert {answer.status_code for answer in tries[:-1]} == {200}
    assert tries[-1].status_code == 429


def test_who_knows_the_password_may_sign_in_as_often_as_they_like(editor):
    for _time in range(OF_ACCOUNT_HERE[0].most * 3):
        assert try_in(Client()).status_code == 302


def test_an_account_that_is_not_there_is_answered_in_the_same_words(visitor, editor, person):
    person("editor", name="shut", is_active=False)
    person(name="roleless")

    pages = []
    for name in ("edith", "nobody", "shut", "roleless"):
        page = try_in(visitor, name, "x-wrong").text
        for part in (r'value="[^"]*"', rf"{name}"):
            page = re.sub(part, "", page)
        pages.append(page)

    assert len(set(pages)) == 1


def test_nothing_that_was_typed_is_in_the_journal(visitor, db):
    try_in(visitor, "my-password-by-mistake", "another-secret")

    (event,) = AccountEvent.objects.values()
    assert "secret" not in str(event)
    assert "mistake" not in str(event)
    assert (event["what"], event["account_id"], event["address"]) == (
        "refused", None, "127.0.0.1",
    )  # fmt: skip


# --- the second step -----------------------------------------------------------------------


def test_a_password_alone_does_not_open_an_account_with_an_app(visitor, with_app):
    answer = try_in(visitor, next="/admin/cases/case/")
    assert answer["Location"] == "/admin/step/ask/"
    assert visitor.get("/admin/").status_code == 302

    page = visitor.get("/admin/step/ask/")
    assert "Content-Security-Policy" in page
    answer = visitor.post("/admin/step/ask/", {"code": f"{code_now()[:3]} {code_now()[3:]}"})

    assert answer["Location"] == "/admin/cases/case/"
    assert visitor.get("/admin/").status_code == 200
    assert AccountEvent.objects.get(what="signed-in").said == "password, totp"


def test_who_is_signed_in_signs_in_as_another_with_their_step(person, with_app):
    _other, browser = person("editor", name="lou")

    try_in(browser)
    browser.post("/admin/step/ask/", {"code": code_now()})

    assert journal()[-1] == ("signed-in", "edith")
    assert browser.session["_auth_user_id"] == str(with_app.pk)


def test_codes_are_not_guessed_either(visitor, with_app):
    try_in(visitor)

    tries = [visitor.post("/admin/step/ask/", {"code": f"00000{n}"}) for n in range(8)]

    assert "n’est pas juste" in tries[0].text
    assert "Trop d’essais" in tries[7].text
    assert "Trop d’essais" in visitor.post("/admin/step/ask/", {"code": code_now()}).text
    assert visitor.get("/admin/").status_code == 302
    assert ("wrong-code", "edith") in journal()


def test_a_code_is_good_once_whichever_process_is_asked(with_app):
    code = code_now()
    for is_first in (True, False):
        browser = Client()
        try_in(browser)
        browser.post("/admin/step/ask/", {"code": code})
        assert (browser.get("/admin/").status_code == 200) is is_first
        cache.clear()  # another process has another


def test_a_shared_cache_that_is_away_shuts_nobody_out(with_app, settings):
    settings.CACHES = {"default": {
        "BACKEND": "config.shared_cache.SharedCache", "LOCATION": "redis://127.0.0.1:9/0",
    }}  # fmt: skip
    browser = Client()
    try_in(browser)

    assert browser.post("/admin/step/ask/", {"code": code_now()}).status_code == 302
    assert browser.get("/admin/").status_code == 200


def test_the_password_that_is_asked_again_is_not_guessed_either(editor, monkeypatch):
    browser = Client()
    try_in(browser)
    monkeypatch.setattr("editorial.entrance.adapters.FRESH", 0)
    said = [browser.post("/admin/step/password/", {"password": "no"}).text for _ in range(7)]

    assert "Trop d’essais" in said[-1]
    assert "Trop d’essais" not in said[0]
    assert journal()[-1] == ("too-often", "edith")


def test_a_password_given_before_the_clock_was_set_back_is_asked_for_again(editor, monkeypatch):
    browser = Client()
    try_in(browser)
    assert browser.get("/admin/step/app/").status_code == 200
    monkeypatch.setattr("editorial.entrance.adapters.time", lambda: time.time() - 86_400)

    assert browser.get("/admin/step/app/").status_code == 302


def test_ones_own_password_is_changed_and_written_down_and_not_guessed(editor):
    browser = Client()
    try_in(browser)
    new = {"new_password1": "another-for-edith", "new_password2": "another-for-edith"}
    address = "/admin/password_change/"
    said = [browser.post(address, new | {"old_password": "no"}).text for _ in range(6)]
    limits.of_this_machine().__init__(":memory:")  # an hour later

    assert "Trop d’essais" in said[-1]
    assert browser.post(address, new | {"old_password": PASSWORD}).status_code == 302
    assert journal()[-1] == ("password", "edith")


def test_a_network_of_one_is_one_address(visitor, editor):
    """Who has an address of IPv6 has all those beside it."""
    for n in range(1, 7):
        answer = try_in(visitor, password="no", REMOTE_ADDR=f"2001:db8::{n}")

    assert answer.status_code == 429


def test_what_a_proxy_says_instead_of_an_address_is_not_written_down(visitor, editor, settings):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    try_in(visitor, HTTP_X_FORWARDED_FOR="192.0.2.7:4711, 192.0.2.7:4711")

    assert visitor.get("/admin/").status_code == 200
    assert AccountEvent.objects.get().address is None


def test_a_code_of_the_list_opens_once(editor, with_app):
    codes = RecoveryCodes.activate(editor).get_unused_codes()

    for code, is_open in [(codes[0], True), (codes[0], False), (codes[1], True)]:
        browser = Client()
        try_in(browser)
        browser.post("/admin/step/ask/", {"code": code})
        assert (browser.get("/admin/").status_code == 200) is is_open


def test_the_secret_lies_in_no_table(with_app):
    assert SECRET not in str(list(Authenticator.objects.values()))


def test_an_app_is_set_up_with_its_first_code(visitor, editor):
    try_in(visitor)
    page = visitor.get("/admin/step/app/")
    secret = re.search(r'class="secret">\s*([A-Z2-7]+)', page.text)[1]

    wrong = visitor.post("/admin/step/app/", {"code": "000000"})
    assert secret in wrong.text
    answer = visitor.post("/admin/step/app/", {"code": code_now(secret)})

    assert answer["Location"] == "/admin/step/codes/"
    assert len(re.findall(r"<li>\s*<code>", visitor.get("/admin/step/codes/").text)) == 10
    assert ("step-added", "edith") in journal()


@pytest.mark.parametrize("roles", [["reviewer"], ["administrator"]])
def test_who_publishes_is_led_to_set_one_up(settings, person, roles):
    settings.SECOND_FACTOR = "publishers"
    _user, browser = person(*roles)

    answer = browser.get("/admin/cases/case/?q=a")

    assert answer["Location"] == "/admin/step/?next=%2Fadmin%2Fcases%2Fcase%2F%3Fq%3Da"
    assert "deux minutes" in browser.get(answer["Location"]).text


@pytest.mark.parametrize(
    ("rule", "role", "asked"),
    [("publishers", "editor", False), ("everybody", "editor", True),
     ("everybody", "contributor", True), ("nobody", "administrator", False)],
)  # fmt: skip
def test_of_whom_it_is_asked_is_a_setting(settings, person, rule, role, asked):
    settings.SECOND_FACTOR = rule

    answer = person(role)[1].get("/admin/")

    assert (answer.status_code == 302) is asked


@pytest.mark.parametrize(
    "address",
    ["/admin/translations/", "/admin/translations/sheet/", "/admin/translations/sheet.csv",
     "/admin/guide/", "/admin/mails/"],
)  # fmt: skip
def test_every_page_of_the_desk_waits_for_the_step(settings, person, address):
    settings.SECOND_FACTOR = "publishers"
    _user, browser = person("reviewer")

    for answer in (browser.get(address), browser.post(address)):
        assert answer["Location"].startswith("/admin/step/?"), address


def test_what_leads_to_the_step_is_open_before_it(settings, person):
    settings.SECOND_FACTOR = "publishers"
    _user, browser = person("reviewer")

    for address in ("/admin/step/", "/admin/sessions/", "/admin/password_reset/"):
        assert browser.get(address).status_code == 200, address


def test_a_right_to_publish_that_comes_from_no_role_asks_for_the_step(settings, person):
    settings.SECOND_FACTOR = "publishers"
    user, browser = person("editor")
    user.user_permissions.add(Permission.objects.get(codename="publish_case"))

    assert browser.get("/admin/")["Location"].startswith("/admin/step/?")


def test_a_form_that_was_open_before_the_rule_is_still_saved(settings, person, make_case):
    _user, browser = person("reviewer")
    case = make_case(state="draft")
    address = f"/admin/cases/case/{case.pk}/change/"
    form = form_of(browser.get(address), publish=False) | {"title_fr": ["Un autre titre"]}
    settings.SECOND_FACTOR = "everybody"

    assert browser.post(address, form).status_code == 302
    case.refresh_from_db()
    assert case.title_fr == "Un autre titre"
    assert browser.post(f"/admin/cases/case/{case.pk}/deed/archive/")["Location"].startswith(
        "/admin/step/"
    )


def test_a_lost_device_is_taken_away_by_an_administrator(person, with_app):
    ada = person("administrator")[1]
    lost, browser = person("editor", name="lou")
    TOTP.activate(lost, SECRET)
    ask = {"action": "take_step_away", "_selected_action": [lost.pk, with_app.pk]}

    ada.post("/admin/editorial/user/", ask)

    assert not Authenticator.objects.filter(user=lost).exists()
    assert Authenticator.objects.filter(user=with_app).exists()  # who may do more than Ada
    assert ("step-removed", "lou") in journal()


# --- sessions ------------------------------------------------------------------------------


def test_a_session_lasts_a_working_day(visitor, editor, settings):
    try_in(visitor)

    assert visitor.cookies["sessionid"]["max-age"] == settings.SESSION_HOURS * 3600 == 36_000


def test_sessions_are_listed_and_ended_by_their_owner(editor):
    here, there = Client(), Client()
    try_in(here)
    try_in(there, headers={"User-Agent": "Another browser"})
    page = here.get("/admin/sessions/").text
    assert "Another browser" in page
    key = re.search(r'name="end" value="(\d+)"', page)[1]

    here.post("/admin/sessions/", {"end": key})

    assert there.get("/admin/").status_code == 302
    assert here.get("/admin/").status_code == 200
    assert here.post("/admin/sessions/", {"end": "9" * 30}).status_code == 404


def test_all_others_are_ended_at_once(editor):
    browsers = [Client() for _time in range(3)]
    for browser in browsers:
        try_in(browser)

    browsers[1].post("/admin/sessions/")

    assert [one.get("/admin/").status_code for one in browsers] == [302, 200, 302]


def test_nobody_ends_a_session_of_somebody_else(editor, person):
    browser = Client()
    try_in(browser)
    key = UserSession.objects.get().pk
    assert person("administrator")[1].post("/admin/sessions/", {"end": key}).status_code == 404
    assert browser.get("/admin/").status_code == 200


# --- the journal ---------------------------------------------------------------------------


def test_rights_are_written_down_with_who_gave_them(person):
    ada, (_user, _browser) = person("administrator")[1], person("editor", name="lou")
    address = f"/admin/editorial/user/{_user.pk}/change/"
    form = form_of(ada.get(address), publish=False) | {"roles": ["editor", "reviewer"]}

    ada.post(address, form)

    event = AccountEvent.objects.get(what="rights")
    assert (event.account.username, event.by.username) == ("lou", "administrator")
    assert event.said == "roles: editor → editor, reviewer"


def test_administrators_read_the_journal_and_nobody_writes_it(person, editor, visitor):
    try_in(visitor, password="wrong")
    event = AccountEvent.objects.get()
    ada = person("administrator")[1]

    assert "edith" in ada.get("/admin/editorial/accountevent/").text
    for browser in (ada, visitor):
        for address in ("add/", f"{event.pk}/delete/"):
            answer = browser.post(f"/admin/editorial/accountevent/{address}", {"post": "yes"})
            assert answer.status_code in (302, 403)
        browser.post(f"/admin/editorial/accountevent/{event.pk}/change/", {"said": "else"})
    for role in ("editor", "reviewer"):
        assert person(role)[1].get("/admin/editorial/accountevent/").status_code == 403
    assert AccountEvent.objects.get().said == ""


def test_what_is_old_is_forgotten(visitor, editor, settings):
    try_in(visitor, password="wrong")
    AccountEvent.objects.update(at="2020-01-01T00:00:00Z")

    try_in(visitor)

    assert journal() == [("signed-in", "edith")]
