"""Its writer sees what becomes of a letter, without an account; nobody else sees anything."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from editorial.publication import State
from editorial.working_copies import open_copy, publish_copy
from letters.models import Letter, Standing
from letters.settling import accept

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case):
    return make_case("Un cas", slug="a-case")


def page_of(visitor, letter):
    return visitor.get(letter.get_absolute_url()).text


def test_a_letter_that_was_sent_has_a_page_that_nobody_guesses(visitor, write, case):
    response = visitor.get(write("/fr/letters/case/a-case/", email="a@example.org")["Location"])

    assert response.status_code == 200
    assert "Le chiffre de 2021 est faux." in response.text
    assert 'href="/fr/cases/a-case/"' in response.text
    assert len(Letter.objects.get().code) == 32
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Cache-Control"] == "private, no-store"


def test_the_page_shows_neither_name_nor_address(visitor, make_letter):
    letter = make_letter(name="Ada Byron", email="ada@example.org")

    page = page_of(visitor, letter)

    assert "Ada Byron" not in page
    assert "ada@example.org" not in page


def test_what_was_written_is_text_and_nothing_else(visitor, make_letter):
    letter = make_letter(words="<script>alert(1)</script>\u202egnp.exe مرحبا")

    page = page_of(visitor, letter)

    assert "<script>alert" not in page
    assert '<blockquote dir="auto">' in page


@pytest.mark.parametrize("standing", [Standing.DONE, Standing.REFUSED])
def test_the_answer_of_the_editors_stands_there(visitor, make_letter, editor, standing):
    letter = make_letter()
    letter.settle(standing, by=editor, answer="Corrigé à la source 3.")

    assert "Corrigé à la source 3." in page_of(visitor, letter)
    assert "edith" not in page_of(visitor, letter)


def test_a_draft_made_of_a_proposal_is_not_named_before_it_is_published(
    visitor, make_letter, editor
):
    letter = make_letter(kind="proposal")
    case = accept(letter, by=editor, title="Titre secret")
    before = page_of(visitor, letter)
    type(case).objects.filter(pk=case.pk).update(
        state=State.PUBLISHED, published_on="2026-01-01", revised_on="2026-01-01"
    )

    assert "Titre secret" not in before
    assert case.slug not in before
    assert f'href="/fr/cases/{case.slug}/"' in page_of(visitor, letter)


def test_a_remark_says_when_the_page_was_changed(visitor, make_letter, editor, case):
    letter = make_letter(case=case)
    accept(letter, by=editor)
    before = page_of(visitor, letter)
    copy, _keys = open_copy(case)
    copy.summary_fr = "Un autre résumé."
    copy.save()
    publish_copy(copy, by=editor)

    assert "pas encore en ligne" in before
    assert "a changé depuis" in page_of(visitor, letter)


def test_what_was_withdrawn_since_is_not_named(visitor, make_letter, case):
    letter = make_letter(case=case)
    case.archive()

    page = page_of(visitor, letter)

    assert "Un cas" not in page
    assert "/cases/a-case/" not in page


def test_a_page_takes_as_many_queries_whatever_was_sent(queries_of, make_letter, case):
    few = queries_of(make_letter(case=case, code="a" * 32).get_absolute_url())
    for n in range(50):
        make_letter(case=case, code=f"{n:032}")

    assert few == queries_of(f"/fr/letters/sent/{'a' * 32}/") == 2  # the stamp, the letter


def test_no_public_page_has_a_word_of_a_letter(client, site, write):
    from tests.test_languages import ADDRESSES

    write("/fr/letters/case/a-case/", words="Lettrissime", name="Lettrissime", source="x")

    for address in ADDRESSES:
        assert "Lettrissime" not in client.get(f"/fr{address}").text, address
    for address in ("/sitemap.xml", "/fr/cases/export.csv", "/api/v1/cases/", "/robots.txt"):
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Lettrissime" not in body, address
        assert b"letters/sent" not in body, address


# --- forgetting -----------------------------------------------------------------------------


def test_its_writer_erases_name_and_address_at_once(visitor, make_letter):
    letter = make_letter(name="Ada", email="ada@example.org")

    visitor.post(letter.get_absolute_url(), {"erase": ""})

    letter.refresh_from_db()
    assert (letter.name, letter.email) == ("", "")
    assert letter.erased_at
    assert letter.words


def test_what_is_erased_cannot_be_guessed_either(visitor, write):
    write(name="Ada", email="ada@example.org")
    letter = Letter.objects.get()
    before = letter.digest

    visitor.post(letter.get_absolute_url(), {"erase": ""})

    letter.refresh_from_db()
    assert before != letter.digest == letter.code


def test_another_site_erases_nothing(visitor, make_letter):
    letter = make_letter(name="Ada")

    response = visitor.post(
        letter.get_absolute_url(), {"erase": ""}, headers={"origin": "https://evil.example"}
    )

    letter.refresh_from_db()
    assert (response.status_code, letter.name) == (403, "Ada")


def test_senders_are_forgotten_after_their_time_once(make_letter, settings):
    now = timezone.now()
    old = make_letter(email="old@example.org", received_at=now - timedelta(days=181))
    new = make_letter(email="new@example.org", received_at=now - timedelta(days=179))

    said = []
    for _time in range(2):
        out = StringIO()
        call_command("erase_senders", stdout=out)
        said.append(out.getvalue())

    assert "in 1 letters older than 180 days. Kept: in 1 younger" in said[0]
    assert "in 0 letters older" in said[1]
    assert Letter.objects.get(pk=old.pk).email == ""
    assert Letter.objects.get(pk=new.pk).email == "new@example.org"


def test_the_form_says_when(visitor, settings, db):
    settings.SENDER_DAYS = 33

    assert "33 jours" in visitor.get("/fr/letters/remark/").text
