"""At the desk a letter is accepted, answered or refused, once, by who may."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.models import Case
from editorial.models import User
from editorial.publication import State
from editorial.revisions import Revision
from letters.models import Letter, SettledAlready, Standing

pytestmark = pytest.mark.django_db
LIST = "/admin/letters/letter/"


@pytest.fixture
def reader_of_letters(client):
    """reader_of_letters("change_letter", "view_letter") is signed in with these rights."""

    def sign_in(*rights):
        user = User.objects.create_user("rita", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(user)
        return client

    return sign_in


def address_of(letter):
    return reverse("admin:letters_letter_change", args=[letter.pk])


def settle(browser, letter, deed, **said):
    return browser.post(address_of(letter), {"_deed": deed, **said})


def test_the_queue_shows_what_waits_and_all_if_asked(desk, make_letter, editor):
    make_letter(code="aaaabbbb" * 4)
    make_letter(code="ccccdddd" * 4).settle(Standing.REFUSED, by=editor, answer="Non.")

    assert "AAAA BBBB" in desk.get(LIST).text
    assert "CCCC DDDD" not in desk.get(LIST).text
    assert "CCCC DDDD" in desk.get(f"{LIST}?standing=all").text
    assert "CCCC DDDD" in desk.get(f"{LIST}?standing=refused").text


def test_a_letter_is_read_with_what_it_is_about(desk, make_letter, make_case):
    case = make_case("Un cas")
    letter = make_letter(case=case, read=3, name="Ada <b>", email="ada@example.org")

    page = desk.get(address_of(letter)).text

    assert "Le chiffre est faux." in page
    assert "Un cas" in page
    assert f"/admin/cases/case/{case.pk}/change/" in page
    assert "Ada &lt;b&gt;" in page


def test_an_accepted_proposal_becomes_a_draft_that_says_where_it_comes_from(desk, make_letter):
    letter = make_letter(kind="proposal")

    response = settle(desk, letter, "accepted", title="Quito : des cantines")

    case = Case.objects.get(slug="quito-des-cantines")
    letter.refresh_from_db()
    assert response["Location"] == f"/admin/cases/case/{case.pk}/change/"
    assert (case.state, letter.case, letter.standing) == (State.DRAFT, case, "accepted")
    assert letter.reference in Revision.objects.of(case).get().reason
    assert "Le chiffre est faux." not in str(Case.objects.values().get())


def test_a_title_that_another_case_has_gets_an_address_of_its_own(desk, make_letter, make_case):
    make_case(slug="quito-des-cantines")
    letter = make_letter(kind="proposal")

    settle(desk, letter, "accepted", title="Quito : des cantines")

    assert Case.objects.filter(slug__startswith="quito-des-cantines-").count() == 1


@pytest.mark.parametrize("title", ["", "  ", "\x00"])
def test_a_draft_needs_a_title(desk, make_letter, title):
    letter = make_letter(kind="proposal")

    response = settle(desk, letter, "accepted", title=title, answer="Merci.")

    assert response.status_code == 400
    assert "Merci." in response.text
    assert not Case.objects.exists()


def test_a_title_that_no_address_can_say_gets_one_all_the_same(desk, make_letter):
    letter = make_letter(kind="proposal")

    settle(desk, letter, "accepted", title="‼")

    assert Case.objects.get().slug == letter.code[:8]


def test_an_accepted_remark_opens_a_pending_change(desk, make_letter, make_case):
    case = make_case("Un cas")
    letter = make_letter(case=case)

    response = settle(desk, letter, "accepted")

    case = Case.objects.get(pk=case.pk)
    assert case.pending
    assert response["Location"] == f"/admin/cases/case/{case.pk}/change/"
    logged = LogEntry.objects.get(object_id=str(case.pk), content_type__model="case")
    assert letter.reference in logged.change_message


def test_a_remark_on_nothing_that_is_published_is_answered_instead(
    desk, make_letter, make_case
):
    letter = make_letter(case=make_case(state=State.DRAFT))

    assert settle(desk, letter, "accepted").status_code == 400
    assert Letter.objects.get().is_open


@pytest.mark.parametrize("deed", ["done", "refused"])
def test_an_answer_has_words(desk, make_letter, deed):
    letter = make_letter()

    assert settle(desk, letter, deed, answer=" ").status_code == 400
    assert Letter.objects.get().is_open
    assert settle(desk, letter, deed, answer="Lu.").status_code == 302
    assert Letter.objects.get().answer == "Lu."


def test_what_another_has_settled_stays_as_it_is(desk, make_letter, editor):
    letter = make_letter()
    settle(desk, letter, "refused", answer="Non.")

    response = settle(desk, letter, "done", answer="Fait.")

    assert response.status_code == 409
    assert "Fait." not in Letter.objects.get().answer
    with pytest.raises(SettledAlready):
        letter.settle(Standing.DONE, by=editor, answer="Fait.")


def test_a_deed_that_is_none_changes_nothing(desk, make_letter):
    letter = make_letter()
    for deed in ("open", "", "nonsense"):
        assert settle(desk, letter, deed, answer="x").status_code == 400
    assert Letter.objects.get().is_open


@pytest.mark.parametrize(
    ("rights", "deed", "status"),
    [
        ((), "done", 403),
        (("view_letter",), "done", 403),
        (("view_letter", "change_letter"), "done", 302),
        (("view_letter", "change_letter"), "accepted", 403),
        (("view_letter", "change_letter", "add_case"), "accepted", 302),
    ],
)
def test_who_may_not_changes_nothing(reader_of_letters, make_letter, rights, deed, status):
    letter = make_letter(kind="proposal")

    response = settle(reader_of_letters(*rights), letter, deed, answer="Lu.", title="Un titre")

    assert response.status_code == status
    assert Letter.objects.get().is_open == (status == 403)
    assert Case.objects.exists() == (deed == "accepted" and status == 302)


def test_nobody_writes_or_deletes_a_letter_at_the_desk(desk, make_letter):
    letter = make_letter()

    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(f"{LIST}{letter.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Letter.objects.exists()


def test_a_refusal_needs_its_reason_in_the_table_too(make_letter, editor):
    with pytest.raises(ValidationError):
        make_letter().settle(Standing.REFUSED, by=editor, answer="")
