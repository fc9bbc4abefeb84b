"""The marks of a lever or a function, or of all of the 3 × 3: one mark is one case."""

from dataclasses import dataclass
from itertools import count, groupby
from operator import attrgetter

from infrastructures.models import Lever

from .faces import SANS, SERIF, Face
from .marks import of_counts

NUMBER, FIGURE, LABEL = Face(SERIF, 300), Face(SERIF, 400), Face(SANS, 600)
LARGEST, LARGEST_ON_PLATE, SMALLEST = 130, 40, 12  # pixels from a mark to the next
FILLED = 0.62  # of that, the mark
RULE, MARGIN, HEAD = 4, 26, 78  # pixels of a row, of its plates: above, around, to the marks


class Rows:
    """Marks in rows from edge to edge, as large as the space allows; what has no room is
    left out."""

    def __init__(self, marks, width, height, largest=LARGEST):
        for self.columns in count(1):
            self.step = width / (self.columns - 1 + FILLED)  # the last ends at the edge
            room = self.columns * max(1, int(height / self.step + 1 - FILLED))
            is_enough = room >= len(marks) or self.step <= SMALLEST
            if is_enough and self.step <= largest:
                break
        self.marks = marks[:room]

    def draw(self, canvas, left, top, paper):
        side = self.step * FILLED
        for number, mark in enumerate(self.marks):
            row, column = divmod(number, self.columns)
            x, y = left + column * self.step + side / 2, top + row * self.step + side / 2
            mark.draw(canvas, x, y, side, paper=paper)


@dataclass(frozen=True)
class Tally:
    """A large number, and under it the marks."""

    number: str
    function: str
    marks: tuple

    def draw(self, canvas):
        canvas.box(0, 0, canvas.width, canvas.height, "paper-deep")
        canvas.words(46, 170, self.number, NUMBER, 170, self.function)
        rows = Rows(self.marks, canvas.width - 104, canvas.height - 284)
        rows.draw(canvas, 52, 232, "paper-deep")


@dataclass(frozen=True)
class Plate:
    """A lever of the 3 × 3."""

    number: str
    function: str
    marks: tuple
    spoken: bool | None  # whether the contribution speaks of it; None where there is none

    def draw(self, canvas, left, top, width, height, largest=LARGEST_ON_PLATE):
        paper = "paper-deep" if self.spoken else "paper"
        colour = "ink-faint" if self.spoken is False else self.function
        canvas.box(left, top, left + width, top + height, paper)
        if left:
            canvas.box(left, top, left + 1.5, top + height, "rule")
        left, right = left + MARGIN, left + width - MARGIN
        canvas.words(left, top + 50, self.number, LABEL, 26, colour)
        if self.marks:
            number = str(len(self.marks))
            canvas.words(right, top + 54, number, FIGURE, 50, colour, "right")
        Rows(self.marks, *room(width, height), largest).draw(canvas, left, top + HEAD, paper)


@dataclass(frozen=True)
class Plates:
    """The 3 × 3: a row for each function, a plate for each lever, a mark for each case."""

    plates: tuple

    @classmethod
    def of(cls, counts, contribution=None):
        """``counts``: {lever: {identification: cases}}"""
        spoken = contribution and [lever.pk for lever in contribution.levers.all()]
        return cls(tuple(
            Plate(lever.number, lever.function.slug,
                  of_counts(lever.function.slug, counts.get(lever.pk, {})),
                  lever.pk in spoken if contribution else None)
            for lever in Lever.objects.select_related("function")
        ))  # fmt: skip

    def draw(self, canvas):
        rows = [list(row) for _, row in groupby(self.plates, attrgetter("function"))]
        fullest = max((plate.marks for plate in self.plates), key=len, default=())
        for number, row in enumerate(rows):
            width, height = canvas.width / len(row), canvas.height / len(rows)
            top = number * height
            canvas.box(0, top, canvas.width, top + RULE, row[0].function)
            # Marks are of one size on all plates: that which the fullest one takes.
            size = width, height - RULE
            step = Rows(fullest, *room(*size), LARGEST_ON_PLATE).step
            for column, plate in enumerate(row):
                plate.draw(canvas, column * width, top + RULE, *size, step)


def room(width, height):
    """What of a plate its marks may take."""
    return width - 2 * MARGIN, height - HEAD - MARGIN
