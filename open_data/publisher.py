"""Who edits and publishes the atlas, and the DOIs of its releases: data, in
``publisher.yaml``."""

from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from languages.content import read
from languages.texts import preference


@cache
def told():
    return read(Path(__file__).parent / "publisher.yaml")


def publisher():
    """The name of the body, in the reader's language."""
    name = told()["name"]
    return next(name[code] for code in preference(get_language()) if name.get(code))


def identity():
    """{schema.org name: value} of what else is known of the body."""
    known = {"url": told()["url"], "sameAs": told()["ror"]}
    return {name: value for name, value in known.items() if value}


def doi_of(release):
    """The DOI of a release, by its number; empty while it has none."""
    return told()["dois"].get(release, "")
