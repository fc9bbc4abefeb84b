"""What is written through the ORM and told by nobody is told at the end of the transaction."""

import pytest
from django.db import transaction

from cases.models import Case, Place, Result, Source
from editorial import catalogue
from editorial.days import today
from search.indexing import stale
from search.kinds import kinds

PUBLISHED = {"state": "published", "published_on": today(), "revised_on": today()}


@pytest.fixture
def case(make_case, make_place):
    return make_case("Une crèche", places=[make_place("Lima")])


def renamed(rows):
    for row in rows:
        row.title_fr = "Un zygomorphe"
    return rows


def saved(place):
    place.name_fr = "Zygomorphe"
    place.save()


DEEDS = {
    "a case is added": lambda case: Case.objects.create(
        slug="z", title_fr="Zygomorphe", **PUBLISHED
    ),
    "cases are added": lambda case: Case.objects.bulk_create(
        [Case(slug="z", title_fr="Zygomorphe", **PUBLISHED)]
    ),
    "cases are changed": lambda case: Case.objects.bulk_update(
        renamed(list(Case.objects.all())), ["title_fr"]
    ),
    "a case is updated": lambda case: Case.objects.update(title_fr="Un zygomorphe"),
    "a place is saved": lambda case: saved(Place.objects.get()),
    "a source is added": lambda case: case.sources.create(
        position=9, title="A zygomorphe", publisher="x", language="en", kind="ngo"
    ),
    "sources are updated": lambda case: Source.objects.update(title="Zygomorphe"),
    "a result is added": lambda case: Result.objects.create(
        case=case, source=case.sources.get(), statement_fr="Zygomorphe."
    ),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_what_nobody_told_is_seen_and_found(
    visitor, case, deed, django_capture_on_commit_callbacks
):
    stamp = catalogue.stamp()
    with django_capture_on_commit_callbacks(execute=True):
        deed(case)

    assert catalogue.stamp() != stamp
    assert visitor.get("/fr/cases/", {"q": "zygomorphe"}).context["cases"]
    assert not any(stale(kind) for kind in kinds.values())


@pytest.mark.parametrize("delete", [Case.delete, lambda _case: Case.objects.all().delete()])
def test_what_is_deleted_is_gone(visitor, case, delete, django_capture_on_commit_callbacks):
    assert visitor.get("/fr/cases/").context["published"] == 1

    with django_capture_on_commit_callbacks(execute=True):
        delete(case)

    assert not visitor.get("/fr/cases/", {"q": "crèche"}).context["cases"]
    assert visitor.get("/fr/cases/").context["published"] == 0


@pytest.mark.django_db(transaction=True)
def test_where_there_is_no_transaction_it_is_told_at_once(visitor, case):
    Case.objects.update(title_fr="Un zygomorphe")

    assert visitor.get("/fr/cases/", {"q": "zygomorphe"}).context["cases"]


@pytest.mark.django_db(transaction=True)
def test_what_was_told_is_not_told_again(case):
    with transaction.atomic():
        case.save()
        catalogue.changed(case)
        stamp = catalogue.stamp()

    assert catalogue.stamp() == stamp
