"""The marks of a lever or a function: one mark is one case."""

from dataclasses import dataclass
from itertools import count

from .canvas import Canvas
from .faces import SERIF, Face

NUMBER = Face(SERIF, 300)
LARGEST, SMALLEST = 130, 12  # pixels from a mark to the next
FILLED = 0.62  # of that, the mark


@dataclass(frozen=True)
class Tally:
    """A large number, and under it the marks."""

    number: str
    function: str
    marks: tuple

    def canvas(self, width, height):
        canvas = Canvas(width, height, "paper-deep")
        margin, top = 52, 52
        if self.number:
            canvas.words(margin - 6, 170, self.number, NUMBER, 170, self.function)
            top = 232
        rows = Rows(self.marks, width - 2 * margin, height - top - margin)
        rows.draw(canvas, margin, top, "paper-deep")
        return canvas


class Rows:
    """Marks in rows from edge to edge, as large as the space allows; what has no room is
    left out."""

    def __init__(self, marks, width, height, largest=LARGEST):
        self.step, self.columns, room = next(
            found for found in steps(width, height, largest) if found[2] >= len(marks)
            or found[0] <= SMALLEST
        )  # fmt: skip
        self.marks = marks[:room]

    def draw(self, canvas, left, top, paper):
        side = self.step * FILLED
        for number, mark in enumerate(self.marks):
            row, column = divmod(number, self.columns)
            x, y = left + column * self.step + side / 2, top + row * self.step + side / 2
            mark.draw(canvas, x, y, side, paper=paper)


def steps(width, height, largest):
    """(step, columns, how many marks have room), the largest step first, without end. The
    last mark of a row ends at the edge."""
    for columns in count(1):
        step = width / (columns - 1 + FILLED)
        if step <= largest:
            yield step, columns, columns * max(1, int(height / step + 1 - FILLED))
