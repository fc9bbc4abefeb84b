"""A forgotten password, by mail."""

import re

import pytest

from editorial import limits, passwords
from editorial.limits import MachineCounter

ASK = "/admin/password_reset/"


@pytest.fixture(autouse=True)
def _nobody_has_asked(monkeypatch):
    counter = MachineCounter(":memory:")
    monkeypatch.setattr(limits, "of_this_machine", lambda: counter)


@pytest.fixture
def cora(person):
    user, _browser = person("contributor", name="cora", email="cora@example.org")
    return user


def test_the_way_in_is_at_the_login(visitor, db):
    assert f'href="{ASK}' in visitor.get("/admin/login/").text
    assert visitor.get(ASK).status_code == 200


def test_a_link_by_mail_gives_a_new_password(visitor, cora, mailoutbox):
    assert visitor.post(ASK, {"email": "cora@example.org"}).status_code == 302
    (mail,) = mailoutbox
    assert mail.to == ["cora@example.org"]
    link = re.search(r"/admin/password_reset/\S+", mail.body)[0]

    page = visitor.get(link, follow=True)
    new = {"new_password1": "a-new-password-7", "new_password2": "a-new-password-7"}
    visitor.post(page.redirect_chain[-1][0], new)

    assert visitor.login(username="cora", password="a-new-password-7")
    assert "new_password1" not in visitor.get(link, follow=True).text  # it works once


def test_nobody_learns_who_has_an_account(visitor, cora, mailoutbox):
    answers = [visitor.post(ASK, {"email": f"{name}@example.org"}) for name in ("cora", "eve")]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, f"{ASK}sent/")
    ] * 2
    assert len(mailoutbox) == 1


def test_nobody_is_flooded(visitor, cora, mailoutbox):
    for _time in range(passwords.TO_ONE_ADDRESS.most + 2):
        assert visitor.post(ASK, {"email": "Cora@example.org"}).status_code == 302

    assert len(mailoutbox) == passwords.TO_ONE_ADDRESS.most


def test_who_asks_for_many_addresses_is_told_to_wait(visitor, db, mailoutbox):
    asked = [
        {"email": f"{number}@example.org"} for number in range(passwords.OF_ONE_SENDER.most)
    ]
    assert {visitor.post(ASK, one).status_code for one in asked} == {302}

    answer = visitor.post(ASK, {"email": "another@example.org"})

    assert (answer.status_code, "attendez une heure" in answer.text) == (429, True)
    other = visitor.post(ASK, {"email": "another@example.org"}, REMOTE_ADDR="203.0.113.7")
    assert other.status_code == 302
