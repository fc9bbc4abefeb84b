"""Each text knows what it was made from: missing, current, or behind since a day."""

import pytest
from django.utils import timezone

from cases.models import Case
from editorial import made_from, translation_file, working_copies
from editorial.content import Misread
from editorial.made_from import Known, MadeFrom, passages_of, uuid_of
from editorial.models import User
from translations.worklist import Question, items

from .conftest import EN, FR, NEW

pytestmark = pytest.mark.django_db


def states(user, state="open", kind="case"):
    """{(path, language): state}"""
    found = items(user, Question("", kind, state))
    return {(one.passage.path, one.language): one.standing.state for one in found}


SUMMARY = {("summary", "en"): "behind", ("summary", "es"): "behind"}


def test_of_what_nobody_changed_nothing_is_said(case, boss, client):
    assert states(boss) == {}
    assert states(boss, "current")["summary", "en"] == "current"
    assert "Translated before" not in client.get("/en/cases/a-case/").text


def test_a_text_that_is_not_there_is_missing(make_case, boss):
    make_case("Seul", summary_fr=FR)

    assert states(boss)["summary", "es"] == "missing"


def test_a_new_original_leaves_its_translations_behind_since_today(case, boss, change):
    change(case, summary_fr=NEW)

    assert states(boss) == SUMMARY
    (first, _second) = items(boss, Question("", "case"))
    assert first.standing.since.date() == timezone.now().date()
    assert first.standing.made_from.original == FR


def test_what_is_translated_with_it_is_current(case, boss, change):
    change(case, summary_fr=NEW, summary_en="At night, too.")

    assert states(boss) == {("summary", "es"): "behind"}


def test_a_new_original_in_another_language_makes_nothing_current(
    make_case, make_place, boss, change
):
    """Spanish is older than the English that it was made from, also once there is French."""
    case = make_case(
        "Une cour", slug="a-court", places=[make_place("Lima")], title_en="A court",
        title_es="Un patio", context_en=EN, context_es="Abre guarderías.",
    )  # fmt: skip
    change(case, context_en=f"{EN} At night, too.")
    assert states(boss)["context", "es"] == "behind"

    change(case, context_fr=NEW)

    assert states(boss)["context", "es"] == "behind"
    assert ("context", "en") not in states(boss)
    change(case, context_es="Abre guarderías, también de noche.")
    assert ("context", "es") not in states(boss)


def test_what_a_discarded_change_said_is_not_left_beside_the_page(case, boss, change):
    change(case, publish=True, summary_fr=NEW)
    change(case, title_es="Un caso, otro")
    copy = Case._base_manager.get(replaces=case)
    passage = next(one for one in passages_of(copy) if one.path == "summary")
    Known(uuid_of(copy)).tell(passage, "es", by=boss)
    made_from.stand(case)  # as a loader does

    working_copies.discard(copy, by=boss)

    assert Case.objects.get(pk=case.pk).behind.keys() == {"en", "es"}


def test_spaces_make_no_translation_old(case, boss, change):
    change(case, summary_fr=FR.replace("des crèches", "des\u00a0crèches"))

    assert states(boss) == {}


def test_an_original_that_comes_back_has_its_translations_back(case, boss, change):
    change(case, summary_fr=NEW)
    change(case, summary_fr=FR)

    assert states(boss) == {}


def test_readers_are_told_once_the_change_is_published_and_only_where_it_is_so(
    case, client, change
):
    change(case, summary_fr=NEW)
    assert "Translated before" not in client.get("/en/cases/a-case/").text

    change(case, publish=True, title_en="A case indeed")

    assert (
        "Translated before the last change of the original: summary."
        in client.get("/en/cases/a-case/").text
    )
    assert "avant la dernière modification" not in client.get("/fr/cases/a-case/").text
    assert Case.objects.get(pk=case.pk).behind.keys() == {"en", "es"}


def test_two_editors_at_once_a_translation_is_of_what_its_writer_saw(case, boss, desk, change):
    from tests.editorial.forms import form_of
    from tests.editorial.test_two_editors import address_of

    opened = form_of(desk.get(address_of(case)), publish=False)
    change(case, summary_fr=NEW)
    opened["summary_en"] = ["The city opens crèches in markets."]
    assert desk.post(address_of(case), opened).status_code == 302

    assert states(boss) == SUMMARY


def test_what_is_taken_back_is_current_again(case, boss, change, desk):
    change(case, publish=True, summary_fr=NEW)
    assert states(boss) == SUMMARY
    address = f"/admin/cases/case/{case.pk}/history/1/take-back/"
    page = desk.get(address)
    sent = {"_seen": page.context["seen"]}

    assert desk.post(address, sent).status_code == 302
    assert states(boss) == {}


def test_a_working_copy_begins_with_what_is_behind(case, boss, change):
    change(case, publish=True, summary_fr=NEW)
    copy, _keys = working_copies.open_copy(Case.objects.get(pk=case.pk))

    assert copy.behind == Case.objects.get(pk=case.pk).behind != {}


def test_rows_are_known_again_wherever_they_move(make_case, boss):
    from cases.models import Result

    case = make_case("Un cas", slug="a-case", state="draft")
    source = case.sources.get()
    for n, (fr, en) in enumerate([("Un.", "One."), ("Deux.", "Two.")], start=1):
        Result.objects.create(
            case=case, source=source, position=n, statement_fr=fr, statement_en=en
        )
    before = passages_of(case)
    Result.objects.filter(position=1).delete()
    Result.objects.update(position=1, statement_fr="Deux et demi.")
    known = Known(uuid_of(case))
    known.note(before, passages_of(case))

    (row,) = MadeFrom.objects.all()
    assert (row.original, row.words) == ("Deux.", "Two.")
    assert row.left_at


def test_it_survives_a_dump_and_another_installation(case, boss, change, tmp_path):
    change(case, publish=True, summary_fr=NEW)
    files = translation_file.files()
    (told,) = files.values()
    assert EN in told.decode()
    (tmp_path / "translations.yaml").write_bytes(told)
    MadeFrom.objects.all().delete()
    Case.objects.update(behind={})
    assert states(boss) == {}

    assert translation_file.read(tmp_path) == [case]
    assert translation_file.read(tmp_path) == []

    assert states(boss) == SUMMARY
    assert Case.objects.get(slug="a-case").behind.keys() == {"en", "es"}
    assert translation_file.files() == files


def test_a_fresh_atlas_has_nothing_to_say_in_files(case, change):
    change(case, summary_en="Other words.")

    assert translation_file.files() == {}


def test_what_is_right_although_the_original_changed_goes_with_the_files(
    case, boss, change, tmp_path
):
    change(case, publish=True, summary_fr=NEW)
    (passage,) = [one for one in passages_of(case) if one.path == "summary"]
    Known(uuid_of(case)).tell(passage, "es", by=boss)
    (told,) = translation_file.files().values()
    (tmp_path / "translations.yaml").write_bytes(told)
    MadeFrom.objects.all().delete()
    translation_file.read(tmp_path)

    assert states(boss) == {("summary", "en"): "behind"}


@pytest.mark.parametrize("said", [
    "a: b", "- a", "- {kind: case}",
    "- {kind: spoon, slug: a, text: a, language: fr, words: a, "
    "source: fr, original: a}", "- {kind: case, slug: a, text: a, language: xx, words: a, "
    "source: fr, original: a}", "- {kind: case, slug: a, text: a, language: fr, words: a, "
    "source: fr, original: a, since: soon}", "- {spoon: 1}", "- {kind: [1]}",
])  # fmt: skip
@pytest.mark.django_db
def test_a_file_that_cannot_be_read_says_where(said, tmp_path):
    (tmp_path / "translations.yaml").write_text(said)

    with pytest.raises(Misread, match="translations.yaml, line 1"):
        translation_file.read(tmp_path)


def test_a_file_is_right_as_it_stands(case, boss):
    """Whoever followed the files and whoever begins with them tell the same."""
    Case.objects.filter(pk=case.pk).update(summary_fr=NEW)

    made_from.stand(case)

    assert states(boss) == {}
    assert case.behind == {}


def test_the_front_of_the_desk_tells_of_it_to_whom_it_is_theirs(case, change, person):
    change(case, summary_fr=NEW)
    _user, spanish = person("translator", languages=["es"])
    _user, other = person("contributor")

    assert 'id="translations"' in spanish.get("/admin/").text
    assert 'id="translations"' not in other.get("/admin/").text


def test_the_list_costs_as_many_queries_for_one_case_as_for_many(
    make_case, boss, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_case("Un", summary_fr=FR)
    boss = User.objects.get(pk=boss.pk)
    with CaptureQueriesContext(connection) as one:
        items(boss, Question("", "case"))
    for n in range(8):
        make_case(f"Autre {n}", summary_fr=FR)
    with django_assert_num_queries(len(one)):
        items(boss, Question("", "case"))


def test_the_form_leads_to_what_is_behind(case, change, desk):
    from tests.editorial.test_two_editors import address_of

    change(case, summary_fr=NEW)

    page = desk.get(address_of(case)).text

    assert f"/admin/translations/case/{case.pk}/es/summary/" in page
