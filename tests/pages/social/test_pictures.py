"""The picture shown when a page is shared: what it shows, who may see it, what it costs."""

from io import BytesIO

import pytest
from PIL import Image

from cases.models import Identification, Place, Region
from contributions.models import Contribution
from editorial.publication import State
from infrastructures.models import Function
from pages.social.inks import ink
from pages.social.pictures import png

pytestmark = pytest.mark.once

PICTURES = [
    "image.png",
    "cases/a-case/image.png",
    "cases/compare/image.png?case=a-case&case=another-case",
    "cases/note/image.png?group=all",
    "functions/physical/image.png",
    "levers/a-lever/image.png",
    "regions/419/image.png",
    "contributions/a-paper/image.png",
]
each_picture = pytest.mark.parametrize("address", PICTURES)
each_language = pytest.mark.parametrize("language", ["fr", "en", "es"])

# Of a case without a point: the left and the right half of its mark.
LEFT_HALF, RIGHT_HALF = (921, 315), (939, 315)


@pytest.fixture
def see(client):
    """see("/fr/image.png") is the picture, as an image."""

    def image(address):
        response = client.get(address)
        assert response.status_code == 200
        return Image.open(BytesIO(response.content)).convert("RGB")

    return image


def colour(image, point):
    return "#{:02x}{:02x}{:02x}".format(*image.getpixel(point))


@each_language
@each_picture
def test_every_picture_has_the_size_that_services_ask_for(client, site, language, address):
    response = client.get(f"/{language}/{address}")

    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


@pytest.mark.parametrize("slug", ["b-function", "paper", "physical-inferred", "none"])
@each_picture
def test_a_picture_is_drawn_whatever_a_function_is_called_and_holds(
    client, site, make_lever, make_case, make_place, address, slug
):
    """In ink, as on the page; its row has as many plates as it has levers."""
    place = make_place("Lima", country="PE")
    Place.objects.filter(pk=place.pk).update(latitude="-12", longitude="-77")
    for lever in ("one", "two", "three", "four"):
        make_case(places=[place], levers=[make_lever(lever).slug, "a-lever"])
    Function.objects.filter(slug="physical").update(slug=slug)

    answer = client.get(f"/fr/{address.replace('physical', slug)}")

    assert answer.status_code == 200


def test_an_atlas_without_a_lever_has_a_picture(client, db):
    assert client.get("/fr/image.png").status_code == 200


@each_picture
def test_a_picture_speaks_the_language_of_its_address(client, site, address):
    tags = {client.get(f"/{language}/{address}")["ETag"] for language in ("fr", "en", "es")}

    assert len(tags) == 3


@pytest.mark.parametrize(
    ("identification", "left", "right"),
    [
        (Identification.NAMED, "physical", "physical"),
        (Identification.INFERRED, "physical", "paper"),
        (Identification.UNIDENTIFIED, "paper", "paper"),
    ],
)
def test_the_mark_of_a_case_says_how_sure_it_is(see, make_case, identification, left, right):
    make_case(slug="a-case", identification=identification)

    image = see("/fr/cases/a-case/image.png")

    assert colour(image, LEFT_HALF) == ink(left)
    assert colour(image, RIGHT_HALF) == ink(right)


def test_the_mark_of_a_case_stands_on_its_country(see, make_case, make_place):
    place = make_place("Bogotá", country="CO")
    place.country.m49 = "170"
    place.country.save()
    place.latitude, place.longitude = "4.71", "-74.07"
    place.save()
    make_case(slug="a-case", places=[place], identification=Identification.NAMED)

    image = see("/fr/cases/a-case/image.png")

    assert colour(image, LEFT_HALF) == ink("physical")
    assert colour(image, (960, 290)) == ink("home")


def test_a_lever_has_one_mark_for_each_of_its_cases(see, make_case):
    bare = len(see_hue(see, make_case, cases=0))
    assert bare < len(see_hue(see, make_case, cases=1)) < len(see_hue(see, make_case, cases=1))


def see_hue(see, make_case, cases):
    """The points of a lever's panel in the hue of its function, with so many cases more."""
    for _ in range(cases):
        make_case(levers=["canteens"])
    make_case(levers=["canteens"], state=State.DRAFT)
    image = see("/fr/levers/canteens/image.png")
    return [
        (x, y)
        for x in range(661, 1200, 3)
        for y in range(20, 610, 3)
        if colour(image, (x, y)) == ink("physical")
    ]


def test_a_region_shows_where_its_cases_are(see, make_case, make_place):
    place = make_place("Bogotá", country="CO")
    place.latitude, place.longitude = "4.71", "-74.07"
    place.save()
    make_case(places=[place], identification=Identification.NAMED)

    image = see("/fr/regions/419/image.png")

    panel = {colour(image, (x, y)) for x in range(510, 1190, 4) for y in range(20, 610, 4)}
    assert {ink("physical"), ink("land"), ink("paper")} <= panel


def test_an_intermediate_region_is_shown_on_the_sheet_of_the_one_above(see, make_place):
    make_place("Lima")
    Region.objects.create(
        code="029", level=3, name_fr="Caraïbes", parent=Region.objects.get(code="005")
    )
    Region.objects.filter(code="005").update(code="420")

    image = see("/fr/regions/029/image.png")

    assert colour(image, (1000, 330)) == ink("land")


@pytest.mark.parametrize(
    "title",
    [
        "Kent Lokantaları, Şişli ve Dönüşüyor, barów z pieniędzmi, œuvre, ñandú",
        "Đà Nẵng, 上海, مدينة, 🏙 et Київ",
        "Donau" * 24,
        "un mot " * 17,
        "\u202f30\u00a0% \u00ad\u200b",
    ],
)
def test_a_title_of_any_letters_and_length_is_drawn(client, make_case, title):
    make_case(title, slug="a-case", original_name=title)

    assert client.get("/fr/cases/a-case/image.png").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "cases/hidden/image.png",
        "cases/none/image.png",
        "cases/map/image.png",
        "contributions/hidden/image.png",
        "contributions/none/image.png",
        "levers/none/image.png",
        "functions/none/image.png",
        "regions/999/image.png",
        "regions/abc/image.png",
        "about/image.png",
    ],
)
def test_what_is_not_public_has_no_picture(client, make_case, make_contribution, address):
    make_case(slug="hidden", state=State.DRAFT)
    make_contribution(slug="hidden", state=State.IN_REVIEW)

    assert client.get(f"/fr/{address}").status_code == 404


def test_a_draft_changes_no_picture(client, site, make_case, make_contribution):
    before = [client.get(f"/fr/{address}")["ETag"] for address in PICTURES]
    make_case(state=State.DRAFT, levers=["a-lever"])
    make_contribution(state=State.DRAFT)

    assert [client.get(f"/fr/{address}")["ETag"] for address in PICTURES] == before


def test_a_picture_is_only_read(client, site):
    assert client.post("/fr/image.png").status_code == 405
    assert client.head("/fr/image.png").status_code == 200


@each_picture
def test_a_copy_is_kept_as_long_as_its_page_and_known_by_its_tag(client, site, address):
    first = client.get(f"/fr/{address}")

    again = client.get(f"/fr/{address}", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert not again.content
    for response in (first, again):
        assert response["Cache-Control"] == ("public, max-age=0, s-maxage=60, must-revalidate")
        assert response["ETag"] == first["ETag"]
        assert "Cookie" not in response.get("Vary", "")


def test_a_copy_is_old_as_soon_as_the_words_change(client, make_case):
    case = make_case("Cantine", slug="a-case")
    old = client.get("/fr/cases/a-case/image.png")["ETag"]
    case.title_fr = "Cantines"
    case.save()

    new = client.get("/fr/cases/a-case/image.png", headers={"if-none-match": old})

    assert new.status_code == 200
    assert new["ETag"] != old


def test_the_same_picture_is_drawn_once(client, site):
    client.get("/fr/image.png")
    drawn = png.cache_info().misses
    client.get("/fr/image.png")

    assert png.cache_info().misses == drawn


# The map's cases take 3: the cases, their places and their levers. A question takes 7: the
# values of its six facets, and the answer.
# Home: its cases, levers. A case: itself. A function, a lever, a region: itself, a question,
# its cases. A contribution: itself, its authors, organisations and levers, its cases, levers.
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("image.png", 3),
        ("cases/a-case/image.png", 4),
        ("functions/physical/image.png", 2),
        ("levers/a-lever/image.png", 2),
        ("regions/419/image.png", 2),
        ("contributions/a-paper/image.png", 9),
    ],
)
def test_a_picture_costs_the_same_for_one_case_and_for_fifty(
    site, make_case, make_place, queries_of, address, queries
):
    paper = Contribution.objects.get(slug="a-paper")
    one = queries_of(f"/fr/{address}")
    for _ in range(49):
        case = make_case(levers=["a-lever", "another"], places=[make_place("Lima")])
        case.contributions.set([paper])

    assert queries_of(f"/fr/{address}") == one == queries
