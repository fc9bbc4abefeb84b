"""Make the icons of the site in ``static/img/``. A developer runs it once, not the site.

    DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python -m pages.social.make_icons

The three shapes on paper: as SVG, which is a night chart in the dark; as PNG for the home
screens of phones; as ICO, 16, 32 and 48 pixels, for browsers that ask for nothing else.
"""

from io import BytesIO

from django.conf import settings
from PIL import Image

from .canvas import Canvas
from .inks import tokens
from .marks import OUTLINES, SHAPES

SIDE = 32  # units of the drawing
# Where each shape stands, and how many units one of the ten of a mark takes.
PLACES = {"physical": (9, 9), "social": (22.6, 9), "governance": (16, 22.6)}
UNIT = {"physical": 1.25, "social": 1.25, "governance": 1.35}
PHONE, SMALL = 180, [16, 32, 48]  # pixels


def shapes():
    """(function, its outline in units of the drawing)"""
    for function, (x, y) in PLACES.items():
        outline = OUTLINES[SHAPES[function]](0)
        unit = UNIT[function]
        yield function, [(x + across * unit, y + along * unit) for across, along in outline]


def svg():
    drawn = "".join(
        f'<path class="{function}" d="M{path(outline)}z"/>' for function, outline in shapes()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}"><style>'
        f"{style(0)}@media(prefers-color-scheme:dark){{{style(1)}}}</style>"
        f'<rect class="paper" width="{SIDE}" height="{SIDE}" rx="4"/>{drawn}</svg>\n'
    )


def style(light_or_dark):
    names = ["paper", *PLACES]
    return "".join(f".{name}{{fill:{tokens()[name][light_or_dark]}}}" for name in names)


def path(outline):
    return " ".join(f"{x:.2f} {y:.2f}" for x, y in outline)


def png(side):
    """At the given side in pixels, on paper to the corners."""
    canvas = Canvas(side, side)
    for function, outline in shapes():
        canvas.polygon([(x * side / SIDE, y * side / SIDE) for x, y in outline], function)
    return canvas.png()


def main():
    folder = settings.BASE_DIR / "static" / "img"
    (folder / "favicon.svg").write_text(svg(), encoding="utf-8")
    (folder / "apple-touch-icon.png").write_bytes(png(PHONE))
    images = [Image.open(BytesIO(png(side))) for side in SMALL]
    largest = images.pop()
    sizes = [(side, side) for side in SMALL]
    largest.save(folder / "favicon.ico", sizes=sizes, append_images=images)


if __name__ == "__main__":
    main()
