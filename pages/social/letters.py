"""Letters that the faces have: another loses its marks (Đà Nẵng is Đà Nang), or is left out."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

from languages.folding import without_marks

FONTS = Path(__file__).parent / "fonts"
WIDEST = FONTS / "piazzolla-large-regular.ttf"  # what the other face has not is taken from it
UNKNOWN = "\ue000"  # of the private use area: no face has it
SPACES = {0x2009: " ", 0x00AD: ""}


class Drawable(dict):
    """What is drawn of a letter, by its code: for ``str.translate``."""

    def __missing__(self, code):
        letter = chr(code)
        bare = letter if pixels(letter) != pixels(UNKNOWN) else without_marks(letter)
        self[code] = "".join(one for one in bare if pixels(one) != pixels(UNKNOWN))
        return self[code]


@cache
def pixels(letter):
    """Nothing shapes it here, or an accent would be borrowed from elsewhere."""
    font = ImageFont.truetype(WIDEST, 20, layout_engine=ImageFont.Layout.BASIC)
    return bytes(font.getmask(letter))


DRAWABLE = Drawable(SPACES)
