"""Those concerned are written to: as often as they wish, once, and with no word of a reader."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from editorial.working_copies import open_copy, publish_copy
from waiting.models import Mailbox, Notice, Often

pytestmark = pytest.mark.django_db


def digest():
    out = StringIO()
    call_command("send_digest", stdout=out)
    return out.getvalue()


def wishes(user, often, language="fr"):
    Mailbox.objects.update_or_create(user=user, defaults={"often": often, "language": language})


def told():
    """[(to whom, what)] of what was sent."""
    return sorted((one.to[0], one.body) for one in mail.outbox)


def test_what_is_submitted_is_told_to_who_reviews(draft_of, writer, reviewer):
    case = draft_of(writer)

    case.submit(by=writer)
    digest()

    ((to, body),) = told()
    assert to == "rosa@example.org"
    assert "Un brouillon" in body
    assert f"http://127.0.0.1:8000/admin/cases/case/{case.pk}/change/" in body


def test_what_is_returned_is_told_to_its_writer_with_the_reason(draft_of, writer, reviewer):
    case = draft_of(writer)
    case.submit(by=writer)
    Notice.objects.all().delete()

    case.send_back(by=reviewer, why="Quelle source ?")
    digest()

    ((to, body),) = told()
    assert to == "wilma@example.org"
    assert "Quelle source ?" in body


def test_what_is_published_is_told_to_its_writer(draft_of, writer, reviewer):
    case = draft_of(writer)
    case.submit(by=writer)
    Notice.objects.all().delete()

    case.publish(by=reviewer)
    digest()

    assert [to for to, _body in told()] == ["wilma@example.org"]


def test_a_pending_change_is_told_as_a_draft_is(make_case, writer, reviewer):
    copy, _keys = open_copy(make_case("Publié"), by=writer)
    copy.title_fr = "Autrement"
    copy.note_writer(writer)
    copy.save()
    copy.submit(by=writer)
    digest()
    publish_copy(copy, by=reviewer)
    digest()

    assert [to for to, _body in told()] == ["rosa@example.org", "wilma@example.org"]


def test_nobody_is_told_of_what_they_did(draft_of, reviewer):
    case = draft_of(reviewer)

    case.submit(by=reviewer)

    assert not Notice.objects.exists()


def test_a_letter_is_told_without_a_word_of_it(make_case, reviewer, client):
    from letters import arrivals
    from letters.models import Letter

    letter = Letter.objects.create(
        token="0" * 32, digest="", kind="remark", what="wrong", language="fr",
        words="Lettrissime", name="Lettrissime", source="Lettrissime",
    )  # fmt: skip
    arrivals.tell(letter)
    digest()

    ((to, body),) = told()
    assert to == "rosa@example.org"
    assert letter.reference in body
    assert "Lettrissime" not in body + mail.outbox[0].subject
    assert letter.code not in body


# --- as often as they wish ------------------------------------------------------------------


def test_a_digest_comes_once_a_day_at_most(draft_of, writer, reviewer):
    draft_of(writer, "Premier").submit(by=writer)
    said = [digest()]
    draft_of(writer, "Second").submit(by=writer)
    said.append(digest())

    assert said == ["Sent: 1 digests.\n", "Sent: 0 digests.\n"]
    assert len(mail.outbox) == 1

    Mailbox.objects.update(told_on=None)  # another day
    digest()

    assert "Second" in mail.outbox[1].body
    assert "Premier" not in mail.outbox[1].body


def test_where_nothing_happened_nothing_is_sent(reviewer):
    wishes(reviewer, Often.DAILY)

    assert digest() == "Sent: 0 digests.\n"


def test_who_wants_none_gets_none(draft_of, writer, reviewer):
    wishes(reviewer, Often.NEVER)

    draft_of(writer).submit(by=writer)
    digest()

    assert mail.outbox == []
    assert not Notice.objects.exists()


def test_who_wants_each_gets_each_at_once(
    draft_of, writer, reviewer, django_capture_on_commit_callbacks
):
    wishes(reviewer, Often.EACH)

    with django_capture_on_commit_callbacks(execute=True):
        draft_of(writer).submit(by=writer)

    assert [to for to, _body in told()] == ["rosa@example.org"]
    digest()
    assert len(mail.outbox) == 1


def test_a_mail_that_cannot_be_sent_waits_and_the_deed_is_done(
    draft_of, writer, reviewer, django_capture_on_commit_callbacks, monkeypatch
):
    wishes(reviewer, Often.EACH)
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.EmailMessage.send", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            case = draft_of(writer)
            case.submit(by=writer)
        with pytest.raises(CommandError, match="kept for the next time"):
            digest()

    assert case.state == "in-review"
    assert mail.outbox == []
    assert digest() == "Sent: 1 digests.\n"


def refuse(*args, **options):
    raise ConnectionRefusedError


def test_after_a_first_failure_nobody_waits_for_a_second(
    draft_of, writer, make_account, django_capture_on_commit_callbacks, monkeypatch
):
    for name in ("rosa", "rita", "rhea"):
        wishes(make_account(name, "reviewer"), Often.EACH)
    tried = []

    def away(self, *args, **options):
        tried.append(self.to)
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    with django_capture_on_commit_callbacks(execute=True):
        draft_of(writer).submit(by=writer)

    assert len(tried) == 1
    assert Notice.objects.count() == 3


def test_what_is_published_in_the_same_breath_waits_for_nobody(
    draft_of, writer, reviewer, make_account, django_capture_on_commit_callbacks
):
    wishes(make_account("rita", "reviewer"), Often.EACH)
    case = draft_of(writer)

    with django_capture_on_commit_callbacks(execute=True):
        case.submit(by=reviewer)
        case.publish(by=reviewer)

    assert [to for to, _body in told()] == []
    digest()
    assert [to for to, _body in told()] == ["wilma@example.org"]


def test_nothing_is_locked_while_a_mail_is_on_its_way(
    draft_of, writer, reviewer, monkeypatch, django_capture_on_commit_callbacks
):
    draft_of(writer).submit(by=writer)
    depth, inside = len(connection.savepoint_ids), []
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send",
        lambda self, *args: inside.append(len(connection.savepoint_ids)),
    )

    digest()

    assert inside == [depth]


def test_a_closed_account_and_one_without_an_address_are_not_written_to(
    make_account, draft_of, writer
):
    shut, bare = make_account("shut", "reviewer"), make_account("bare", "reviewer")
    type(shut).objects.filter(pk=shut.pk).update(is_active=False)
    type(bare).objects.filter(pk=bare.pk).update(email="")

    draft_of(writer).submit(by=writer)

    assert not Notice.objects.exists()


@pytest.mark.parametrize(("language", "word"), [("fr", "Soumis"), ("en", "Submitted")])
def test_a_mail_is_in_the_language_of_its_reader(draft_of, writer, reviewer, language, word):
    wishes(reviewer, Often.DAILY, language)

    draft_of(writer).submit(by=writer)
    digest()

    assert word in mail.outbox[0].body


def test_a_title_never_becomes_a_heading(draft_of, writer, reviewer):
    draft_of(writer, "A\nBcc: x@example.org").submit(by=writer)
    digest()

    assert "Bcc" not in mail.outbox[0].subject
    assert mail.outbox[0].bcc == []


# --- the wish -------------------------------------------------------------------------------


def test_an_account_says_how_often_it_is_written_to(client, reviewer, writer):
    client.force_login(reviewer)

    answer = client.post("/admin/mails/", {"often": "each", "language": "es"})

    assert answer["Location"] == "/admin/"
    box = Mailbox.objects.get()
    assert (box.user, box.often, box.language) == (reviewer, "each", "es")
    assert '<option value="each" selected>' in client.get("/admin/").text


@pytest.mark.parametrize("said", [{}, {"often": "always", "language": "fr"}, {"often": "each"}])
def test_a_wish_that_is_none_changes_nothing(client, reviewer, said):
    client.force_login(reviewer)

    client.post("/admin/mails/", said)

    assert not Mailbox.objects.exclude(often=Often.DAILY).exists()


def test_only_who_is_signed_in_has_a_wish(client, db):
    answer = client.post("/admin/mails/", {"often": "each", "language": "fr"})

    assert answer["Location"].startswith("/admin/login/")
    assert not Mailbox.objects.exists()


def test_a_wish_is_posted(client, reviewer):
    client.force_login(reviewer)

    assert client.get("/admin/mails/").status_code == 405
