"""What a reader writes is received, once, with where it was opened; or refused in words."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.models import FormerSlug
from editorial.publication import State
from editorial.revisions import Revision
from letters import opened
from letters.models import LONGEST, OF_SOURCE, Kind, Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case):
    return make_case("Un cas", slug="a-case")


def test_a_remark_is_received_with_the_case_beside_which_it_was_written(write, case):
    response = write("/fr/letters/case/a-case/", what="missing", source="https://example.org/")

    letter = Letter.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/fr/letters/sent/{letter.code}/"
    assert (letter.kind, letter.what, letter.case) == ("remark", "missing", case)
    assert letter.words == "Le chiffre de 2021 est faux."
    assert letter.source == "https://example.org/"
    assert letter.language == "fr"


def test_a_remark_knows_the_contribution_beside_which_it_was_written(write, make_contribution):
    paper = make_contribution(slug="a-paper")

    write("/es/letters/contribution/a-paper/")

    assert Letter.objects.get().contribution == paper


def test_a_letter_knows_when_its_form_was_opened(write, client, case):
    before = timezone.now()
    assert 'href="/fr/letters/case/a-case/"' in client.get("/fr/cases/a-case/").text

    write("/fr/letters/case/a-case/")

    letter = Letter.objects.get()
    assert before <= letter.read_at <= timezone.now()
    assert letter.read is None  # the case has no history yet


def test_the_version_that_was_read_is_known_by_its_number(visitor, ticket, later, case):
    case.archive()
    case.reopen()
    case.submit()
    case.publish()
    read = Revision.objects.of(case).filter(state=State.PUBLISHED).first().number
    form = {"opened": ticket("/fr/letters/case/a-case/"), "words": "Faux.", "what": "wrong",
            "consent": "on"}  # fmt: skip
    case.archive()
    case.reopen()
    case.submit()
    case.publish()  # while the reader writes
    later(60)

    visitor.post("/fr/letters/case/a-case/", form)

    assert Letter.objects.get().read == read


def test_a_proposal_knows_the_question_without_an_answer(write, client, case, make_lever):
    make_lever("empty")
    page = client.get("/fr/cases/?lever=empty").text

    write("/fr/letters/proposal/?lever=empty")

    letter = Letter.objects.get()
    assert 'href="/fr/letters/proposal/?lever=empty"' in page
    assert 'href="/fr/letters/remark/?lever=empty"' in page
    assert (letter.kind, letter.question, letter.what) == (Kind.PROPOSAL, "lever=empty", "")


def test_no_cookie_and_no_cache_has_anything_of_it(visitor, case):
    response = visitor.get("/fr/letters/case/a-case/")

    assert not response.cookies
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert "ETag" not in response


# --- once -----------------------------------------------------------------------------------


def test_a_form_that_is_sent_twice_is_received_once(visitor, ticket, later, case):
    address = "/fr/letters/case/a-case/"
    form = {"opened": ticket(address), "what": "wrong", "words": "Faux.", "consent": "on"}
    later(60)

    first, second = visitor.post(address, form), visitor.post(address, form)

    assert first["Location"] == second["Location"]
    assert Letter.objects.count() == 1


def test_a_form_that_says_something_else_is_another_letter(visitor, ticket, later, case):
    address = "/fr/letters/case/a-case/"
    form = {"opened": ticket(address), "what": "wrong", "consent": "on"}
    later(60)

    visitor.post(address, form | {"words": "Faux."})
    visitor.post(address, form | {"words": "Pas faux."})

    assert Letter.objects.count() == 2


def test_a_letter_about_what_was_renamed_meanwhile_arrives(visitor, ticket, later, case):
    address = "/fr/letters/case/a-case/"
    form = {"opened": ticket(address), "what": "wrong", "words": "Faux.", "consent": "on"}
    later(60)
    type(case).objects.filter(pk=case.pk).update(slug="its-new-name")
    FormerSlug.objects.renamed("case", "a-case", "its-new-name")

    response = visitor.post(address, form)

    assert response.status_code == 302
    assert Letter.objects.get().case == case


def test_a_letter_about_what_was_withdrawn_meanwhile_arrives(visitor, ticket, later, case):
    address = "/fr/letters/case/a-case/"
    form = {"opened": ticket(address), "what": "wrong", "words": "Faux.", "consent": "on"}
    later(60)
    case.archive()

    assert visitor.post(address, form).status_code == 302


# --- refusals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"words": ""}, "obligatoire"),
        ({"words": " \n\t "}, "obligatoire"),
        ({"words": "a" * 5001}, "5000"),
        ({"consent": ""}, "consentement"),
        ({"what": "nonsense"}, "nonsense"),
        ({"email": "nobody"}, "adresse"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "adresse"),
        ({"name": "a\x00b"}, "nul"),
        ({"site": "https://spam.example"}, "cachée"),
        ({"opened": ""}, "formulaire"),
        ({"opened": "forged:1:2"}, "formulaire"),
    ],
)
def test_what_cannot_be_received_is_told_and_stays_in_the_page(write, case, said, words):
    response = write("/fr/letters/case/a-case/", **{"source": "Le journal <i>", **said})

    assert response.status_code == 400
    assert words in response.text
    assert "Le journal &lt;i&gt;" in response.text
    assert not Letter.objects.exists()


def test_what_comes_back_in_a_moment_is_sent_once_more(visitor, ticket, later, case):
    address = "/fr/letters/case/a-case/"
    form = {"opened": ticket(address), "what": "wrong", "words": "Faux.", "consent": "on"}

    assert visitor.post(address, form).status_code == 400
    later(opened.SOONEST)
    assert visitor.post(address, form).status_code == 302


def test_a_clock_that_was_set_back_meanwhile_is_no_haste(visitor, ticket, later, case):
    address = "/fr/letters/case/a-case/"
    form = {"opened": ticket(address), "what": "wrong", "words": "Faux.", "consent": "on"}
    later(-3_600)

    assert visitor.post(address, form).status_code == 302


def test_a_form_that_was_open_for_too_long_goes_out_again(write, later, ticket, visitor, case):
    address = "/fr/letters/case/a-case/"
    form = {"opened": ticket(address), "what": "wrong", "words": "Faux.", "consent": "on"}
    later(opened.DAYS * 86_400 + 60)

    response = visitor.post(address, form)

    assert response.status_code == 400
    assert "Faux." in response.text
    assert form["opened"] not in response.text


def test_a_form_of_another_page_is_not_taken(write, ticket, case):
    elsewhere = ticket("/fr/letters/proposal/")

    assert write("/fr/letters/case/a-case/", opened=elsewhere).status_code == 400


def test_a_page_of_another_site_sends_nothing(visitor, ticket, later, case):
    address = "/fr/letters/case/a-case/"
    form = {"opened": ticket(address), "what": "wrong", "words": "Faux.", "consent": "on"}
    later(60)

    response = visitor.post(address, form, headers={"origin": "https://evil.example"})

    assert response.status_code == 403
    assert not Letter.objects.exists()


def test_a_megabyte_is_refused_before_it_is_read(write, case):
    response = write("/fr/letters/case/a-case/", words="é" * 1_000_000)

    assert response.status_code == 413
    assert "5000" in response.text


def test_one_address_writes_so_many_letters_an_hour(write, case):
    for n in range(20):
        assert write("/fr/letters/case/a-case/", words=f"Faux {n}.").status_code == 302

    refused = write("/fr/letters/case/a-case/", words="Encore un.")

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "Encore un." in refused.text
    assert Letter.objects.count() == 20


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_nobody_writes_about_what_is_not_published(visitor, make_case, state):
    make_case("Caché", slug="hidden", state=state)

    response = visitor.get("/fr/letters/case/hidden/")

    assert response.status_code == 404
    assert "Caché" not in response.text


def test_an_address_that_is_none_is_not_found(visitor, db):
    assert visitor.get("/fr/letters/case/nowhere/").status_code == 404
    assert visitor.get("/fr/letters/sent/abcdefgh/").status_code == 404


def test_an_old_address_leads_to_the_present_one(visitor, case):
    type(case).objects.filter(pk=case.pk).update(slug="its-new-name")
    FormerSlug.objects.renamed("case", "a-case", "its-new-name")

    response = visitor.get("/fr/letters/case/a-case/?read=1795000000")

    assert response.status_code == 301
    assert response["Location"] == "/fr/letters/case/its-new-name/?read=1795000000"


def test_what_is_withdrawn_says_so(visitor, case):
    case.archive(reason={"fr": "Deux fois."})

    assert visitor.get("/fr/letters/case/a-case/").status_code == 410


def test_a_question_that_cannot_be_answered_is_refused_in_words(visitor, db):
    response = visitor.get("/fr/letters/proposal/?lever=nonsense")

    assert response.status_code == 400
    assert "nonsense" in response.text


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_words_are_received_or_refused_and_never_an_error(write, case, words):
    before = Letter.objects.count()

    status = write("/fr/letters/case/a-case/", words=words, name=words[:50]).status_code

    assert status in (302, 400, 429)
    assert Letter.objects.count() - before == (status == 302)


@pytest.mark.parametrize("name", ["name", "words", "source"])
def test_letters_that_become_two_are_counted_as_two(write, name):
    longest = {"name": 100, "words": LONGEST, "source": OF_SOURCE}[name]

    answer = write(**{name: "\u0958" * longest})  # one sign, two once it is made uniform

    assert answer.status_code == 400
    assert not Letter.objects.exists()
