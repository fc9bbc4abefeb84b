"""Whatever was written, and by whom: what is derived from it is told, and mended."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.models import Case, Place
from editorial.days import today
from search.indexing import is_counted, stale
from search.kinds import kinds
from search.models import Document, Term


def sql(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def number():
    return "rowid" if connection.vendor == "sqlite" else "id"


# As another program writes, which tells nobody.
BEHIND = {
    "a title": lambda: sql("UPDATE cases_case SET title_fr = 'Un zygomorphe'"),
    "a sentence of a source": lambda: sql("UPDATE cases_source SET title = 'A zygomorphe'"),
    "the name of a place": lambda: sql("UPDATE cases_place SET name_fr = 'Zygomorphe'"),
    "a state": lambda: sql("UPDATE cases_case SET state = 'draft'"),
    "a case more": lambda: Case.objects.create(
        slug="z",
        title_fr="Zygomorphe",
        state="published",
        published_on=today(),
        revised_on=today(),
    ),
    "no documents": lambda: Document.objects.all().delete(),
    "a document of nothing": lambda: Document.objects.update(key=99, id=99 * 16 + 1),
    "another analysis": lambda: Document.objects.update(version="0"),
    "no terms": lambda: sql("DELETE FROM search_terms"),
    "terms of others": lambda: sql(f"UPDATE search_terms SET {number()} = {number()} + 1600"),
    "terms of another text": lambda: sql("UPDATE search_terms SET digest = 'x'"),
}


@pytest.fixture
def case(make_case, make_place):
    case = make_case("Une crèche", places=[make_place("Lima")])
    call_command("rebuild_search", verbosity=0)
    call_command("rebuild_search", "--check")
    return case


@pytest.mark.parametrize("behind", BEHIND.values(), ids=BEHIND)
def test_what_was_left_behind_is_told_and_mended(client, case, behind):
    if behind is BEHIND["a document of nothing"]:
        Document.objects.exclude(pk=case.pk * 16 + 1).delete()
    behind()
    with pytest.raises(CommandError, match="not as they should be"):
        call_command("rebuild_search", "--check")

    call_command("rebuild_search", "--if-stale", verbosity=0)

    call_command("rebuild_search", "--check")
    word = "zygomorphe" if "Zygomorphe" in str([*Place.objects.all(), *titles()]) else "crèche"
    listed = client.get("/fr/cases/", {"q": word}).context["cases"]
    assert bool(listed) == Case.objects.published().exists()


def titles():
    return Case.objects.published().order_by("-title_fr").values_list("title_fr", flat=True)[:1]


WORDS = {
    "none": lambda: Term.objects.all().delete(),
    "one too many": lambda: Term.objects.create(word="zygomorphe", documents=1),
    "a wrong count": lambda: Term.objects.filter(word="creche").update(documents=7),
    "another word": lambda: Term.objects.filter(word="creche").update(word="crache"),
}


@pytest.mark.parametrize("behind", WORDS.values(), ids=WORDS)
def test_a_wrong_list_of_words_is_told_and_mended(case, behind):
    before = set(Term.objects.values_list("word", "documents"))
    behind()
    assert not is_counted()

    call_command("rebuild_search", "--if-stale", verbosity=0)

    assert set(Term.objects.values_list("word", "documents")) == before


def test_only_what_is_behind_is_written_anew(case, make_case):
    other = make_case("Une cantine")
    sql(f"UPDATE cases_case SET title_fr = 'Un lac' WHERE id = {other.pk}")

    assert {kind.name: stale(kind) for kind in kinds.values() if stale(kind)} == {
        "case": {other.pk}
    }
