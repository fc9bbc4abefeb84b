"""A sheet to draw on: three times larger than asked, then reduced, so that edges are soft."""

from io import BytesIO
from math import degrees

from PIL import Image, ImageDraw

from cartography.rings import area

from .inks import ink

TIMES = 3
COLOURS = 256  # of the file; a sheet has few, and their mixtures along edges
HOLE_FIRST = 1.02  # a hole is cut just before a land of its size is laid in it


class Canvas:
    """Lengths are pixels of the picture; colours are names of tokens."""

    def __init__(self, width, height, colour="paper"):
        self.width, self.height = width, height
        size = round(width * TIMES), round(height * TIMES)
        self.image = Image.new("RGB", size, ink(colour))
        self.pen = ImageDraw.Draw(self.image)

    def box(self, left, top, right, bottom, colour):
        far = 1 / TIMES  # Pillow paints the last pixel too
        corners = self._large([(left, top), (right - far, bottom - far)])
        self.pen.rectangle(corners, fill=ink(colour))

    def disc(self, x, y, radius, colour):
        corners = [(x - radius, y - radius), (x + radius, y + radius)]
        self.pen.ellipse(self._large(corners), fill=ink(colour))

    def polygon(self, points, colour):
        self.pen.polygon(self._large(points), fill=ink(colour))

    def line(self, points, colour, width):
        thick = max(1, round(width * TIMES))
        self.pen.line(self._large(points), fill=ink(colour), width=thick, joint="curve")

    def arc(self, x, y, radius, start, end, colour, width):
        """Turns in radians, clockwise from the top; the width lies across the radius."""
        outer = radius + width / 2
        corners = self._large([(x - outer, y - outer), (x + outer, y + outer)])
        first, last = degrees(start) - 90, degrees(end) - 90
        self.pen.arc(corners, first, last, fill=ink(colour), width=round(width * TIMES))

    def lands(self, rings, colour):
        """Rings of several lands; one that runs against the largest is a hole in its land."""
        mask = Image.new("L", self.image.size)
        pen = ImageDraw.Draw(mask)
        for ring, is_hole in in_order(list(rings)):
            pen.polygon(self._large(ring), fill=0 if is_hole else 255)
        self.image.paste(ink(colour), mask=mask)

    def words(self, x, baseline, words, face, size, colour, anchor="l", halo=0):
        """The anchor is l, m or r: what of the words stands at x; ``halo`` is empty space
        around the letters, on a map."""
        x -= {"l": 0, "m": 0.5, "r": 1}[anchor] * face.length(words, size)
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
        self.image.paste(other.image, self._large([(x, y)])[0])

    def png(self):
        small = self.image.reduce(TIMES)
        file = BytesIO()
        small.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()

    @staticmethod
    def _large(points):
        return [(round(x * TIMES), round(y * TIMES)) for x, y in points]


def in_order(rings):
    """(ring, whether it is a hole), the largest first."""
    rings = [ring for ring in rings if len(ring) > 3]
    if not rings:
        return []
    outer = runs_clockwise(max(rings, key=area))
    found = [(ring, runs_clockwise(ring) != outer) for ring in rings]
    return sorted(found, key=lambda pair: -area(pair[0]) * (HOLE_FIRST if pair[1] else 1))


def runs_clockwise(ring):
    pairs = zip(ring, ring[1:], strict=False)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) > 0
