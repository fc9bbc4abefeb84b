"""A mark: its shape and hue say the function, its fill how sure the identification is; with a
hole, the synthesis does not name the case.

Drawn as in ``templates/_sprite.html``, in a square of 10 units with a line of 1.5 units.
"""

from dataclasses import dataclass
from math import cos, hypot, pi, sin

from cases.models import Identification

ORDER = list(Identification)  # of marks: full, half, empty, with a hole
UNITS, HALF_LINE = 10, 0.75
HOLE = 0.45  # of the radius of the circle inside
SQUARE = [(-4, -4), (4, -4), (4, 4), (-4, 4)]
TURNS = [pi * degrees / 180 for degrees in range(0, 360, 4)]  # so many that no side is seen
CIRCLE = [(4.3 * cos(turn), 4.3 * sin(turn)) for turn in TURNS]
TRIANGLE = [(0, -4.4), (4.7, 4), (-4.7, 4)]
WITHIN = 4.7 * 8.4 / (4.7 + hypot(4.7, 8.4))  # the radius of the circle inside the triangle
# Corners around the middle of the square of units; the circle inside: its middle, its radius.
SHAPES = {
    "physical": (SQUARE, 0, 4),
    "social": (CIRCLE, 0, 4.3),
    "governance": (TRIANGLE, 4 - WITHIN, WITHIN),
}


def outline(function, more=0):
    """Grown or shrunk from the middle of the circle inside, so that edges stay parallel."""
    corners, middle, radius = SHAPES.get(function, SHAPES["physical"])
    times = 1 + more / radius
    return [(x * times, middle + (y - middle) * times) for x, y in corners]


@dataclass(frozen=True)
class Mark:
    function: str = ""
    identification: str = Identification.NAMED

    @classmethod
    def of(cls, case, lever):
        return cls(lever.function.slug if lever else "", case.identification)

    @property
    def hole(self):
        """A round hole around the middle of the circle inside."""
        _corners, middle, radius = SHAPES.get(self.function, SHAPES["physical"])
        size = radius * HOLE / 4.3
        return [(a * size, middle + b * size) for a, b in CIRCLE]

    def draw(self, canvas, x, y, side, *, paper="paper", halo=0):
        """Around a point; ``side`` is that of the 10 units, ``halo`` is empty space around."""
        unit = side / UNITS

        def fill(more, colour, right=UNITS):
            canvas.polygon(
                [(x + min(a, right) * unit, y + b * unit)
                 for a, b in outline(self.function, more)], colour,
            )  # fmt: skip

        if halo:
            fill(HALF_LINE + halo / unit, paper)
        fill(HALF_LINE, self.function)
        if self.identification in (Identification.INFERRED, Identification.UNIDENTIFIED):
            fill(-HALF_LINE, paper)
        if self.identification == Identification.FOUND:
            canvas.polygon([(x + a * unit, y + b * unit) for a, b in self.hole], paper)
        if self.identification == Identification.INFERRED:
            fill(-HALF_LINE, self.function, right=0)


def of_counts(function, counts):
    """A mark for each case, of {identification: cases}."""
    return tuple(
        Mark(function, identification)
        for identification in ORDER
        for _case in range(counts.get(identification, 0))
    )
