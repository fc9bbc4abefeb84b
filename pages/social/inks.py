"""The colours of the light sheet, by the names of ``static/css/tokens.css``."""

import re
from functools import cache

from django.conf import settings

TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")


@cache
def tokens():
    """{name: (in the light, in the dark)}"""
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    return {name: (light, dark) for name, light, dark in TOKEN.findall(text)}


def ink(name):
    """A colour such as ``#f4f2eb``; a function without a hue of its own is written in ink."""
    light, _dark = tokens().get(name) or tokens()["ink"]
    return light
