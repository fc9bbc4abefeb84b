"""Letters, lines, marks and lands of the pictures."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cases.models import Identification
from pages.social import make_icons
from pages.social.canvas import Canvas, ink
from pages.social.faces import SANS, SERIF, Face, drawable, part_with
from pages.social.marks import Mark
from pages.social.paragraphs import fitted
from pages.social.tallies import SMALLEST, Rows

pytestmark = pytest.mark.once

TITLE = Face(SERIF, 500)
SIZES = range(60, 29, -5)
words = st.text("abcdéşł", min_size=1, max_size=12)
untimed = settings(deadline=None)
sentences = st.lists(words, min_size=1, max_size=20).map(" ".join)


def seen(canvas, x, y):
    image = Image.open(BytesIO(canvas.png())).convert("RGB")
    return "#{:02x}{:02x}{:02x}".format(*image.getpixel((x, y)))


# --- letters ----------------------------------------------------------------------------


@pytest.mark.parametrize("family", [SERIF, SANS])
@pytest.mark.parametrize("letter", "aéœñçÀ’«»–…€ışğİłńąęśźżšā")
def test_the_letters_of_the_field_are_all_there(family, letter):
    assert part_with(family, letter)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Đà Nẵng", "Đà Nang"),
        ("30\u202f%", "30\u00a0%"),
        ("une\nligne", "une ligne"),
    ],
)
def test_a_letter_that_no_face_has_gives_way_to_its_nearest(written, drawn):
    assert drawable(SERIF, written) == drawn


def test_a_letter_of_the_extended_part_takes_room():
    assert TITLE.length("ş", 100) == pytest.approx(TITLE.length("s", 100), rel=0.1)
    assert TITLE.length("上", 100) == 0


@untimed
@given(st.text(max_size=60))
def test_any_words_can_be_measured_and_drawn(written):
    face = Face(SANS, 400)

    assert face.length(written, 20) >= 0
    Canvas(40, 20).words(0, 15, written, face, 20, "ink")


# --- lines ------------------------------------------------------------------------------


@untimed
@given(sentences, st.integers(150, 600), st.integers(60, 400))
def test_lines_never_leave_their_space(sentence, width, height):
    found = fitted(sentence, TITLE, SIZES, width, height=height)

    assert all(TITLE.length(line, found.size) <= width for line in found.lines)
    assert found.height <= height or len(found.lines) == 1


@untimed
@given(sentences, st.integers(400, 600))
def test_no_word_is_lost_where_there_is_room(sentence, width):
    found = fitted(sentence, TITLE, SIZES, width, height=10_000)

    assert " ".join(found.lines) == sentence


@untimed
@given(sentences)
def test_what_has_no_room_is_seen_to_be_cut(sentence):
    [line] = fitted(sentence, TITLE, [60], 200, height=60).lines

    assert line == sentence or line.endswith("…")
    assert sentence.startswith(line.removesuffix("…"))


# --- marks ------------------------------------------------------------------------------


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
    canvas = Canvas(100, 100)
    Mark(function, identification).draw(canvas, 50, 50, 100)

    assert (seen(canvas, 42, 60) == ink(function)) == left
    assert (seen(canvas, 58, 60) == ink(function)) == right


@pytest.mark.parametrize(
    ("function", "middle"), [("physical", 50), ("social", 50), ("governance", 62)]
)
def test_a_case_that_the_editors_found_has_a_mark_with_a_hole(function, middle):
    canvas = Canvas(100, 100)
    Mark(function, Identification.FOUND).draw(canvas, 50, 50, 100)

    assert seen(canvas, 50, middle) == ink("paper")
    assert seen(canvas, 30, 80) == seen(canvas, 70, 80) == ink(function)


def test_a_mark_without_a_function_is_drawn_in_ink():
    canvas = Canvas(100, 100)
    Mark("").draw(canvas, 50, 50, 100)

    assert seen(canvas, 50, 50) == ink("ink")


@untimed
@given(st.integers(0, 5000), st.integers(100, 500), st.integers(100, 500))
def test_marks_stay_in_their_space_and_are_as_many_as_fit(number, width, height):
    rows = Rows(tuple(range(number)), width, height)

    down = -(-len(rows.marks) // rows.columns)
    assert rows.step * (rows.columns - 1 + 0.62) <= width + 0.01
    assert rows.step * (max(1, down) - 1 + 0.62) <= height + 0.01
    assert len(rows.marks) == number or rows.step <= SMALLEST


# --- lands ------------------------------------------------------------------------------


def box(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def test_a_hole_in_a_land_is_empty_unless_another_land_lies_in_it():
    around, hole = box(0, 0, 100, 100), box(20, 20, 80, 80)
    empty, held = Canvas(100, 100), Canvas(100, 100)

    empty.lands([around, hole[::-1]], "land")
    held.lands([around, hole[::-1], hole], "land")

    assert seen(empty, 10, 50) == seen(held, 10, 50) == ink("land")
    assert seen(empty, 50, 50) == ink("paper")
    assert seen(held, 50, 50) == ink("land")


# --- icons ------------------------------------------------------------------------------


def test_the_icon_of_the_site_is_the_one_that_is_made(settings):
    kept = (settings.BASE_DIR / "static/img/favicon.svg").read_text(encoding="utf-8")

    assert kept == make_icons.svg()
