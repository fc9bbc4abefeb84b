"""A picture: what it says on the left, a panel on the right, the graduated edge of a sheet."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from threading import Lock

from .canvas import Canvas
from .faces import SANS, SERIF, Face
from .marks import Mark
from .paragraphs import fitted

WIDTH, HEIGHT = 1200, 630
EDGE, STEPS = 15, 24  # pixels; parts of the graduated edge, every other one black
BETWEEN_EDGES = HEIGHT - 2 * EDGE
LEFT, GUTTER = 56, 44
KEPT = 128  # pictures in memory, of some 40 kB
# To be raised when the same content is drawn otherwise, so that kept copies are left.
DRAWING = 1

NAME, TITLE, LEAD = Face(SERIF, 600), Face(SERIF, 500), Face(SERIF, 400)
STRONG, PLAIN = Face(SANS, 600), Face(SANS, 400)
TITLES = range(78, 27, -2)  # sizes in pixels
LEADS = range(30, 21, -1)
SHARE, BEFORE_LEAD = 0.36, 16  # of the room, what the lead may take; pixels before it

one_at_a_time = Lock()  # a drawing takes some tens of megabytes


@dataclass(frozen=True)
class Line:
    """A line above the title: words in the hue of a function, behind a mark."""

    words: str
    mark: Mark | None = None
    colour: str = "ink-soft"


@dataclass(frozen=True)
class Picture:
    atlas: str
    title: str
    panel: object  # has a canvas(width, height)
    above: tuple = ()  # of Line
    lead: str = ""
    foot: str = ""
    note: str = ""
    panel_width: int = 540

    @property
    def etag(self):
        drawn = sha256(repr((DRAWING, self)).encode()).hexdigest()
        return f'"{drawn[:32]}"'


@lru_cache(maxsize=KEPT)
def png(picture):
    with one_at_a_time:
        canvas = Canvas(WIDTH, HEIGHT)
        left = WIDTH - picture.panel_width
        panel = picture.panel.canvas(picture.panel_width, BETWEEN_EDGES)
        canvas.paste(panel, left, EDGE)
        canvas.box(left - 1, EDGE, left + 1, HEIGHT - EDGE, "rule-ink")
        draw_edges(canvas)
        draw_column(canvas, picture, left - LEFT - GUTTER)
        return canvas.png()


def draw_edges(canvas):
    """The neat line of a map sheet, above and below."""
    for top, line in ((0, EDGE - 2), (HEIGHT - EDGE, HEIGHT - EDGE)):
        canvas.box(0, top, WIDTH, top + EDGE, "paper")
        for number in range(0, STEPS, 2):
            step = WIDTH / STEPS
            canvas.box(number * step, top, (number + 1) * step, top + EDGE, "rule-ink")
        canvas.box(0, line, WIDTH, line + 2, "rule-ink")


def draw_column(canvas, picture, width):
    canvas.words(LEFT, 76, picture.atlas, NAME, 32, "ink")
    y = 142
    for line in picture.above:
        y = draw_line(canvas, line, y, width)
    bottom = draw_foot(canvas, picture, width)
    draw_title(canvas, picture, y - 4, bottom - 24, width)


def draw_line(canvas, line, y, width):
    """Gives the baseline of the next."""
    x = LEFT
    if line.mark:
        line.mark.draw(canvas, x + 10, y - 9, 20)
        x += 34
    words = fitted(line.words, STRONG, sizes=[25], width=width + LEFT - x, height=60, lines=2)
    for row in words.lines:
        canvas.words(x, y, row, STRONG, words.size, line.colour)
        y += 32
    return y + 4


def draw_foot(canvas, picture, width):
    """From the bottom upwards; gives the top of what is drawn."""
    y = HEIGHT - EDGE - 40
    for words, face, size, colour in (
        (picture.note, PLAIN, 23, "ink-soft"),
        (picture.foot, STRONG, 28, "ink"),
    ):
        if words:
            sizes = range(size, size - 6, -1)
            found = fitted(words, face, sizes=sizes, width=width, height=80, lines=2)
            for row in reversed(found.lines):
                canvas.words(LEFT, y, row, face, found.size, colour)
                y -= found.size * 1.3
            y -= 4
    return y


def draw_title(canvas, picture, top, bottom, width):
    """The title, and what is said after it if there is room for both."""
    room = bottom - top
    if picture.lead:
        lead = fitted(picture.lead, LEAD, sizes=LEADS, width=width, height=room * SHARE,
                      leading=1.3)  # fmt: skip
        room -= lead.height + BEFORE_LEAD
    title = fitted(picture.title, TITLE, sizes=TITLES, width=width, height=room, leading=1.1)
    y = draw_paragraph(canvas, title, TITLE, top, "ink")
    if picture.lead:
        draw_paragraph(canvas, lead, LEAD, y + BEFORE_LEAD, "ink-soft")


def draw_paragraph(canvas, paragraph, face, top, colour):
    """Gives the bottom."""
    step = paragraph.size * paragraph.leading
    baseline = top + step * 0.8
    for number, line in enumerate(paragraph.lines):
        canvas.words(LEFT, baseline + number * step, line, face, paragraph.size, colour)
    return top + paragraph.height
