"""The marks of the site, from ``templates/_sprite.html``. One is told as (hue, shape)."""

import re
from functools import cache

from django.conf import settings

from cases.models import Identification
from cases.templatetags.marks import FILLS

SYMBOL = re.compile(r'<symbol id="m-([\w-]+)".*?>(.*?)</symbol>', re.DOTALL)
EMPTY = 'fill="#fff" stroke="#000"', 'fill="none"'  # as the style sheet says it


@cache
def shapes():
    """{name: SVG, in the colours of what is around it}"""
    sprite = (settings.BASE_DIR / "templates/_sprite.html").read_text(encoding="utf-8")
    found = dict(SYMBOL.findall(sprite.replace(*EMPTY)))
    for name in found:
        if name.endswith("-inferred"):  # a line around the half would make it more than that
            around, half = found[name].rsplit("<", 1)
            found[name] = f'{around}<g stroke="none"><{half}</g>'
    return found


def hue(function):
    """A function that the site has no sign of is told in ink."""
    return function if function in shapes() and "-" not in function else "ink"


def mark(function, identification=Identification.NAMED):
    told = hue(function)
    return told, f"{'physical' if told == 'ink' else told}{FILLS[identification]}"


def mark_of(case, lever=None):
    """In the hue of a lever, its first one unless told."""
    lever = lever or case.main_lever
    return mark(lever.function.slug if lever else "", case.identification)


def marks_of(function, counts):
    """Full, half, empty, with a hole: a mark for each case, of {identification: cases}."""
    return [
        mark(function, kind) for kind in Identification for _case in range(counts.get(kind, 0))
    ]
