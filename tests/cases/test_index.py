"""An index lives as long as its stamp; a long one is made aside."""

import threading

import pytest

from cases import index
from cases.answers import IndexedAnswer, PlainAnswer
from cases.models import Case
from editorial import catalogue


def test_an_index_is_kept_until_the_stamp_changes(make_case):
    case = make_case()
    kept = index.current()
    assert index.current() is kept

    catalogue.changed(case)

    assert index.current() is not kept


def test_what_another_process_changed_is_seen(make_case, visitor):
    """Another process shares nothing but the database: here, its writes bypass this one."""
    make_case("Un")
    visitor.get("/fr/cases/")

    Case.objects.update(title_fr="Deux")
    assert "Deux" in visitor.get("/fr/cases/").text  # rows are always read anew
    Case.objects.update(state="archived")
    catalogue.Catalogue.objects.update(stamp="made elsewhere")

    assert visitor.get("/fr/cases/").context["page"].paginator.count == 0


@pytest.mark.django_db(transaction=True)  # seen by the other thread
def test_a_long_index_is_made_aside_and_waited_for(make_case, visitor, monkeypatch):
    make_case("Un", levers=["one"])
    monkeypatch.setattr(index, "LONG", 0)
    makers = []
    make = index.make
    monkeypatch.setattr(
        index, "make", lambda stamp: makers.append(threading.current_thread()) or make(stamp)
    )

    response = visitor.get("/fr/cases/?lever=one&q=un")

    assert [case.title for case in response.context["cases"]] == ["Un"]
    assert isinstance(response.context["question"].answer, IndexedAnswer)
    assert [maker is threading.current_thread() for maker in makers] == [False]


def test_when_it_is_not_there_in_time_the_database_answers(make_case, visitor, monkeypatch):
    make_case("Un", levers=["one"])
    never = threading.Event()
    monkeypatch.setattr(index, "LONG", 0)
    monkeypatch.setattr(index, "PATIENCE", 0.01)
    monkeypatch.setattr(index, "make_aside", never.wait)

    response = visitor.get("/fr/cases/?lever=one&q=un")
    never.set()

    assert [case.title for case in response.context["cases"]] == ["Un"]
    assert isinstance(response.context["question"].answer, PlainAnswer)


def test_who_waited_for_an_older_index_waits_for_the_next(make_case, visitor, monkeypatch):
    make_case("Un", levers=["one"])
    old, new = index.Index("an older stamp"), index.Index(catalogue.stamp()[0])
    made = iter([old, new])
    monkeypatch.setattr(index, "LONG", 0)
    monkeypatch.setattr(index, "make_aside", lambda: setattr(index, "_kept", next(made)))

    response = visitor.get("/fr/cases/?lever=one")

    assert response.context["question"].answer.index is new
