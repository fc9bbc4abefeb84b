"""Comments on what waits: by whoever may see it, for whom it concerns, and into the history."""

import pytest

from cases.models import Case
from editorial import working_copies
from editorial.comments import LONGEST, Comment
from editorial.models import User
from editorial.roles import Role
from tests.editorial.forms import form_of
from waiting.models import Notice
from waiting.waits import waits_for

from .test_two_editors import address_of

pytestmark = pytest.mark.django_db


def comments_of(case):
    return address_of(case).replace("/change/", "/comments/")


@pytest.fixture
def writer(person):
    return person("editor", name="wilma", email="wilma@example.org")


@pytest.fixture
def case(make_case, writer):
    """A published case with a pending change of Wilma's."""
    case = make_case("Un cas", slug="a-case")
    copy, _keys = working_copies.open_copy(case, by=writer[0])
    Case._base_manager.filter(pk=copy.pk).update(summary_fr="Autre résumé.")
    return case


@pytest.mark.parametrize("place", [address_of, comments_of])
def test_a_comment_after_the_session_has_ended_is_not_lost(place, case, person):
    user, browser = person("editor")
    form = form_of(browser.get(place(case)), only="comment_form") | {"words": ["Vraiment ?"]}
    del browser.cookies["sessionid"]

    asked = browser.post(comments_of(case), form)

    assert (asked.status_code, "Vraiment ?" in asked.text) == (403, True)
    form = form_of(asked, only="sign_in_again")
    ready = browser.post("/admin/resume/", form | {"username": user.username, "password": "x"})
    browser.post(comments_of(case), form_of(ready, only="resumed_form"))
    assert Comment.objects.get().words == "Vraiment ?"


def test_a_comment_on_what_was_published_meanwhile_is_given_back(case, person):
    _user, browser = person("editor")
    working_copies.discard(Case._base_manager.get(replaces=case))

    answer = browser.post(comments_of(case), {"words": "Vraiment ?"})

    assert answer.status_code == 400
    assert "Vraiment ?" in answer.text


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", ["draft", "in-review", "change"])
def test_whoever_sees_it_comments(role, state, make_case, case, person):
    _user, browser = person(role, languages=["es"])
    thing = case if state == "change" else make_case("Autre", slug="other", state=state)

    answer = browser.post(comments_of(thing), {"words": "Vraiment ?", "about": "summary"})

    assert answer.status_code == 302
    assert Comment.objects.get().words == "Vraiment ?"
    for page in (comments_of(thing), address_of(thing)):
        assert "Vraiment ?" in browser.get(page).text


def test_it_stands_beside_the_comparison(case, desk):
    desk.post(comments_of(case), {"words": "Vraiment ?", "about": "summary"})

    page = desk.get(address_of(case).replace("/change/", "/pending/")).text

    assert "Vraiment ?" in page
    assert "Autre" in page


def test_who_is_not_of_the_desk_does_not_comment(case, client, person):
    assert client.post(comments_of(case), {"words": "Non."}).status_code == 302
    User.objects.create_user("nobody", password="x", is_staff=True)
    client.force_login(User.objects.get(username="nobody"))
    assert client.post(comments_of(case), {"words": "Non."}).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize(("sent", "words"), [
    ({"words": "  "}, "Rien n’est écrit ici."),
    ({"words": "x" * (LONGEST + 1)}, str(LONGEST)),
    ({"words": "Bien.", "about": "spoon"}, "telle partie"),
])  # fmt: skip
def test_what_is_no_comment_is_given_back(sent, words, case, desk):
    answer = desk.post(comments_of(case), sent)

    assert answer.status_code == 400
    assert words in answer.text
    assert sent["words"].strip() in answer.text
    assert not Comment.objects.exists()


def test_what_is_published_and_waits_for_nothing_has_nothing_to_comment(make_case, desk):
    case = make_case("Seul", slug="alone")

    assert desk.post(comments_of(case), {"words": "Bien."}).status_code == 400
    assert 'id="comment_form"' not in desk.get(address_of(case)).text


def test_those_concerned_find_it_and_are_written_to(case, writer, desk):
    desk.post(comments_of(case), {"words": "Quelle source ?"})
    wilma, browser = writer

    (wait,) = [one for one in waits_for(wilma) if one.name == "comments"]
    assert [line.said for line in wait.lines] == ["Quelle source ?"]
    (notice,) = Notice.objects.all()
    assert (notice.mailbox.user, notice.reason) == (wilma, "Quelle source ?")
    assert "Quelle source ?" in browser.get("/admin/").text


@pytest.mark.parametrize("sent", [{"_read": ""}, {"words": "Celle du rapport."}])
def test_who_has_read_or_answered_is_told_no_more(sent, case, writer, desk):
    desk.post(comments_of(case), {"words": "Quelle source ?"})
    wilma, browser = writer

    browser.post(comments_of(case), sent)

    assert not Comment.objects.unread_by(wilma).exists()


def test_nobody_is_told_of_their_own(case, writer):
    wilma, browser = writer

    browser.post(comments_of(case), {"words": "Une note."})

    assert not Comment.objects.unread_by(wilma).exists()
    assert not Notice.objects.exists()


def test_published_it_stays_in_the_history(case, desk):
    desk.post(comments_of(case), {"words": "Vraiment ?"})
    form = form_of(desk.get(address_of(case)))
    assert desk.post(address_of(case), form).status_code == 302

    assert Comment.objects.get().of_number == 2
    assert "Vraiment ?" in desk.get(address_of(case).replace("/change/", "/history/")).text
    assert "Vraiment ?" not in desk.get(address_of(case)).text


def test_discarded_it_stays_in_the_history(case, desk):
    desk.post(comments_of(case), {"words": "Vraiment ?"})
    working_copies.discard(case.working_copy)

    assert Comment.objects.open().count() == 0
    assert "Vraiment ?" in desk.get(address_of(case).replace("/change/", "/history/")).text


def test_a_draft_takes_its_comments_along_when_it_is_published(make_case, desk):
    case = make_case("Brouillon", slug="draft", state="in-review")
    desk.post(comments_of(case), {"words": "Vraiment ?"})

    case.publish()

    assert Comment.objects.get().of_number is not None
