"""A facet index lives as long as its stamp; whoever comes while it is made waits for it."""

import threading

import pytest
from django.db import connection

from cases import facet_index
from cases.models import Case
from editorial import catalogue


def test_an_index_lasts_until_the_stamp_changes(make_case):
    case = make_case()
    first = facet_index.current()
    assert facet_index.current() is first

    catalogue.changed(case)

    assert facet_index.current() is not first


def test_what_another_process_changed_is_seen(make_case, visitor):
    """Another process shares nothing but the database: here, its writes bypass this one."""
    make_case("Un")
    visitor.get("/fr/cases/")

    Case.objects.update(title_fr="Deux")
    assert "Deux" in visitor.get("/fr/cases/").text  # rows are always read anew
    Case.objects.update(state="archived")
    catalogue.Catalogue.objects.update(stamp="made elsewhere")

    assert visitor.get("/fr/cases/").context["page"].paginator.count == 0


def test_an_index_that_could_not_be_made_is_made_for_the_next_reader(
    make_case, visitor, monkeypatch
):
    make_case("Un")
    catalogue.stamp_anew()
    with monkeypatch.context() as patched:
        patched.setattr(facet_index, "Tables", None)
        with pytest.raises(TypeError):
            visitor.get("/fr/cases/")

    assert visitor.get("/fr/cases/").context["page"].paginator.count == 1


@pytest.mark.django_db(transaction=True)  # seen by the other threads
def test_it_is_made_once_for_all_who_come_meanwhile(make_case, monkeypatch):
    make_case("Un", levers=["one"])
    begun, goes_on, made = threading.Event(), threading.Event(), []

    class Slow(facet_index.FacetIndex):
        def __init__(self, stamp):
            begun.set()
            assert goes_on.wait(10)
            super().__init__(stamp)
            made.append(self)

    monkeypatch.setattr(facet_index, "FacetIndex", Slow)
    given = []

    def ask():
        try:
            given.append(facet_index.current())
        finally:
            connection.close()

    readers = [threading.Thread(target=ask) for _ in range(4)]
    readers[0].start()
    assert begun.wait(10)
    for reader in readers[1:]:
        reader.start()
    goes_on.set()
    for reader in readers:
        reader.join(10)

    assert len(made) == 1
    assert given == made * 4
