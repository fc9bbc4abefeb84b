"""Make the icons of the site in ``static/img/``. A developer runs it once, not the site.

    DJANGO_SETTINGS_MODULE=tests.settings .venv/bin/python -m pages.social.make_icons

The three shapes on paper: as SVG, which is a night chart in the dark; as PNG for the home
screens of phones; as ICO, 16, 32 and 48 pixels, for browsers that ask for nothing else.
"""

from io import BytesIO

from django.conf import settings
from PIL import Image

from .canvas import Canvas, tokens
from .marks import outline

SIDE = 32  # units of the drawing
# Of each shape: where it stands, how many units one of the ten of a mark takes.
PLACES = {"physical": (9, 9, 1.25), "social": (22.6, 9, 1.25), "governance": (16, 22.6, 1.35)}
PHONE, SMALL = 180, [16, 32, 48]  # pixels


def shapes(scale=1):
    """(function, its outline)"""
    for function, (x, y, unit) in PLACES.items():
        points = outline(function)
        yield function, [((x + a * unit) * scale, (y + b * unit) * scale) for a, b in points]


def svg():
    drawn = "".join(
        f'<path class="{function}" d="M{path(points)}z"/>' for function, points in shapes()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}"><style>'
        f"{style(0)}@media(prefers-color-scheme:dark){{{style(1)}}}</style>"
        f'<rect class="paper" width="{SIDE}" height="{SIDE}" rx="4"/>{drawn}</svg>\n'
    )


def style(light_or_dark):
    names = ["paper", *PLACES]
    return "".join(f".{name}{{fill:{tokens()[name][light_or_dark]}}}" for name in names)


def path(points):
    return " ".join(f"{x:.2f} {y:.2f}" for x, y in points)


def png(side):
    """At the given side in pixels, on paper to the corners."""
    canvas = Canvas(side, side)
    for function, points in shapes(side / SIDE):
        canvas.polygon(points, function)
    return canvas.png()


def main():
    folder = settings.BASE_DIR / "static/img"
    (folder / "favicon.svg").write_text(svg(), encoding="utf-8")
    (folder / "apple-touch-icon.png").write_bytes(png(PHONE))
    *smaller, largest = [Image.open(BytesIO(png(side))) for side in SMALL]
    sizes = [(side, side) for side in SMALL]
    largest.save(folder / "favicon.ico", sizes=sizes, append_images=smaller)


if __name__ == "__main__":
    main()
