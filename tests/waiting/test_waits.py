"""First thing at the desk: what waits for this account, and nothing that it may not do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import Source
from editorial.working_copies import open_copy
from waiting.waits import FIRST, gaps, waits_for

pytestmark = pytest.mark.django_db


def waits(user):
    """{name: [titles]}"""
    return {wait.name: [line.title for line in wait.lines] for wait in waits_for(user)}


def test_who_reviews_sees_what_others_submitted(draft_of, writer, reviewer, settings):
    settings.FOUR_EYES = True
    draft_of(writer, "De Wilma").submit(by=writer)
    draft_of(reviewer, "De Rosa").submit(by=reviewer)

    assert waits(reviewer)["review"] == ["De Wilma"]
    assert "review" not in waits(writer)


def test_what_waits_longest_comes_first(draft_of, writer, reviewer):
    for days, title in [(1, "Jeune"), (9, "Vieux"), (4, "Moyen")]:
        case = draft_of(writer, title)
        case.submit(by=writer)
        at = timezone.now() - timedelta(days=days)
        type(case).objects.filter(pk=case.pk).update(state_changed_at=at)

    assert waits(reviewer)["review"] == ["Vieux", "Moyen", "Jeune"]


def test_what_was_returned_says_why_and_is_among_the_drafts_no_more(
    client, draft_of, writer, reviewer
):
    case = draft_of(writer)
    assert waits(writer)["drafts"] == ["Un brouillon"]

    case.submit(by=writer)
    case.send_back(by=reviewer, why="Quelle source ?")

    assert waits(writer)["returned"] == ["Un brouillon"]
    assert waits(writer)["drafts"] == []
    client.force_login(writer)
    assert "Quelle source ?" in client.get("/admin/").text


def test_nobody_sees_the_drafts_of_another(make_account, draft_of, writer):
    other = make_account("carla", "contributor")
    draft_of(writer)

    assert waits(other) == {"returned": [], "drafts": [], "comments": []}


def test_a_pending_change_is_found_where_what_it_changes_is(make_case, writer, client):
    case = make_case("Publié")
    open_copy(case, by=writer)

    client.force_login(writer)
    page = client.get("/admin/").text

    assert waits(writer)["pending"] == ["Publié"]
    assert f"/admin/cases/case/{case.pk}/change/" in page


def test_letters_wait_for_who_may_settle_them(make_account, make_letter, reviewer):
    make_letter()
    make_letter().settle("refused", by=reviewer, answer="Non.")

    assert len(waits(reviewer)["letters"]) == 1
    assert "letters" not in waits(make_account("carla", "contributor"))


def test_a_source_that_nobody_looked_at_for_a_year_waits(make_case, writer):
    case, hidden = make_case("Publié"), make_case(state="draft")
    long_ago = timezone.localdate() - timedelta(days=366)
    Source.objects.filter(case__in=[case, hidden]).update(consulted_on=long_ago)
    make_case("Autre").sources.update(consulted_on=long_ago + timedelta(days=2))

    assert waits(writer)["sources"] == ["[1] A report"]


def test_gaps_are_for_who_may_fill_them(make_account, make_case, make_place, make_lever):
    make_case(levers=["one"], places=[make_place("Lima")])
    make_lever("empty")

    assert gaps(make_account("edna", "editor")).gaps >= 1
    assert gaps(make_account("tina", "translator")) is None


def test_an_account_without_a_role_has_nothing_before_it(client, make_account, make_case):
    user = make_account("nora")
    client.force_login(user)

    page = client.get("/admin/")

    assert waits(user) == {}
    assert page.status_code == 200
    assert 'id="gaps"' not in page.text


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_front_of_the_desk_is_in_the_language_of_the_desk(client, reviewer, language):
    client.force_login(reviewer)
    client.cookies["django_language"] = language

    words = {"fr": "Ce qui vous attend", "en": "What waits for you", "es": "Lo que le espera"}
    assert words[language] in client.get("/admin/").text


def all_of_each(number, draft_of, writer, reviewer, make_case, make_letter):
    long_ago = timezone.localdate() - timedelta(days=400)
    for n in range(number):
        draft_of(writer, f"Brouillon {n}")
        submitted = draft_of(writer, f"Soumis {n}")
        submitted.submit(by=writer)
        returned = draft_of(reviewer, f"Renvoyé {n}")
        returned.submit(by=reviewer)
        returned.send_back(by=writer, why="Non.")
        case = make_case(f"Publié {n}")
        open_copy(case, by=reviewer)
        case.sources.update(consulted_on=long_ago)
        make_letter(case=case)


def test_it_takes_as_many_queries_with_fifty_of_each_as_with_one(
    client, draft_of, writer, reviewer, make_case, make_letter
):
    made = (draft_of, writer, reviewer, make_case, make_letter)
    client.force_login(reviewer)
    counts = []
    for number in (1, 49):
        all_of_each(number, *made)
        client.get("/admin/")
        client.tells = False
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/admin/")
        client.tells = True
        counts.append(len(queries))

    # The session, the account and its rights of two kinds; the mailbox; two models each to
    # review, returned, drafts, pending, translations behind; comments; letters; sources; the
    # stamp of the index.
    assert counts == [19, 19]
    found = {wait.name: (len(wait.lines), wait.count) for wait in waits_for(reviewer)}
    assert found["letters"] == found["sources"] == (FIRST, 50)
    assert found["review"] == found["pending"] == (FIRST, 50)
    assert f"{FIRST} premiers sur 50" in page.text
