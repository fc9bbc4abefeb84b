"""The point of a place: what is doubtful of it is told, beside it and once it is saved."""

import pytest

from cartography.land import country_at, kilometres_from
from cases.models import Country, Place
from cases.place_points import doubts, doubts_of
from tests.editorial.forms import form_of

ADD = "/admin/cases/place/add/"
NAIROBI = (-1.2864, 36.8172)


@pytest.fixture
def kenya(atlas):
    return Country.objects.get(iso2="KE")


def words(latitude, longitude, country):
    return " ".join(doubt.words for doubt in doubts(latitude, longitude, country))


def test_every_place_of_the_atlas_lies_in_its_country(atlas):
    told = {
        place.slug: [doubt.words for doubt in doubts_of(place)]
        for place in Place.objects.exclude(latitude=None).exclude(country=None)
    }

    assert {slug: told_of for slug, told_of in told.items() if told_of} == {}


@pytest.mark.parametrize(
    ("longitude", "latitude", "country"),
    [(2.35, 48.85, "250"), (-77.0, -12.0, "604"), (179.0, -16.6, "242"), (-30, 40, None),
     (28.2, -29.5, "426"), (26.2, -29.1, "710"), (178, 66, "643")],
)  # fmt: skip
def test_a_point_lies_in_a_country_or_in_the_sea(longitude, latitude, country):
    assert country_at(longitude, latitude) == country


def test_a_distance_is_in_kilometres():
    assert kilometres_from("250", 2.35, 48.85) == pytest.approx(150, abs=60)
    assert kilometres_from("999", 2.35, 48.85) is None


def test_swapped_numbers_are_noticed_and_mended(kenya):
    latitude, longitude = NAIROBI

    found = doubts(longitude, latitude, kenya)

    assert (found[-1].latitude, found[-1].longitude) == NAIROBI
    assert "inversés" in found[-1].words


def test_the_sea_the_wrong_country_and_a_lost_sign_are_noticed(kenya):
    assert words(*NAIROBI, kenya) == ""
    assert "en mer" in words(-10.0, 60.0, kenya)
    assert "Mexique" in words(19.4, -99.1, kenya)
    assert "signe" in words(-0.1, -34.76, kenya)


def test_a_doubt_is_told_beside_the_field_and_once_it_is_saved_nothing_refused(desk, kenya):
    form = form_of(desk.get(ADD)) | {
        "name_fr": ["Nairobi renversée"], "country": [str(kenya.pk)],
        "latitude": ["36.8172"], "longitude": ["-1.2864"],
    }  # fmt: skip

    page = desk.post(ADD, form, follow=True)

    place = Place.objects.get(slug="nairobi-renversee")
    assert "inversés" in page.text
    change = desk.get(f"/admin/cases/place/{place.pk}/change/").text
    assert 'data-latitude="-1.2864"' in change


def test_the_script_asks_for_doubts_and_parts_of_the_map(desk, kenya):
    asked = {"latitude": "36.8", "longitude": "-1.28", "country": kenya.pk}
    assert "inversés" in desk.get("/admin/cases/place/point/", asked).json()["doubts"]

    near = desk.get("/admin/cases/place/chart/", {"x": "618", "y": "304", "step": "1"}).json()
    assert (near["longitude"], near["latitude"]) == pytest.approx((0, 0), abs=0.5)
    assert near["width"] == 309
    assert near["land"].startswith("M")


@pytest.mark.parametrize(
    "question",
    [{"x": "5", "y": "5"}, {"left": "1e400"}, {"x": "nan", "y": "1"}, {"step": "7"},
     {"latitude": "100", "longitude": "1"}, {"width": "-4"}],
)  # fmt: skip
def test_a_part_of_the_map_that_is_nowhere_is_no_error(desk, question):
    answer = desk.get("/admin/cases/place/chart/", question)

    assert answer.status_code in (200, 400)
    assert "longitude" not in answer.json()


def test_a_town_is_offered_while_its_name_is_typed(desk, atlas):
    told = desk.get("/admin/cases/place/alike/", {"q": "Guayaquil"}).json()

    town = told["towns"][0]
    assert town["country_name"] == "Équateur"
    assert float(town["latitude"]) == pytest.approx(-2.2, abs=0.1)


def test_a_stranger_is_told_nothing(visitor, person):
    _user, nobody = person()
    for browser in (visitor, nobody):
        for address in ("point", "chart", "alike"):
            assert browser.get(f"/admin/cases/place/{address}/").status_code in (302, 403)
