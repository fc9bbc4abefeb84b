"""Whatever a place may lack, every page that shows it answers."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import Country, Organisation, Place, PlaceKind, Region, Role

PAGES = [
    "", "cases/", "cases/?sort=place", "cases/map/", "cases/map/?zoom=002", "cases/matrix/",
    "cases/a-case/", "levers/a-lever/", "functions/physical/", "regions/002/", "image.png",
    "cases/a-case/image.png", "regions/002/image.png", "levers/a-lever/image.png",
    "organisations/city/", "search/?q=cas", "cases/export.csv", "cases/feed.atom", "data/",
]  # fmt: skip


@pytest.fixture
def place(db):
    def make(kind, *, within, point):
        above = Region.objects.create(code="002", level=1, name_fr="Afrique")
        region = Region.objects.create(code="011", level=2, parent=above, name_fr="Ouest")
        country = Country.objects.create(
            iso2="GH", iso3="GHA", m49="288", name_fr="Ghana",
            region=region if within == "country" else None,
        )  # fmt: skip
        made = Place(slug="accra", name_fr="Accra", kind=kind)
        if within == "region":
            made.region = region
        else:
            made.country = country
        if point:
            made.latitude, made.longitude = 5.55, -0.2
        # Without the desk: what its form refuses, a database may still hold.
        return Place.objects.bulk_create([made])[0]

    return make


@pytest.mark.parametrize("point", [True, False])
@pytest.mark.parametrize("within", ["country", "region", "country without region"])
@pytest.mark.parametrize("kind", ["city", "region", "country", "multi-country"])
def test_every_page_shows_a_place_of_any_kind(client, make_case, place, kind, within, point):
    try:
        with transaction.atomic():
            made = place(kind, within=within, point=point)
    except IntegrityError:
        return  # refused by a constraint: no page can meet it
    case = make_case("Un cas", slug="a-case", places=[made])
    city = Organisation.objects.create(slug="city", name="A city", kind="local-government")
    case.case_organisations.create(organisation=city, role=Role.LEAD)

    for page in PAGES:
        assert client.get(f"/fr/{page}").status_code == 200, page


def test_what_is_said_of_a_place_without_a_country_is_its_region():
    region = Region(code="011", level=2, name_fr="Ouest")

    assert Place(kind=PlaceKind.REGION, region=region).within == "Ouest"
    assert Place(kind=PlaceKind.MULTI_COUNTRY, region=region).within == ""
    assert Place(kind=PlaceKind.CITY).within == ""


def test_a_case_of_a_country_without_region_is_not_said_to_have_no_place(
    client, make_case, place
):
    make_case("Un cas", places=[place("city", within="country without region", point=True)])

    [group] = client.get("/fr/levers/a-lever/").context["by_region"]

    assert (group.label, group.region) == ("Hors région", None)
