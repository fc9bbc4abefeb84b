"""A picture: what it says on the left, a panel on the right, the graduated edge of a sheet.

Typst sets it. All words reach ``picture.typ`` as JSON, and nothing in them is read as markup.
"""

import json
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image

from council.pdf import FOLDER as COUNCIL
from council.pdf import compiled
from editorial.made_with import code, versions

from .inks import ink, tokens
from .letters import DRAWABLE
from .marks import shapes

WIDTH, HEIGHT = 1200, 630  # pixels
COLOURS = 128  # of the file; a sheet has few, and their mixtures along edges
KEPT = 128  # pictures in memory, of some 40 kB
FOLDER = Path(__file__).parent
FACES = [FOLDER / "fonts", COUNCIL / "fonts"]


class Picture(str):
    """All that is drawn, as JSON: two that are equal look the same."""

    @classmethod
    def of(cls, *, above=(), lead="", foot="", note="", **told):
        """``above``: lines as (words, mark or None); ``told``: the title and the panel."""
        words = {"atlas": _("Atlas of Care"), "above": above, "lead": lead, "foot": foot}
        inks = {name: ink(name) for name in tokens()}
        told |= words | {"note": note, "inks": inks, "shapes": shapes()}
        return cls(json.dumps(told, ensure_ascii=False, default=str))

    @property
    def etag(self):
        return f'"{sha256(f"{code()}{versions()}{self}".encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=KEPT)
def png(picture):
    return rasterised(json.loads(picture.translate(DRAWABLE)))


def rasterised(data):
    """A pixel is a point of the template."""
    look = {"format": "png", "ppi": 72, "pdf_standards": [], "font_paths": FACES}
    image = Image.open(BytesIO(compiled(FOLDER / "picture.typ", data, **look))).convert("RGB")
    file = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()
