"""The 3 × 3 with its marks, as on the front page."""

from dataclasses import dataclass

from .canvas import Canvas
from .faces import SANS, SERIF, Face
from .tallies import Rows

FIGURE, LABEL = Face(SERIF, 400), Face(SANS, 600)
RULE = 4  # pixels
MARGIN, HEAD = 26, 78  # from the rule on the left to the words; from that above to the marks
LARGEST = 40  # from a mark to the next


@dataclass(frozen=True)
class Plate:
    """A lever of the 3 × 3; a weak one is named in grey."""

    number: str
    function: str
    marks: tuple
    is_strong: bool = True
    paper: str = "paper"


@dataclass(frozen=True)
class Plates:
    """The 3 × 3: a row for each function, a plate for each lever, a mark for each case."""

    plates: tuple

    def canvas(self, width, height):
        canvas = Canvas(width, height)
        rows = {}
        for plate in self.plates:
            rows.setdefault(plate.function, []).append(plate)
        for number, (function, plates) in enumerate(rows.items()):
            top = number * height / len(rows)
            canvas.box(0, top, width, top + RULE, function)
            self._row(canvas, plates, top + RULE, height / len(rows) - RULE)
        return canvas

    def _row(self, canvas, plates, top, height):
        width = canvas.width / len(plates)
        room = width - 2 * MARGIN, height - HEAD - MARGIN
        # Marks are of one size on all plates: that which the fullest one takes.
        fullest = max((plate.marks for plate in self.plates), key=len)
        largest = Rows(fullest, *room, LARGEST).step
        for number, plate in enumerate(plates):
            left = number * width
            canvas.box(left, top, left + width, top + height, plate.paper)
            if number:
                canvas.box(left, top, left + 1.5, top + height, "rule")
            draw_head(canvas, plate, left + MARGIN, top, room[0])
            rows = Rows(plate.marks, *room, largest)
            rows.draw(canvas, left + MARGIN, top + HEAD, plate.paper)


def draw_head(canvas, plate, left, top, width):
    """The number of the lever, and how many cases it has."""
    colour = plate.function if plate.is_strong else "ink-faint"
    canvas.words(left, top + 50, plate.number, LABEL, 26, colour)
    if plate.marks:
        number = str(len(plate.marks))
        canvas.words(left + width, top + 54, number, FIGURE, 50, colour, anchor="r")
