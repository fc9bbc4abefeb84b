"""An index lives as long as its stamp; a long one is made aside."""

from cases import index
from cases.answers import PlainAnswer
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


def test_while_a_long_index_is_made_the_database_answers(make_case, visitor, monkeypatch):
    make_case("Un", levers=["one"])
    monkeypatch.setattr(index, "LONG", 0)
    made = []
    monkeypatch.setattr(index.threading.Thread, "start", lambda thread: made.append(thread))
    catalogue.stamp_anew()

    response = visitor.get("/fr/cases/?lever=one&q=un")

    assert [case.title for case in response.context["cases"]] == ["Un"]
    assert isinstance(response.context["question"].answer, PlainAnswer)
    assert made
