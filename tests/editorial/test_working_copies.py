"""What is published is not typed into: a change of it waits, and is published, or put away."""

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, Result, Source, Theme
from editorial import catalogue, working_copies
from editorial.models import FormerSlug
from editorial.publication import State, TransitionRefused

from .forms import add_row, form_of, pressed_on
from .test_two_editors import address_of

NEW = {"publisher": "Ville", "language": "fr", "kind": "official"}


@pytest.fixture
def case(make_case, make_place):
    case = make_case(
        "Un cas",
        slug="a-case",
        places=[make_place("Lima"), make_place("Cusco")],
        groups=["all"],
        themes=["care"],
        context_fr="Un [1], deux [2].",
    )
    two = Source.objects.create(case=case, position=2, title="Two", language="en", kind="ngo",
                                publisher="x")  # fmt: skip
    Result.objects.create(case=case, source=two, statement_fr="Un résultat.")
    return case


def waiting(browser, thing, button=None, **typed):
    """The answer to the form of a thing with this typed, which is not published by it."""
    form = form_of(browser.get(address_of(thing)), publish=False)
    typed = {name.replace("__", "-"): [value] for name, value in typed.items()}
    sent = {**form, **typed, **({button: ""} if button else {})}
    return pressed_on(browser, browser.post(address_of(thing), sent))


def all_of(thing):
    row = type(thing)._base_manager.filter(pk=thing.pk).values().get()
    return row, working_copies.document_of(thing)


def test_a_save_waits_and_what_is_published_does_not_move(desk, case, visitor):
    desk.tells = False
    before, stamp, page = all_of(case), catalogue.stamp(), visitor.get("/fr/cases/a-case/")

    answer = waiting(desk, case, summary_fr="Un résumé neuf.", slug="another")

    assert answer.status_code == 302
    assert (all_of(case), catalogue.stamp()) == (before, stamp)
    assert visitor.get("/fr/cases/a-case/").content == page.content
    assert Case.objects.count() == 1
    copy = case.working_copy
    assert (copy.summary_fr, copy.slug, copy.state) == ("Un résumé neuf.", "another", "draft")
    assert "Un résumé neuf." in desk.get(address_of(case)).text


def test_a_copy_says_what_it_was_made_from_row_by_row(case):
    copy, keys = working_copies.open_copy(case)

    assert working_copies.document_of(copy) == working_copies.document_of(case)
    assert keys["sources"].keys() == {
        str(pk) for pk in case.sources.values_list("pk", flat=True)
    }
    assert copy.results.get().source in copy.sources.all()
    assert working_copies.open_copy(case) == (copy, keys)


def test_a_copy_has_no_address_of_its_own(desk, case):
    copy, _keys = working_copies.open_copy(case)

    assert desk.get(address_of(copy)).url == address_of(case)


def test_a_refused_save_leaves_no_copy(desk, case):
    answer = waiting(desk, case, title_fr="", summary_en="Typed")

    assert answer.status_code == 400
    assert "Typed" in answer.text
    assert not Case._base_manager.exclude(replaces=None).exists()


def test_a_save_that_changes_nothing_opens_no_copy(desk, case):
    assert waiting(desk, case).status_code == 302
    assert not Case._base_manager.exclude(replaces=None).exists()


@pytest.mark.parametrize("opened_at", ["published", "pending"])
def test_two_editors_meet_in_one_copy(desk, case, opened_at):
    if opened_at == "pending":
        waiting(desk, case, financing_fr="Avant.")
    mine = form_of(desk.get(address_of(case)), publish=False)
    waiting(desk, case, summary_en="Theirs.", sources__0__position="2", sources__0__year="1999")

    mine |= {"sources-0-title": ["Mine"], "challenges_fr": ["Le mien [1]."]}
    answer = desk.post(address_of(case), mine)

    copy = Case.objects.get().working_copy
    assert answer.status_code == 302
    assert (copy.summary_en, copy.challenges_fr) == ("Theirs.", "Le mien [2].")
    assert list(copy.sources.values_list("position", "title", "year")) == [
        (1, "Two", None), (2, "Mine", 1999),
    ]  # fmt: skip
    assert copy.results.get().source.title == "Two"
    assert case.sources.get(position=1).title == "A report"


def test_the_same_words_are_asked_about(desk, case):
    mine = form_of(desk.get(address_of(case)), publish=False)
    waiting(desk, case, summary_fr="Leur.")

    answer = desk.post(address_of(case), mine | {"summary_fr": ["Mien."]})

    assert answer.status_code == 409
    asked = form_of(answer, only="") | {"_take:summary_fr": ["mine"]}
    assert desk.post(address_of(case), asked).status_code == 302
    assert Case.objects.get().working_copy.summary_fr == "Mien."


@pytest.mark.parametrize("end", ["published", "discarded"])
def test_a_form_whose_copy_has_ended_meanwhile_loses_nothing(desk, case, end):
    form = form_of(desk.get(address_of(case)), publish=False)
    add_row(form, "sources", title="Three", **NEW)
    desk.post(address_of(case), form | {"summary_en": ["First."]})
    mine = form_of(desk.get(address_of(case)), publish=False)
    copy = Case.objects.get().working_copy
    if end == "published":
        assert working_copies.publish_copy(copy)
    else:
        working_copies.discard(copy)
    row = next(n for n in range(3) if mine[f"sources-{n}-title"] == ["Three"])

    answer = desk.post(address_of(case), mine | {f"sources-{row}-year": ["2001"],
                                                 "summary_es": ["Mío."]})  # fmt: skip

    if end == "discarded":  # the row that I wrote in is gone: it is asked
        assert answer.status_code == 409
        answer = desk.post(address_of(case), form_of(answer, only=""))
    assert answer.status_code == 302
    copy = Case.objects.get().working_copy
    assert copy.summary_es == "Mío."
    assert copy.sources.get(title="Three").year == 2001
    assert copy.sources.count() == 3


def test_publishing_writes_what_differs_and_removes_the_copy(desk, case):
    waiting(desk, case, summary_fr="Neuf.", sources__1__title="Deux", slug="another")
    kept = case.sources.get(position=1).pk

    assert waiting(desk, case, "_publish_change", _reason="Une erreur.").status_code == 302

    case.refresh_from_db()
    assert (case.summary_fr, case.slug, case.state) == ("Neuf.", "another", State.PUBLISHED)
    assert not Case._base_manager.exclude(replaces=None).exists()
    assert case.sources.get(position=1).pk == kept
    assert case.results.get().source.title == "Deux"
    assert FormerSlug.objects.now("case", "a-case") == "another"


def test_both_steps_are_one_for_who_may_publish(desk, case, visitor):
    assert waiting(desk, case, "_publish_change", summary_fr="Neuf.").status_code == 302
    assert "Neuf." in visitor.get("/fr/cases/a-case/").text


def test_a_change_back_publishes_nothing_and_says_so(desk, case):
    desk.tells = False
    waiting(desk, case, summary_en="New.")
    waiting(desk, case, summary_en="")
    before, stamp = all_of(case), catalogue.stamp()

    waiting(desk, case, "_publish_change")

    assert "mise de côté" in desk.get(address_of(case)).text
    assert (all_of(case), catalogue.stamp()) == (before, stamp)
    assert not Case._base_manager.exclude(replaces=None).exists()


def test_what_is_published_lacks_nothing_though_a_copy_may(desk, case):
    assert waiting(desk, case, summary_fr="").status_code == 302

    answer = waiting(desk, case, "_publish_change")

    assert answer.status_code == 200
    assert "résumé en français" in answer.text
    case.refresh_from_db()
    assert case.summary_fr
    assert case.working_copy.summary_fr == ""


def test_what_a_loader_changed_meanwhile_is_kept(desk, case):
    waiting(desk, case, summary_en="Mine.")
    Case.objects.update(summary_es="Del fichero.")

    waiting(desk, case, "_publish_change")

    case.refresh_from_db()
    assert (case.summary_fr[:6], case.summary_en, case.summary_es) == ("Résumé", "Mine.", "")


def test_where_both_changed_it_is_published_only_by_who_has_seen_it(case):
    copy, _keys = working_copies.open_copy(case)
    Case._base_manager.filter(pk=copy.pk).update(summary_fr="Mien.")
    Case.objects.update(summary_fr="Du fichier.", title_en="From the file")
    copy.refresh_from_db()

    with pytest.raises(TransitionRefused):
        working_copies.publish_copy(copy)
    seen = working_copies.Standing(copy).seal
    assert working_copies.publish_copy(copy, seen=seen)

    case.refresh_from_db()
    assert case.summary_fr == "Mien."


def test_a_slug_is_of_one_thing_also_in_a_copy(desk, make_case, case):
    other = make_case("Autre", slug="other")
    waiting(desk, case, slug="third")

    for slug in ("a-case", "third"):  # the one of a published case, the one that another asks
        answer = waiting(desk, other, slug=slug)
        assert answer.status_code == 400
        assert "errorlist" in answer.text


def test_an_old_document_is_read_into_a_copy(case):
    old = working_copies.document_of(case)
    Case.objects.update(summary_fr="Plus tard.")
    case.sources.filter(position=1).update(title="Later")
    copy, _keys = working_copies.open_copy(case)

    assert working_copies.read_into(copy, old)
    assert working_copies.document_of(copy) == old
    assert working_copies.document_of(case) != old


def test_a_copy_follows_what_is_withdrawn_and_reopened(desk, case):
    waiting(desk, case, summary_en="Pending.")
    case.archive()
    answer = waiting(desk, case, "_publish_change")
    assert answer.status_code == 200

    desk.post("/admin/cases/case/", {"action": "reopen", "_selected_action": [case.pk]})

    case.refresh_from_db()
    assert (case.state, case.summary_en) == (State.DRAFT, "Pending.")
    assert not Case._base_manager.exclude(replaces=None).exists()


names = st.sampled_from(["context_fr", "approach_en", "financing_es"])
texts = st.sampled_from(["", "Un [1].", "Deux [2].\n- trois", "é"])
edits = st.tuples(names, texts, st.integers(1, 3), st.booleans())


@settings(max_examples=15, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(some=st.lists(edits, min_size=1, max_size=4))
def test_whatever_was_typed_is_published_as_it_was_typed(make_case, some):
    case = make_case(context_fr="Un [1].")
    copy, _keys = working_copies.open_copy(case)
    before = working_copies.document_of(case)
    for name, text, number, has_source in some:
        setattr(copy, name, text)
        copy.sources.exclude(position=1).filter(position=number).delete()
        if has_source and number > 1:
            Source.objects.create(case=copy, position=number, title=f"S{number}", **NEW)
    copy.save()
    typed = working_copies.document_of(copy)

    assert working_copies.publish_copy(copy) == (typed != before)
    assert working_copies.document_of(case) == typed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys", [[], ["--natural-foreign", "--natural-primary"]])
def test_a_dump_keeps_what_waits(site, desk, tmp_path, keys):
    case = Case.objects.get(slug="a-case")
    case.themes.add(Theme.objects.create(slug="water", name="water"))
    waiting(desk, case, summary_en="Pending.", slug="another")
    dump = tmp_path / "dump.json"
    # Django's log names kinds by numbers, which each database gives anew.
    left_out = ["contenttypes", "auth.permission", "admin.logentry"]
    call_command("dumpdata", *keys, exclude=left_out, output=str(dump), verbosity=0)

    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(dump), verbosity=0)

    case = Case.objects.get(slug="a-case")
    assert (case.slug, case.summary_en) == ("a-case", "")
    assert case.working_copy.summary_en == "Pending."
    for row in (case, case.working_copy):
        assert (row.sources.count(), row.themes.count()) == (1, 1)
    assert working_copies.publish_copy(case.working_copy)
