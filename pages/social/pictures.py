"""A picture: what it says on the left, a panel on the right, the graduated edge of a sheet."""

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from threading import Lock

from django.utils.translation import gettext as _

from editorial.made_with import code, versions

from .canvas import Canvas
from .faces import SANS, SERIF, Face
from .marks import Mark
from .paragraphs import fitted

WIDTH, HEIGHT = 1200, 630
EDGE, STEPS = 15, 24  # pixels; parts of the graduated edge, every other one black
BETWEEN_EDGES = HEIGHT - 2 * EDGE
LEFT, GUTTER = 56, 44
KEPT = 128  # pictures in memory, of some 40 kB

NAME, TITLE, LEAD = Face(SERIF, 600), Face(SERIF, 500), Face(SERIF, 400)
STRONG, PLAIN = Face(SANS, 600), Face(SANS, 400)
TITLES = range(78, 27, -2)  # sizes in pixels
LEADS = range(30, 21, -1)
SHARE, BEFORE_LEAD = 0.36, 16  # of the room, what the lead may take; pixels before it

one_at_a_time = Lock()  # a drawing takes some tens of megabytes


@dataclass(frozen=True)
class Line:
    """A line above the title, behind a mark and in its hue."""

    words: str
    mark: Mark | None = None


@dataclass(frozen=True)
class Picture:
    """All that is drawn: two that are equal look the same."""

    title: str
    panel: object  # has a draw(canvas)
    panel_width: int = 540
    atlas: str = field(default_factory=lambda: _("Atlas of Care"))
    above: tuple = ()  # of Line
    lead: str = ""
    foot: str = ""
    note: str = ""

    @property
    def etag(self):
        drawn = sha256(f"{code()}{versions()}{self!r}".encode()).hexdigest()
        return f'"{drawn[:32]}"'


@lru_cache(maxsize=KEPT)
def png(picture):
    with one_at_a_time:
        canvas = Canvas(WIDTH, HEIGHT)
        left = WIDTH - picture.panel_width
        panel = Canvas(picture.panel_width, BETWEEN_EDGES)
        picture.panel.draw(panel)
        canvas.paste(panel, left, EDGE)
        canvas.box(left - 1, EDGE, left + 1, HEIGHT - EDGE, "rule-ink")
        draw_edges(canvas)
        draw_column(canvas, picture, left - LEFT - GUTTER)
        return canvas.png()


def draw_edges(canvas):
    """The neat line of a map sheet, above and below."""
    step = WIDTH / STEPS
    for top, line in ((0, EDGE - 2), (HEIGHT - EDGE, HEIGHT - EDGE)):
        for left in range(0, STEPS, 2):
            canvas.box(left * step, top, (left + 1) * step, top + EDGE, "rule-ink")
        canvas.box(0, line, WIDTH, line + 2, "rule-ink")


def draw_column(canvas, picture, width):
    """From the top and from the bottom; the title has what is left between."""
    canvas.words(LEFT, 76, picture.atlas, NAME, 32, "ink")
    y = 142
    for line in picture.above:
        y = draw_line(canvas, line, y, width)
    bottom = HEIGHT - EDGE - 40
    bottom = draw_foot(canvas, picture.note, PLAIN, 23, "ink-soft", bottom, width)
    bottom = draw_foot(canvas, picture.foot, STRONG, 28, "ink", bottom, width)
    draw_title(canvas, picture, y - 4, bottom - 24, width)


def draw_line(canvas, line, y, width):
    """Gives the baseline of the next."""
    indent, colour = 0, "ink-soft"
    if line.mark:
        indent, colour = 34, line.mark.function
        line.mark.draw(canvas, LEFT + 10, y - 9, 20)
    words = fitted(line.words, STRONG, [25], width - indent, height=64, leading=1.28)
    words.draw(canvas, LEFT + indent, y, colour)
    return y + words.height + 4


def draw_foot(canvas, words, face, size, colour, y, width):
    """On a last baseline; gives that of what stands above."""
    if not words:
        return y
    sizes, height = range(size, size - 6, -1), 2 * 1.3 * size
    found = fitted(words, face, sizes, width, height, leading=1.3)
    found.draw(canvas, LEFT, y - found.height + found.step, colour)
    return y - found.height - 4


def draw_title(canvas, picture, top, bottom, width):
    """The title, and what is said after it if there is room for both."""
    room = bottom - top
    if picture.lead:
        lead = fitted(picture.lead, LEAD, LEADS, width, height=room * SHARE, leading=1.3)
        room -= lead.height + BEFORE_LEAD
    title = fitted(picture.title, TITLE, TITLES, width, height=room, leading=1.1)
    title.draw(canvas, LEFT, top + 0.8 * title.step, "ink")
    if picture.lead:
        top += title.height + BEFORE_LEAD
        lead.draw(canvas, LEFT, top + 0.8 * lead.step, "ink-soft")
