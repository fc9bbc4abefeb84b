"""The two faces of the atlas, letter by letter: the Latin subset, else the extended one."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from PIL import ImageFont

from languages.folding import without_marks

# File names hold the name of the part; optical size is an axis of the serif alone.
SERIF, SANS = "piazzolla-{}-opsz-normal", "source-sans-3-{}-wght-normal"
# Pages make do with the Latin part, so the other is not sent to readers.
FOLDERS = {
    "latin": settings.BASE_DIR / "static/fonts",
    "latin-ext": Path(__file__).parent / "fonts",
}
LARGEST_OPTICAL_SIZE = 30
MEASURED_AT = 200  # pixels: lengths grow in proportion
SPACED = 0.06  # of the size: what a space of the serif is widened by, as in base.css
UNKNOWN = "\ue000"  # of the private use area: no face has it
# The no-break space stands for its narrow sister, which neither face has; a line is broken
# elsewhere.
SPACES = {0x202F: "\u00a0", 0x2009: " ", 0x00AD: ""} | dict.fromkeys(range(32), " ")


@dataclass(frozen=True)
class Face:
    """A family in one weight."""

    family: str
    weight: int

    def length(self, words, size):
        """In pixels, at a size in pixels."""
        return measured(self, words) * size / MEASURED_AT + words.count(" ") * self.spaced(size)

    def spaced(self, size):
        return SPACED * size if self.family == SERIF else 0

    def font(self, part, size):
        axes = [self.weight] + [LARGEST_OPTICAL_SIZE] * (self.family == SERIF)
        return load(self.family, part, size, tuple(axes))

    def runs(self, words):
        """(part, letters in a row that it has); what no part has is left out."""
        for part, run in groupby(
            drawable(self.family, words), lambda letter: part_with(self.family, letter)
        ):
            if part:
                yield part, "".join(run)


@lru_cache(maxsize=4096)
def measured(face, words):
    """The length at one size, from which that at any other is known."""
    return sum(face.font(part, MEASURED_AT).getlength(run) for part, run in face.runs(words))


@lru_cache(maxsize=128)
def load(family, part, size, axes=(), layout=None):
    path = FOLDERS[part] / f"{family.format(part)}.woff2"
    font = ImageFont.truetype(path, size, layout_engine=layout)
    if axes:
        font.set_variation_by_axes(list(axes))
    return font


@lru_cache(maxsize=1024)
def drawable(family, words):
    """A letter that a family has not loses its marks: Đà Nẵng is written Đà Nang."""
    return "".join(
        letter if part_with(family, letter) else without_marks(letter)
        for letter in words.translate(SPACES)
    )


@lru_cache(maxsize=2048)
def part_with(family, letter):
    """The part that draws a letter otherwise than what is unknown. Nothing shapes it here,
    or an accent would be borrowed from elsewhere."""
    for part in FOLDERS:
        font = load(family, part, 20, layout=ImageFont.Layout.BASIC)
        if bytes(font.getmask(letter)) != bytes(font.getmask(UNKNOWN)):
            return part
    return None
