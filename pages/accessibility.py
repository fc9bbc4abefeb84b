"""The accessibility statement: what ``docs/accessibility/rgaa.yaml`` says of each criterion."""

from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

FILE = settings.BASE_DIR / "docs" / "accessibility" / "rgaa.yaml"
CONFORM, NOT, NONE = "conform", "not", "none"
HALF = 0.5  # of the criteria that apply: below it a site does not conform


@cache
def grid():
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


@dataclass
class Criterion:
    """One line of the grid, in the reader's language."""

    number: str
    words: str
    state: str
    ways: list  # how it was looked at
    why: str
    needs_person: bool


@dataclass
class Theme:
    name: str
    criteria: list


def themes():
    language, found = get_language(), {}
    names, ways = grid()["themes"], ways_in_words()
    for number, line in grid()["criteria"].items():
        theme = int(number.partition(".")[0])
        found.setdefault(theme, Theme(names[theme][language], [])).criteria.append(
            Criterion(
                number,
                line[language],
                line["is"],
                [ways[way] for way in line.get("by", ())],
                line["why"][language] if "why" in line else "",
                line.get("person", False),
            )
        )
    return list(found.values())


def ways_in_words():
    return {
        "axe": _("rules of axe on every kind of page"),
        "browser": _("tests in a browser"),
        "tests": _("tests of the pages"),
        "read": _("reading of templates and styles"),
    }


def counts():
    states = [line["is"] for line in grid()["criteria"].values()]
    return {state: states.count(state) for state in (CONFORM, NOT, NONE)}


def level():
    """The mention that each page carries."""
    told = counts()
    applicable = told[CONFORM] + told[NOT]
    if not told[NOT]:
        return _("fully conforming")
    if told[CONFORM] / applicable >= HALF:
        return _("partially conforming")
    return _("not conforming")


@require_safe
def accessibility(request):
    told, listed = counts(), themes()
    lines = [line for theme in listed for line in theme.criteria]
    context = {
        "level": level(),
        "date": grid()["date"],
        "conform": told[CONFORM],
        "none": told[NONE],
        "applicable": told[CONFORM] + told[NOT],
        "share": round(100 * told[CONFORM] / (told[CONFORM] + told[NOT])),
        "failings": [line for line in lines if line.state == NOT],
        "open": [line for line in lines if line.needs_person],
        "themes": listed,
        "contact": settings.CONTACT_EMAIL,
    }
    return render(request, "pages/accessibility.html", context)
