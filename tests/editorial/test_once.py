"""A form that is sent twice is done once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.models import Case, Source, Theme
from editorial import form_ids
from editorial.models import Submission, User

from .forms import add_row, form_of

CASES = "/admin/cases/case/"
THEMES = "/admin/cases/theme/"


@pytest.fixture
def new_case(desk):
    """The form of a new case without a slug, as a browser sends it."""
    form = form_of(desk.get(f"{CASES}add/"))
    form |= {"title_fr": ["Doublon"], "identification": ["named"], "_save": ["Save"]}
    form["case_levers-TOTAL_FORMS"] = ["0"]
    return form | {"documentation": ["named-only"], "operation": ["unknown"]}


def test_a_new_case_sent_twice_is_one_case_and_leads_to_it(desk, new_case):
    first = desk.post(f"{CASES}add/", new_case)
    second = desk.post(f"{CASES}add/", new_case, follow=True)

    case = Case.objects.get()
    assert first.status_code == 302
    assert second.redirect_chain == [(f"{CASES}{case.pk}/change/", 302)]
    assert "envoyé deux fois" in second.text


def test_back_and_save_again_is_the_same_act_though_the_page_was_loaded_anew(desk, new_case):
    again = new_case | {form_ids.FIELD: form_of(desk.get(f"{CASES}add/"))[form_ids.FIELD]}

    desk.post(f"{CASES}add/", new_case)
    desk.post(f"{CASES}add/", again)

    assert Case.objects.count() == 1


def test_what_was_sent_before_a_clock_was_set_back_is_another_act(desk, new_case):
    desk.post(f"{CASES}add/", new_case)
    Submission.objects.update(sent_at=timezone.now() + timedelta(days=1))
    form = new_case | {form_ids.FIELD: form_of(desk.get(f"{CASES}add/"))[form_ids.FIELD]}

    desk.post(f"{CASES}add/", form)

    assert Case.objects.count() == 2


def test_other_words_in_a_form_that_was_sent_are_asked_about_and_not_lost(desk, new_case):
    desk.post(f"{CASES}add/", new_case)
    other = new_case | {"summary_fr": ["Ce qui fut ajouté ensuite."]}

    answer = desk.post(f"{CASES}add/", other)

    assert Case.objects.count() == 1
    assert "Ce qui fut ajouté ensuite." in answer.text
    assert f"{CASES}{Case.objects.get().pk}/change/" in answer.text
    desk.post(f"{CASES}add/", {**form_of(answer), "_save": ["Save"]})
    assert Case.objects.count() == 2


def test_a_refused_form_can_be_sent_again(desk, new_case):
    answer = desk.post(f"{CASES}add/", new_case | {"start_year": ["20x"]})
    assert "errornote" in answer.text
    assert not Submission.objects.exists()

    desk.post(f"{CASES}add/", new_case | {"start_year": ["2020"]})

    assert Case.objects.get().start_year == 2020


def test_what_was_deleted_since_can_be_made_again(desk, new_case):
    desk.post(f"{CASES}add/", new_case)
    Case.objects.all().delete()

    desk.post(f"{CASES}add/", new_case)

    assert Case.objects.count() == 1


def test_a_row_added_to_a_case_and_sent_twice_is_one_row(desk, make_case):
    case = make_case()
    address = f"{CASES}{case.pk}/change/"
    form = form_of(desk.get(address))
    add_row(form, "sources", title="Un rapport", publisher="Une ville", language="fr",
            kind="official", position=2)  # fmt: skip

    assert [desk.post(address, form).status_code for _ in range(2)] == [302, 302]

    assert Source.objects.filter(case=case).count() == 2


def test_a_change_and_back_and_the_change_again_are_three_acts(desk, make_lever):
    lever = make_lever()
    address = f"/admin/infrastructures/lever/{lever.pk}/change/"
    form = form_of(desk.get(address))

    for name in ["Un", "Deux", "Un"]:
        token = {form_ids.FIELD: form[form_ids.FIELD]}
        words = {"name_fr": [name], "summary_fr": ["Bref."], "description_fr": ["Long."]}
        desk.post(address, {**form_of(desk.get(address)), **token, **words})

    lever.refresh_from_db()
    assert lever.name_fr == "Un"


@pytest.mark.parametrize("forged", ["nonsense", "", "é", "a:b:c"])
def test_a_forged_name_of_a_form_does_no_harm(desk, new_case, forged):
    answer = desk.post(f"{CASES}add/", new_case | {form_ids.FIELD: [forged]})

    assert answer.status_code in (400, 302)
    assert Case.objects.exists() is (forged == "")


def test_a_form_of_another_kind_does_not_stand_for_this_one(desk, new_case):
    theirs = form_of(desk.get(f"{THEMES}add/"))[form_ids.FIELD]

    answer = desk.post(f"{CASES}add/", new_case | {form_ids.FIELD: theirs})

    assert "errornote" in answer.text
    assert "Doublon" in answer.text


def test_no_password_is_part_of_what_is_remembered(desk):
    address = "/admin/editorial/user/add/"
    form = form_of(desk.get(address))
    form |= {"username": ["nina"], "usable_password": ["true"]}
    passwords = [{"password1": [p], "password2": [p]} for p in ["corr3ct-horse", "other-h0rse"]]

    for password in passwords:
        desk.post(address, form | password)

    assert User.objects.filter(username="nina").count() == 1
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_at_the_same_moment_make_one(editor):
    """SQLite in memory has one writer, so there they come one after another; tests/browser
    sends them at once to a real file."""
    desk = Client()
    desk.force_login(editor)
    form = form_of(desk.get(f"{THEMES}add/"))
    form |= {"name": ["soin"], "label_fr": ["Soin"], "slug": ["soin"]}
    answers = []

    def send():
        try:
            browser = Client()
            browser.cookies = desk.cookies
            answers.append(browser.post(f"{THEMES}add/", form).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
        if connection.vendor == "sqlite":
            thread.join(60)
    for thread in threads:
        thread.join(60)

    assert answers == [302] * 4
    assert Theme.objects.count() == 1
