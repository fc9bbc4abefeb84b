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
PARTS = ["latin", "latin-ext"]
# Pages make do with the Latin part, so the other is not sent to readers.
FOLDERS = [settings.BASE_DIR / "static" / "fonts", Path(__file__).parent / "fonts"]
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
        axes = [self.weight]
        if self.family == SERIF:
            axes.append(LARGEST_OPTICAL_SIZE)
        return load(self.family.format(part), size, tuple(axes))

    def runs(self, words):
        """(part, letters in a row that it has); what no part has is left out."""
        letters = [
            (part_with(self.family, letter), letter) for letter in drawable(self.family, words)
        ]
        for part, group in groupby(letters, key=lambda pair: pair[0]):
            if part:
                yield part, "".join(letter for _, letter in group)


@lru_cache(maxsize=4096)
def measured(face, words):
    """The length at one size, from which that at any other is known."""
    return sum(face.font(part, MEASURED_AT).getlength(run) for part, run in face.runs(words))


@lru_cache(maxsize=128)
def load(name, size, axes=(), layout=None):
    path = FOLDERS["latin-ext" in name] / f"{name}.woff2"
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
    return next((part for part in PARTS if _has(family.format(part), letter)), None)


def _has(name, letter):
    """Whether it is drawn otherwise than what is unknown. Nothing shapes the letter here, or
    an accent would be borrowed from elsewhere."""
    font = load(name, 20, layout=ImageFont.Layout.BASIC)
    drawn, box = (bytes(font.getmask(each)) for each in (letter, UNKNOWN))
    return drawn != box
