"""Between the index and the rows something may be withdrawn: the rest is shown."""

import pytest

from cases.models import Case
from editorial.models import Catalogue
from infrastructures.models import Lever

PAGES = [
    "/fr/cases/",
    "/fr/cases/?q=cas",
    "/fr/",
    "/fr/search/?q=cas",
    "/fr/levers/a-lever/",
    "/fr/functions/physical/",
    "/fr/regions/419/",
    "/fr/cases/here/",
    "/fr/cases/here/?sort=title",
    "/fr/cases/feed.atom",
    "/fr/search/suggestions.json?q=cas",
]


@pytest.mark.parametrize("deed", ["deleted", "withdrawn"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_leaves_out_what_vanished(make_case, make_place, visitor, page, deed):
    lima = make_place("Lima")
    make_case("Cas present", slug="here", places=[lima])
    gone = make_case("Cas parti", slug="gone", places=[lima])
    visitor.get(page)  # the index is made

    if deed == "deleted":  # by another process: the stamp of the catalogue is not yet new
        stamps = Catalogue.objects.values("stamp", "changed_at").get()
        gone.delete()
        Catalogue.objects.update(**stamps)
    else:
        Case.objects.filter(pk=gone.pk).update(state="archived")
    response = visitor.get(page)

    assert response.status_code in (200, 404)
    assert "Cas parti" not in response.content.decode()


def test_a_map_is_of_the_moment_in_which_it_was_read(make_case, make_place, visitor):
    gone = make_case("Cas parti", places=[make_place("Lima")])
    visitor.get("/fr/cases/map/")

    Case.objects.filter(pk=gone.pk).update(state="archived")

    assert visitor.get("/fr/cases/map/").status_code == 200


def test_rows_come_in_the_order_of_their_keys(make_case, make_lever):
    first, second = make_case("Un"), make_case("Deux")

    assert Case.objects.in_order([second.pk, 0, first.pk]) == [second, first]
    lever = make_lever("one")
    assert Lever.objects.in_order([0, lever.pk]) == [lever]
