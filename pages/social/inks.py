"""The colours of the site, read from its style sheet: what changes there changes here."""

import re
from functools import cache

from django.conf import settings

TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


@cache
def tokens():
    """{name: (in the light, in the dark)}, from ``static/css/tokens.css``."""
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    by_day, by_night = text.split("prefers-color-scheme: dark", 1)
    night = dict(TOKEN.findall(by_night))
    return {name: (light, night[name]) for name, light in TOKEN.findall(by_day)}


def ink(name):
    """A colour such as ``#f4f2eb``; a function without a hue of its own is written in ink."""
    light, _dark = tokens().get(name) or tokens()["ink"]
    return light
