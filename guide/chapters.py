"""The guide of the desk: a text a chapter and language, with pictures of the running desk.

A line that is a picture alone, ``![what one sees](name)``, is shown from ``img/guide/``: the
pictures are made by ``docs/guide/make_pictures.py``, in each language.
"""

import re
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from languages.markdown import to_html

TEXTS = Path(__file__).parent / "texts"
CHAPTERS = {
    "contributing": _("A first contribution in ten minutes"),
    "reviewing": _("Reviewing"),
    "translating": _("Translating"),
}
PICTURE = re.compile(r"^!\[([^\]]+)\]\(([a-z-]+)\)$", re.MULTILINE)


@cache
def words(name, language):
    return (TEXTS / language / f"{name}.md").read_text(encoding="utf-8")


@cache
def pieces(name, language):
    """[{"html": …} or {"picture": path below static/, "alt": words}] in their order."""
    found, at = [], 0
    text = words(name, language)
    for match in PICTURE.finditer(text):
        found += [{"html": to_html(text[at : match.start()])}, picture(match, language)]
        at = match.end()
    return [*found, {"html": to_html(text[at:])}]


def picture(match, language):
    alt, name = match.groups()
    return {"picture": f"img/guide/{language}-{name}.webp", "alt": alt}
