"""A mark: its shape and hue say the function, its fill how sure the identification is.

Drawn as in ``templates/_sprite.html``, in a square of 10 units with a line of 1.5 units.
"""

from dataclasses import dataclass
from math import cos, hypot, pi, sin

UNITS = 10
HALF_LINE = 0.75
RADIUS, SIDE = 4.3, 4  # of the circle; half of the side of the square
TOP, LEFT, BASE, RIGHT = 0.6, 0.3, 9, 9.7  # of the triangle
EMPTY, HALF, FULL = "empty", "half", "full"
SHAPES = {"physical": "square", "social": "circle", "governance": "triangle"}


@dataclass(frozen=True)
class Mark:
    function: str
    fill: str = FULL

    def draw(self, canvas, x, y, side, *, paper="paper", halo=0):
        """Around a point; ``side`` is that of the 10 units, ``halo`` is empty space around."""
        unit = side / UNITS
        if halo:
            self._shape(canvas, x, y, unit, HALF_LINE + halo / unit, paper)
        self._shape(canvas, x, y, unit, HALF_LINE, self.function)
        if self.fill != FULL:
            self._shape(canvas, x, y, unit, -HALF_LINE, paper)
        if self.fill == HALF:
            self._shape(canvas, x, y, unit, -HALF_LINE, self.function, half=True)

    def _shape(self, canvas, x, y, unit, more, colour, half=False):
        outline = OUTLINES[SHAPES.get(self.function, "square")](more)
        if half:
            outline = [(min(across, 0), along) for across, along in outline]
        canvas.polygon([(x + a * unit, y + b * unit) for a, b in outline], colour)


def square(more):
    half = SIDE + more
    return [(-half, -half), (half, -half), (half, half), (-half, half)]


def circle(more):
    """A polygon of so many sides that none is seen."""
    radius, sides = RADIUS + more, 90
    turns = [2 * pi * number / sides for number in range(sides)]
    return [(radius * cos(turn), radius * sin(turn)) for turn in turns]


def triangle(more):
    """Grown or shrunk from the centre of the circle inside it, so that its edges stay
    parallel."""
    middle, base, leg = UNITS / 2, RIGHT - LEFT, hypot(UNITS / 2 - LEFT, BASE - TOP)
    inside = base * (BASE - TOP) / (base + 2 * leg)
    centre, times = BASE - inside, (inside + more) / inside
    corners = [(middle, TOP), (RIGHT, BASE), (LEFT, BASE)]
    return [((x - middle) * times, centre + (y - centre) * times - middle) for x, y in corners]


OUTLINES = {"square": square, "circle": circle, "triangle": triangle}
