"""Sources and other rows in an order: moved, never numbered by hand."""

import pytest
from django.urls import reverse

from cases.models import Case, Result, Source

from .forms import add_row, form_of
from .test_two_editors import opened, saved  # noqa: F401

NEW = {"publisher": "Ville", "language": "fr", "kind": "official"}


@pytest.fixture
def case(make_case):
    case = make_case(context_fr="Un [1], deux [2].", context_en="One [1], two [2].")
    Source.objects.create(
        case=case, position=2, title="Two", publisher="x", language="en", kind="ngo"
    )
    case.case_levers.update(rationale_es="Dos [2].")
    Result.objects.create(
        case=case, source=case.sources.get(position=2), statement_fr="Résultat [2]."
    )
    return case


def titles(case):
    return list(case.sources.order_by("position").values_list("position", "title"))


@pytest.mark.parametrize("typed", [("2", "1"), ("2", "2"), ("1", "1")])
def test_two_sources_change_places_and_their_marks_follow(case, opened, saved, typed):  # noqa: F811
    one, two = typed

    answer = saved(case, opened(case), sources__0__position=one, sources__1__position=two)

    assert answer.status_code == 302
    case.refresh_from_db()
    assert titles(case) == [(1, "Two"), (2, "A report")]
    assert (case.context_fr, case.context_en) == ("Un [2], deux [1].", "One [2], two [1].")
    assert case.case_levers.get().rationale_es == "Dos [1]."
    assert case.results.get().statement_fr == "Résultat [1]."
    assert case.results.get().source.title == "Two"


def test_a_new_source_has_the_next_free_number(case, opened, saved):  # noqa: F811
    form = opened(case)
    add_row(form, "sources", title="Three", **NEW)

    assert saved(case, form).status_code == 302
    assert titles(case)[-1] == (3, "Three")


def test_two_editors_add_the_same_number_and_each_mark_keeps_its_source(case, opened, saved):  # noqa: F811
    mine, theirs = opened(case), opened(case)
    add_row(theirs, "sources", title="Theirs", position="20", **NEW)
    add_row(mine, "sources", title="Mine", position="20", **NEW)

    assert saved(case, theirs, challenges_fr="Leur [20].").status_code == 302
    assert saved(case, mine, financing_fr="Mien [20].").status_code == 302

    case.refresh_from_db()
    assert titles(case)[2:] == [(20, "Theirs"), (21, "Mine")]
    assert (case.challenges_fr, case.financing_fr) == ("Leur [20].", "Mien [21].")


def test_my_marks_follow_what_another_moved_meanwhile(case, opened, saved):  # noqa: F811
    mine = opened(case)
    saved(case, opened(case), sources__0__position="2")

    assert saved(case, mine, financing_fr="Le rapport [1].").status_code == 302

    case.refresh_from_db()
    assert case.financing_fr == "Le rapport [2]."


def test_a_cited_source_does_not_vanish_without_words(case, opened, saved):  # noqa: F811
    answer = saved(case, opened(case), sources__0__DELETE="on", title_en="Typed")

    assert answer.status_code == 400
    assert "contexte (fr)" in answer.text
    assert "Typed" in answer.text
    assert case.sources.count() == 2


def test_a_source_goes_with_its_last_marks(case, opened, saved):  # noqa: F811
    gone = {"context_fr": "Deux [2].", "context_en": "", "sources__0__DELETE": "on"}

    assert saved(case, opened(case), **gone).status_code == 302
    assert titles(case) == [(2, "Two")]


def test_a_result_rests_on_a_source_that_is_new_in_the_same_form(case, opened, saved):  # noqa: F811
    form = opened(case)
    number = add_row(form, "sources", title="Three", **NEW)
    add_row(form, "results", statement_fr="Deux.", source=f"sources-{number}")

    assert saved(case, form).status_code == 302
    assert case.results.get(statement_fr="Deux.").source.title == "Three"


@pytest.mark.parametrize("source", ["sources-9", "sources-2", "99999", "nonsense", ""])
def test_a_result_that_rests_on_nothing_is_told(case, opened, saved, source):  # noqa: F811
    form = opened(case)
    add_row(form, "results", statement_fr="Deux.", source=source)

    answer = saved(case, form)

    assert answer.status_code == 400
    assert "errorlist" in answer.text


def test_two_new_rows_that_ask_for_one_place_are_told(case, opened, saved):  # noqa: F811
    form = opened(case)
    for title in ["Three", "Four"]:
        add_row(form, "sources", title=title, position="1", **NEW)

    answer = saved(case, form)

    assert answer.status_code == 400
    assert "errorlist" in answer.text
    assert case.sources.count() == 2


def test_two_new_rows_of_one_number_are_told_and_no_mark_moves(case, opened, saved):  # noqa: F811
    form = opened(case)
    for title in ["Three", "Four"]:
        add_row(form, "sources", title=title, position="34", **NEW)

    answer = saved(case, form, financing_fr="Trois [34].")

    assert answer.status_code == 400
    assert "Trois [34]." in answer.text
    assert case.sources.count() == 2


def test_places_are_moved_too(case, make_place, opened, saved):  # noqa: F811
    for place in [make_place("Lima"), make_place("Cusco")]:
        case.case_places.create(place=place)

    assert saved(case, opened(case), case_places__1__position="0").status_code == 302
    assert str(Case.objects.get().main_place) == "Cusco"


def test_a_source_that_another_deleted_meanwhile_is_not_cited_without_words(desk, make_case):
    case = make_case()
    case.sources.create(position=2, title="Two", publisher="x", language="fr", kind="ngo")
    address = reverse("admin:cases_case_change", args=[case.pk])
    older, newer = form_of(desk.get(address)), form_of(desk.get(address))
    row = next(n for n in range(3) if newer.get(f"sources-{n}-title") == ["Two"])
    assert desk.post(address, newer | {f"sources-{row}-DELETE": ["on"]}).status_code == 302

    answer = desk.post(address, older | {"context_fr": ["Un besoin [2]"]})

    assert answer.status_code == 400
    assert "La source 2 est citée dans" in answer.text
    assert "Un besoin [2]" in answer.text  # nothing typed is lost
    case.refresh_from_db()
    assert case.context_fr == ""


def test_nor_is_it_after_a_question_about_the_same_text(desk, make_case):
    case = make_case()
    case.sources.create(position=2, title="Two", publisher="x", language="fr", kind="ngo")
    address = reverse("admin:cases_case_change", args=[case.pk])
    older, newer = form_of(desk.get(address)), form_of(desk.get(address))
    row = next(n for n in range(3) if newer.get(f"sources-{n}-title") == ["Two"])
    typed = {f"sources-{row}-DELETE": ["on"], "context_fr": ["Leur [1]"]}
    assert desk.post(address, newer | typed).status_code == 302

    asked = desk.post(address, older | {"context_fr": ["Un besoin [2]"]})
    assert asked.status_code == 409
    answer = desk.post(address, form_of(asked, only="") | {"_take:context_fr": ["mine"]})

    assert answer.status_code == 400
    assert "La source 2 est citée dans" in answer.text
