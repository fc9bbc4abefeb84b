"""A sheet to draw on: three times larger than asked, then reduced, so that edges are soft."""

import re
from functools import cache
from io import BytesIO
from math import degrees

from django.conf import settings
from PIL import Image, ImageDraw

TIMES = 3
COLOURS = 256  # of the file; a sheet has few, and their mixtures along edges
ANCHORS = {"left": 0, "middle": 0.5, "right": 1}
HOLE_FIRST = 1.02  # a hole is cut just before a land of its size is laid in it
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


@cache
def tokens():
    """{name: (in the light, in the dark)}, from ``static/css/tokens.css``."""
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    by_day, by_night = text.split("prefers-color-scheme: dark", 1)
    night = dict(TOKEN.findall(by_night))
    return {name: (light, night[name]) for name, light in TOKEN.findall(by_day)}


def ink(name):
    """A colour such as ``#f4f2eb``; a function without a hue of its own is written in ink."""
    light, _dark = tokens().get(name) or tokens()["ink"]
    return light


class Canvas:
    """Lengths are pixels of the picture; colours are names of tokens."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        size = round(width * TIMES), round(height * TIMES)
        self.image = Image.new("RGB", size, ink("paper"))
        self.pen = ImageDraw.Draw(self.image)

    def box(self, left, top, right, bottom, colour):
        far = 1 / TIMES  # Pillow paints the last pixel too
        corners = [(left, top), (right - far, bottom - far)]
        self.pen.rectangle(large(corners), fill=ink(colour))

    def polygon(self, points, colour):
        self.pen.polygon(large(points), fill=ink(colour))

    def lines(self, lines, colour, width):
        for points in lines:
            self.pen.line(large(points), ink(colour), round(width * TIMES), joint="curve")

    def disc(self, x, y, radius, colour):
        self.pen.ellipse(square(x, y, radius), fill=ink(colour))

    def arc(self, x, y, radius, start, end, colour, width):
        """Turns in radians, clockwise from the top; the width lies across the radius."""
        first, last = degrees(start) - 90, degrees(end) - 90
        outer = square(x, y, radius + width / 2)
        self.pen.arc(outer, first, last, fill=ink(colour), width=round(width * TIMES))

    def lands(self, rings, colour):
        """Lands run clockwise, and holes in them against; the largest is laid first."""
        mask = Image.new("L", self.image.size)
        pen = ImageDraw.Draw(mask)
        for ring in sorted(rings, key=extent, reverse=True):
            pen.polygon(large(ring), fill=255 if turn(ring) > 0 else 0)
        self.image.paste(ink(colour), mask=mask)

    def words(self, x, baseline, words, face, size, colour, anchor="left", halo=0):
        """The anchor is what of the words stands at x; ``halo`` is empty space around the
        letters, on a map."""
        x -= ANCHORS[anchor] * face.length(words, size)
        for number, word in enumerate(words.split(" ")):
            before = " " if number else ""
            x += face.spaced(size) if number else 0
            for part, run in face.runs(before + word):
                font = face.font(part, round(size * TIMES))
                self.pen.text(
                    (round(x * TIMES), round(baseline * TIMES)), run, ink(colour), font, "ls",
                    stroke_width=round(halo * TIMES), stroke_fill=ink("paper"),
                )  # fmt: skip
                x += font.getlength(run) / TIMES

    def paste(self, other, x, y):
        self.image.paste(other.image, *large([(x, y)]))

    def png(self):
        file = BytesIO()
        small = self.image.reduce(TIMES)
        small.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()


def large(points):
    return [(round(x * TIMES), round(y * TIMES)) for x, y in points]


def square(x, y, half):
    return large([(x - half, y - half), (x + half, y + half)])


def turn(ring):
    """Twice the area of a ring that repeats its first point; below zero against the clock."""
    pairs = zip(ring, ring[1:], strict=False)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def extent(ring):
    return max(turn(ring), -turn(ring) * HOLE_FIRST)
