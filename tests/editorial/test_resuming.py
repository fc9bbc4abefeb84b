"""A save whose session has ended goes on after signing in, with all that was typed."""

import time

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from cases.models import Case, Source
from editorial import form_ids, resuming
from editorial.models import Tombstone, User

from .forms import add_row, form_of, pressed_on

TEXT = "Des crèches,\r\n« du soir »,\r\net <b>du matin</b>."
PASSWORD = "a-password-for-edith"
HERE = {"Origin": "http://testserver"}
RESUME = "/admin/resume/"


@pytest.fixture
def strict(editor):
    """The editor's browser, signed in, before a site that looks at Django's token."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    return browser


@pytest.fixture
def case(make_case):
    return make_case()


@pytest.fixture
def address(case):
    return f"/admin/cases/case/{case.pk}/change/"


@pytest.fixture
def written(strict, address):
    """The form of the case with a long text and a new source, not sent yet."""
    form = form_of(strict.get(address))
    add_row(form, "sources", title="Un rapport", publisher="Une ville", language="fr",
            kind="official", position=2)  # fmt: skip
    return form | {"summary_fr": [TEXT], "_continue": ["Save"]}


def end_session(browser):
    del browser.cookies["sessionid"]


def sign_in(browser, page, username="edith", password=PASSWORD):
    form = form_of(page, "sign_in_again")
    return browser.post(
        RESUME, form | {"username": username, "password": password}, headers=HERE
    )


def go_on(browser, page, address):
    """As far as it leads: where something is open, a page asks before it is published."""
    answer = browser.post(address, form_of(page, "resumed_form"), headers=HERE)
    return pressed_on(browser, answer, headers=HERE)


def is_saved(case):
    case.refresh_from_db()
    return case.summary_fr.replace("\r\n", "\n") == TEXT.replace("\r\n", "\n")


def test_a_save_without_a_session_goes_on_after_signing_in(strict, written, address, case):
    end_session(strict)

    asked = strict.post(address, written, headers=HERE)
    assert asked.status_code == 403
    assert "Votre session a pris fin" in asked.text
    assert "« du soir »" in asked.text
    assert not is_saved(case)

    ready = sign_in(strict, asked)
    assert ready.status_code == 200
    assert not is_saved(case)

    assert go_on(strict, ready, address).status_code == 302
    assert is_saved(case)
    assert Source.objects.filter(case=case, title="Un rapport").count() == 1


def test_who_comes_back_after_a_month_loses_nothing(
    strict, written, address, case, monkeypatch
):
    """A window that was left open; and the page that asks to sign in, for another month."""
    began = time.time()
    end_session(strict)

    monkeypatch.setattr("django.core.signing.time.time", lambda: began + 30 * 86_400)
    asked = strict.post(address, written, headers=HERE)
    monkeypatch.setattr("django.core.signing.time.time", lambda: began + 60 * 86_400)
    go_on(strict, sign_in(strict, asked), address)

    assert "« du soir »" in asked.text
    assert is_saved(case)


def test_nothing_is_asked_of_the_server_to_keep(strict, written, address, queries_of):
    end_session(strict)
    before = Case.objects.values_list("updated_at", flat=True).get()

    asked = strict.post(address, written, headers=HERE)

    assert "sessionid" not in asked.cookies
    assert Case.objects.values_list("updated_at", flat=True).get() == before


def test_a_wrong_password_loses_nothing(strict, written, address, case):
    end_session(strict)
    asked = strict.post(address, written, headers=HERE)

    again = sign_in(strict, asked, password="wrong")
    assert "« du soir »" in again.text
    go_on(strict, sign_in(strict, again), address)

    assert is_saved(case)


def test_signed_out_and_in_again_elsewhere_asks_and_goes_on(strict, written, address, case):
    strict.post(
        reverse("admin:logout"), {"csrfmiddlewaretoken": written["csrfmiddlewaretoken"]}
    )
    login = form_of(strict.get("/admin/login/"), "login-form")
    strict.post("/admin/login/", login | {"username": "edith", "password": PASSWORD})

    asked = strict.post(address, written, headers=HERE)
    assert asked.status_code == 403
    assert not is_saved(case)

    go_on(strict, asked, address)
    assert is_saved(case)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Referer": "https://elsewhere.example/testserver"},
        {},
    ],
)
def test_another_site_is_given_no_page_to_go_on(strict, written, address, headers):
    del written["csrfmiddlewaretoken"]

    refused = strict.post(address, written, headers=headers)

    assert refused.status_code == 403
    assert "resumed_form" not in refused.text
    assert resuming.CARRIED not in refused.text


def test_without_a_session_and_from_another_site_nothing_is_carried(strict, written, address):
    end_session(strict)
    del written["csrfmiddlewaretoken"]

    refused = strict.post(address, written, headers={"Origin": "https://elsewhere.example"})

    assert refused.status_code == 403
    assert resuming.CARRIED not in refused.text


@pytest.mark.parametrize("forged", ["", "nonsense", "eyJhIjoxfQ:1tabcd:forged"])
def test_a_form_that_we_did_not_send_out_is_only_asked_to_sign_in(
    desk, written, address, forged
):
    end_session(desk)

    answer = desk.post(address, written | {form_ids.FIELD: [forged]})

    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")


@pytest.mark.parametrize("forged", ["", "nonsense", "W10:1tabcd:forged"])
def test_what_is_carried_cannot_be_forged(client, db, forged):
    answer = client.post(RESUME, {"carried": forged, "username": "a", "password": "b"})

    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_the_page_without_anything_leads_to_the_desk(client, db):
    assert client.get(RESUME).url == "/admin/"


def test_another_person_is_refused_in_words_and_the_writer_may_still_go_on(
    strict, written, address, case
):
    User.objects.create_superuser("nina", password="a-password-for-nina")
    end_session(strict)
    asked = strict.post(address, written, headers=HERE)

    refused = sign_in(strict, asked, "nina", "a-password-for-nina")
    assert "sous un autre compte" in refused.text
    assert "sessionid" not in strict.cookies
    assert not is_saved(case)

    go_on(strict, sign_in(strict, refused), address)
    assert is_saved(case)


def test_another_person_signed_in_sees_nothing_of_it(strict, written, address, case):
    nina = User.objects.create_superuser("nina", password="a-password-for-nina")
    strict.force_login(nina)

    refused = strict.post(address, written, headers=HERE)

    assert refused.status_code == 403
    assert "sous un autre compte" in refused.text
    assert "du soir" not in refused.text
    assert not is_saved(case)


def test_who_may_no_longer_write_can_copy_what_was_typed(
    strict, written, address, case, editor
):
    User.objects.filter(pk=editor.pk).update(is_superuser=False)
    editor.user_permissions.set(Permission.objects.filter(codename="view_case"))

    refused = strict.post(address, written, headers=HERE)

    assert refused.status_code == 403
    assert "« du soir »" in refused.text
    assert not is_saved(case)


def test_who_is_no_editor_any_more_can_copy_what_was_typed(strict, written, address, editor):
    User.objects.filter(pk=editor.pk).update(is_staff=False)

    assert "« du soir »" in strict.post(address, written, headers=HERE).text


def test_a_password_is_never_sent_back(strict):
    address = "/admin/editorial/user/add/"
    form = form_of(strict.get(address)) | {"username": ["nina"], "password1": ["t0p-s3cret"]}
    end_session(strict)

    asked = strict.post(address, form, headers=HERE)

    assert "nina" in asked.text
    assert "t0p-s3cret" not in asked.text
    assert "t0p-s3cret" not in sign_in(strict, asked).text


def test_a_form_near_the_bounds_passes(strict, written, address, case):
    """4,900 fields and two megabytes, in letters that take six signs each in an address."""
    written |= {f"more-{number}": ["é"] for number in range(4_700)}
    written |= {"context_fr": ["é" * 300_000]}
    end_session(strict)

    ready = sign_in(strict, strict.post(address, written, headers=HERE))
    go_on(strict, ready, address)

    assert is_saved(case)
    assert len(case.context_fr) == 300_000


@pytest.mark.parametrize(
    "part", [{"context_fr": "é" * 2_600_000}, {f"f{n}": "" for n in range(5_001)}]
)
def test_a_form_beyond_the_bounds_is_refused(strict, written, address, part):
    end_session(strict)

    assert strict.post(address, written | part, headers=HERE).status_code in (400, 413)


def test_who_signed_in_in_another_window_meanwhile_goes_on_from_this_one(
    strict, written, address, case
):
    end_session(strict)
    asked = strict.post(address, written, headers=HERE)
    login = form_of(strict.get("/admin/login/"), "login-form")
    strict.post("/admin/login/", login | {"username": "edith", "password": PASSWORD})

    ready = sign_in(strict, asked)
    go_on(strict, ready, address)

    assert is_saved(case)


def test_another_site_cannot_bring_what_is_carried(strict, written, address):
    end_session(strict)
    form = form_of(strict.post(address, written, headers=HERE), "sign_in_again")
    del form["csrfmiddlewaretoken"]

    refused = strict.post(RESUME, form, headers={"Origin": "https://elsewhere.example"})

    assert refused.status_code == 403
    assert "du soir" not in refused.text


WHY = "Parce que le lieu était faux."


def test_why_a_deed_is_done_goes_on_after_signing_in(strict, case):
    deed = f"/admin/cases/case/{case.pk}/deed/archive/"
    form = form_of(strict.get(deed), "deed_form", publish=False) | {"_reason_fr": [WHY]}
    end_session(strict)

    asked = strict.post(deed, form, headers=HERE)
    assert (asked.status_code, WHY in asked.text) == (403, True)
    go_on(strict, sign_in(strict, asked), deed)

    assert Tombstone.objects.get().reason_fr == WHY


def test_why_a_deed_is_done_to_several_goes_on_after_signing_in(strict, case):
    address = "/admin/cases/case/"
    ticked = form_of(strict.get(address), "changelist-form") | {
        "action": ["archive"], "_selected_action": [str(case.pk)]
    }  # fmt: skip
    page = strict.post(address, ticked)
    form = form_of(page, "deed_form", publish=False) | {"_reason_fr": [WHY]}
    end_session(strict)

    asked = strict.post(address, form, headers=HERE)
    assert asked.status_code == 403
    go_on(strict, sign_in(strict, asked), address)

    case.refresh_from_db()
    assert case.state == "archived"


def test_an_answer_to_a_letter_goes_on_after_signing_in(strict, make_letter):
    letter = make_letter()
    address = f"/admin/letters/letter/{letter.pk}/change/"
    form = form_of(strict.get(address), "letter_form") | {
        "answer": ["Merci, c’est corrigé."], "_deed": ["done"]
    }  # fmt: skip
    end_session(strict)

    asked = strict.post(address, form, headers=HERE)
    assert (asked.status_code, "c’est corrigé" in asked.text) == (403, True)
    go_on(strict, sign_in(strict, asked), address)

    letter.refresh_from_db()
    assert letter.answer == "Merci, c’est corrigé."
