"""Whatever is asked, no case of the answer is missing from the map, and none is there twice."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartography.sheet import FRAMES, sheet_of
from cases.filters import CaseFilter
from cases.gathering import MARK
from cases.mapping import MapWithIndex
from cases.models import Case, Place
from cases.ordering import Sort

from .test_questions import questions, recount

some = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def map_of(question, zoom=""):
    return MapWithIndex(CaseFilter(question).ordered(Sort.TITLE), sheet_of(zoom))


def ties(spots):
    """(case, place) of some spots."""
    return Counter((case, spot.site.pk) for spot in spots for case in spot.cases)


@some
@given(questions(), st.sampled_from(["", *FRAMES]))
def test_a_case_is_at_each_of_its_places_or_in_the_list_beside(atlas, question, zoom):
    answer = map_of(question, zoom)

    slugs = dict(Case.objects.values_list("pk", "slug"))
    on_sheet = [
        (slugs[answer.keys[case]], spot.site.slug)
        for spot in answer.spots
        for case in spot.cases
    ]
    beside = [(slugs[answer.keys[case]], site and site.slug) for case, site in answer.unplaced]
    expected = Counter(
        pair
        for case in Case.objects.filter(slug__in=recount(question))
        for pair in places_of(case)
    )
    assert Counter(on_sheet + beside) == expected
    assert len(answer.keys) == len(recount(question))


def places_of(case):
    slugs = case.places.values_list("slug", flat=True)
    return [(case.slug, slug) for slug in slugs] or [(case.slug, None)]


@some
@given(questions(), st.sampled_from(["", *FRAMES]))
def test_index_and_sheet_hold_the_same_cases(atlas, question, zoom):
    answer = map_of(question, zoom)

    numbers = {key: number for number, key in enumerate(answer.keys)}
    indexed = Counter(
        (numbers[case.pk], line.site.pk) for line in answer.index for case in line.listed
    )
    drawn = ties(spot for one in answer.gatherings for spot in one.spots)
    assert indexed == ties(answer.spots)
    assert drawn == ties(answer.shown)
    if not zoom:
        assert drawn == indexed


@some
@given(questions())
def test_what_is_drawn_does_not_touch(atlas, question):
    found = map_of(question).gatherings

    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            assert one.gap(other) > one.radius + other.radius


@settings(some, max_examples=8)
@given(questions())
def test_the_page_says_how_many_cases_the_filter_finds(atlas, client, question):
    response = client.get("/fr/cases/map/", question)

    assert f"<b>{len(recount(question))}</b>" in response.text
    for slug in recount(question):
        assert f"/fr/cases/{slug}/" in response.text


def test_every_place_lies_on_the_sheets_of_its_regions(atlas):
    for place in Place.objects.exclude(latitude=None).select_related(
        "country__region__parent__parent", "region__parent__parent"
    ):
        region = place.region or place.country.region
        while region:
            if region.code in FRAMES:
                sheet = sheet_of(region.code)
                assert sheet.shows(*sheet.position(place.longitude, place.latitude), MARK), (
                    place
                )
            region = region.parent


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_figures_of_the_drawing_have_a_point_in_every_language(atlas, client, language):
    page = client.get(f"/{language}/cases/map/").text

    sheet = page.partition('<svg class="world"')[2].partition("</svg></div>")[0]
    assert 'x="' in sheet
    assert not any("," in figure.partition('"')[0] for figure in sheet.split(' x="')[1:])


def test_every_place_with_a_point_has_its_locator(atlas):
    drawn = Place.objects.exclude(locator="")

    assert set(drawn) == set(Place.objects.exclude(latitude=None))
    assert max(len(place.locator) for place in drawn) < 12_000
