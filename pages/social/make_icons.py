"""Make the icons of the site in ``static/img/``. A developer runs it once, not the site.

    DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python -m pages.social.make_icons

The three shapes on paper: as SVG, which is a night chart in the dark, and is where they are
drawn by hand; as PNG for the home screens of phones; as ICO, 16, 32 and 48 pixels, for browsers
that ask for nothing else.
"""

import json
import re
from io import BytesIO

import typst
from django.conf import settings
from PIL import Image

from .inks import tokens

FOLDER = settings.BASE_DIR / "static/img"
NAMES = "paper", "physical", "social", "governance"
PHONE, SMALL = 180, [16, 32, 48]  # pixels
LARGE = 203.2  # pixels an inch, on a sheet of 180 mm: 1440, a multiple of each of them


def svg():
    """The shapes as they stand, in the colours of today."""
    kept = (FOLDER / "favicon.svg").read_text(encoding="utf-8")
    day, night = style(0), style(1)
    colours = f"<style>{day}@media(prefers-color-scheme:dark){{{night}}}</style>"
    return re.sub("<style>.*</style>", colours, kept)


def style(light_or_dark):
    return "".join(f".{name}{{fill:{tokens()[name][light_or_dark]}}}" for name in NAMES)


def icon(side):
    """At the given side in pixels, on paper to the corners."""
    by_day = re.sub("@media.*}}", "", svg()).replace(' rx="4"', "")
    sheet = settings.BASE_DIR / "council/drawing.typ"
    told = {"note": json.dumps({"svg": by_day})}
    drawn = typst.compile(sheet, sys_inputs=told, format="png", ppi=LARGE)
    image = Image.open(BytesIO(drawn)).convert("RGB")
    return image.reduce(image.width // side).quantize(64)


def main():
    (FOLDER / "favicon.svg").write_text(svg(), encoding="utf-8")
    icon(PHONE).save(FOLDER / "apple-touch-icon.png", optimize=True)
    *smaller, largest = [icon(side) for side in SMALL]
    sizes = [(side, side) for side in SMALL]
    largest.save(FOLDER / "favicon.ico", sizes=sizes, append_images=smaller)


if __name__ == "__main__":
    main()
