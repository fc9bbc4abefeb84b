"""Letters, lines, marks and lands of the pictures."""

import json
from io import BytesIO

import pytest
import typst
from django.conf import settings as site
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from cartography.paths import ring_path
from cases.models import Identification
from pages.social import make_icons, pictures
from pages.social.inks import ink
from pages.social.marks import mark
from pages.social.pictures import Picture, png
from pages.social.tallies import tally

pytestmark = pytest.mark.once

SIZES = range(61, 30, -5)
ONE_LINE = [pytest.approx(size * 1.1) for size in SIZES]  # pixels, of no two lines
words = st.text("abcdéşł", min_size=1, max_size=12)
untimed = settings(deadline=None)
sentences = st.lists(words, min_size=1, max_size=20).map(" ".join)
SMALLEST, FILLED = 12, 0.62  # pixels from a mark to the next; of that, the mark


def opened(file):
    return Image.open(BytesIO(file)).convert("RGB")


def draw(title="", panel=None, **told):
    panel = panel or tally(1, "social", {})
    return opened(png(Picture.of(title=title, panel=panel, **told)))


def seen(image, x, y):
    return "#{:02x}{:02x}{:02x}".format(*image.getpixel((x, y)))


def inked(image):
    """(left, top, right, bottom) of what is not of the colour of the first corner."""
    ground = Image.new("RGB", image.size, image.getpixel((0, 0)))
    return ImageChops.difference(image, ground).getbbox()


USED = """
#import "/pages/social/picture.typ": *
#let asked = json(bytes(sys.inputs.asked))
"""


def asked(lines, get, **told):
    """Some lines of Typst that use what ``picture.typ`` is made of: as a picture, or what they
    say of themselves."""
    note = Picture.of(title="", panel=tally(1, "social", {}))
    source = f"{USED}{lines}"
    setting = {
        "root": site.BASE_DIR,
        "font_paths": pictures.FACES,
        "ignore_system_fonts": True,
        "sys_inputs": {"note": str(note), "asked": json.dumps(told, ensure_ascii=False)},
    }
    if get == "picture":
        return opened(typst.compile(source.encode(), format="png", ppi=72, **setting))
    return json.loads(typst.query(source.encode(), f"<{get}>", field="value", **setting))


# --- letters ----------------------------------------------------------------------------

TITLE, FOOT = (50, 100, 650, 300), (50, 500, 650, 600)
UNKNOWN = "\ue000"


def unshaped(letters):
    """A picture of letters as they are, whether a face has them or not."""
    told = json.loads(Picture.of(title=letters, foot=letters, panel=tally(1, "social", {})))
    return opened(pictures.rasterised(told))


@pytest.mark.parametrize("space", [TITLE, FOOT], ids=["serif", "sans"])
@pytest.mark.parametrize("letter", "aéœñçÀ’«»–…€ışğİłńąęśźżšā")
def test_the_letters_of_the_field_are_all_there(space, letter):
    found = draw(letter, foot=letter).crop(space)

    assert inked(found)
    assert found == unshaped(letter).crop(space) != unshaped(UNKNOWN).crop(space)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Đà Nẵng", "Đà Nang"),
        ("30\u202f%", "30\u00a0%"),
        ("une\nligne", "une ligne"),
    ],
)
def test_a_letter_that_no_face_has_gives_way_to_its_nearest(written, drawn):
    assert draw(written) == draw(drawn) != draw("")


def width(title):
    left, _top, right, _bottom = inked(draw(f"n{title}n").crop(TITLE))
    return right - left


def test_a_letter_of_the_extended_part_takes_room():
    assert width("ş") - width("") == pytest.approx(width("s") - width(""), rel=0.1)
    assert width("上") == width("")


@untimed
@given(st.text(max_size=60))
def test_any_words_can_be_measured_and_drawn(written):
    above = [(written, None), (written, mark("social"))]

    assert draw(written, above=above, lead=written, foot=written, note=written)


# --- lines ------------------------------------------------------------------------------

LINES = """
#set page(width: asked.width * 1pt + 100pt, height: auto, margin: 50pt, fill: white)
#set text(font: serif, weight: 500, fill: black)
#set par(leading: 0pt, spacing: 0pt)
#let (width, height) = (asked.width * 1pt, asked.height * 1pt)
#let set-words = fitted(asked.words, asked.sizes, width, height, step: 1.1)
#show regex(".+"): it => [#it#metadata(it.text)<words>]
#set-words
#context [#metadata(measure(set-words, width: width).height / 1pt)<height>]
"""


def lines(get, sentence, sizes, width, height):
    return asked(LINES, get, words=sentence, sizes=list(sizes), width=width, height=height)


@untimed
@given(sentences, st.integers(150, 600), st.integers(60, 400))
def test_lines_never_leave_their_space(sentence, width, height):
    [tall] = lines("height", sentence, SIZES, width, height)
    left, _top, right, _bottom = inked(lines("picture", sentence, SIZES, width, height))

    assert 46 <= left <= right <= 50 + width + 4  # a letter may stand out by a hair
    assert tall <= height + 0.1 or tall in ONE_LINE


@untimed
@given(sentences, st.integers(400, 600))
def test_no_word_is_lost_where_there_is_room(sentence, width):
    assert "".join(lines("words", sentence, SIZES, width, 10_000)) == sentence


@untimed
@given(sentences)
def test_what_has_no_room_is_seen_to_be_cut(sentence):
    line = "".join(lines("words", sentence, [60], 200, 60)).replace("\u200b", "")

    assert line == sentence or line.endswith("…")
    assert sentence.startswith(line.removesuffix("…"))


@pytest.mark.parametrize(
    "words", ["*a* _b_ #c $d$ <e> \\ // f", "-- ... ~ 'g' @h = i", "[j](k)"]
)
def test_no_words_are_read_as_markup(words):
    assert "".join(lines("words", words, SIZES, 600, 400)) == words


# --- marks ------------------------------------------------------------------------------

# Where the mark of a tally stands that has but one; the side of its square.
LEFT, TOP, SIDE = 660 + 52, 15 + 232, FILLED * 436 / (3 + FILLED)


def alone(function, identification):
    """at(42, 60) is the colour of such a mark there, in hundredths of its side."""
    image = draw(panel=tally(1, function, {identification: 1}))
    return lambda x, y: seen(image, round(LEFT + SIDE * x / 100), round(TOP + SIDE * y / 100))


@pytest.mark.parametrize("function", ["physical", "social", "governance"])
@pytest.mark.parametrize(
    ("identification", "left", "right"),
    [
        (Identification.NAMED, True, True),
        (Identification.INFERRED, True, False),
        (Identification.UNIDENTIFIED, False, False),
    ],
)
def test_a_mark_is_full_half_or_empty(function, identification, left, right):
    at = alone(function, identification)

    assert (at(42, 60) == ink(function)) == left
    assert (at(58, 60) == ink(function)) == right


@pytest.mark.parametrize(
    ("function", "middle"), [("physical", 50), ("social", 50), ("governance", 62)]
)
def test_a_case_that_the_editors_found_has_a_mark_with_a_hole(function, middle):
    at = alone(function, Identification.FOUND)

    assert at(50, middle) == ink("paper-deep")
    assert at(30, 80) == at(70, 80) == ink(function)


def test_a_mark_without_a_function_is_drawn_in_ink():
    assert seen(draw(above=[("a", mark(""))]), 66, 130) == ink("ink")


ROWS = """
#let (number, width, height) = asked.size
#metadata(rows-of(number, width, height, 130)) <rows>
#metadata(marks(((asked.one,) * number), 0, 0, rows-of(number, width, height, 130))) <drawn>
"""


@untimed
@given(st.integers(0, 5000), st.integers(100, 500), st.integers(100, 500))
def test_marks_stay_in_their_space_and_are_as_many_as_fit(number, width, height):
    told = {"size": (number, width, height), "one": mark("social")}
    [(columns, step, room)] = asked(ROWS, "rows", **told)
    [drawn] = asked(ROWS, "drawn", **told)
    count = (drawn or "").count("<circle")

    down = -(-count // columns)
    assert step * (columns - 1 + FILLED) <= width + 0.01
    assert step * (max(1, down) - 1 + FILLED) <= height + 0.01
    assert count == number or (step <= SMALLEST and count == room)


# --- lands ------------------------------------------------------------------------------


def box(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def land(*rings):
    """The panel of a place with these lands around it, in hundredths of its height."""
    data = "".join(ring_path(ring) for ring in rings)
    told = {"kind": "coast", "width": 540, "mark": mark("social"), "cell": "", "home": ""}
    return draw(panel=told | {"graticule": "", "land": data})


def test_a_hole_in_a_land_is_empty_unless_another_land_lies_in_it():
    around, hole = box(0, 0, 100, 100), box(20, 20, 80, 80)
    empty, held = land(around, hole[::-1]), land(around, hole[::-1], hole)

    outside, inside = (690, 315), (800, 315)
    assert seen(empty, *outside) == seen(held, *outside) == ink("land")
    assert seen(empty, *inside) == ink("paper")
    assert seen(held, *inside) == ink("land")


# --- icons ------------------------------------------------------------------------------


def test_the_icon_of_the_site_is_the_one_that_is_made(settings):
    kept = (settings.BASE_DIR / "static/img/favicon.svg").read_text(encoding="utf-8")

    assert kept == make_icons.svg()
