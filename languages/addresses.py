"""Addresses as others write them down, and the words that they are made of."""

import re
from functools import cache, lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLResolver, get_resolver, get_script_prefix, reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .texts import CODES

# What stands for something that changes: <slug:slug>, or a group of a regular expression.
PART = re.compile(r"<[^>]*>|\([^()]*\)")
LATELY = 2_000  # addresses of which a process remembers what they are
WORD = re.compile(r"[a-z0-9][a-z0-9_-]*", re.IGNORECASE)


def absolute(path):
    return settings.SITE_URL.rstrip("/") + path


def page_in_address(number):
    """A page of a list as its address asks for it. The first has the address of the list."""
    try:
        return int(number) if int(number) != 1 else None
    except (TypeError, ValueError):  # nothing was asked, or nonsense
        return number


def address_of(name, slug):
    """The address of the page of a slug, in the reader's language: as ``reverse`` says it,
    asked once for all slugs, since a list has sixty."""
    before, after = _around_a_slug(name, get_language(), get_script_prefix())
    return f"{before}{slug}{after}"


@cache
def _around_a_slug(name, language, prefix):
    before, _slug, after = reverse(name, args=["any-slug"]).rpartition("any-slug")
    return before, after


def known_address(name, *parts):
    """As ``reverse`` says it, asked once for each address of late."""
    return _known(name, parts, get_language(), get_script_prefix())


def in_language(address, code):
    """As ``translate_url`` says it, with its query string as it is."""
    path, mark, query = address.partition("?")
    return f"{_path_in(path, code, get_language(), get_script_prefix())}{mark}{query}"


@lru_cache(LATELY)
def _known(name, parts, _language, _prefix):
    return reverse(name, args=parts)


@lru_cache(LATELY)
def _path_in(path, code, _language, _prefix):
    return translate_url(path, code)


@cache
def words_of_addresses():
    """Every word that stands in an address of the site: a new address adds its own."""
    return frozenset(CODES) | frozenset(_words(get_resolver().url_patterns))


def _words(patterns):
    for entry in patterns:
        # No slug stands below these: their other words are free.
        if (own := str(entry.pattern)).startswith(("admin/", ".well-known/")):
            yield own.partition("/")[0]
            continue
        if entry.pattern.__class__.__name__ != "LocalePrefixPattern":
            written = PART.sub(" ", str(entry.pattern)).replace("\\", " ")
            yield from (word.strip("-_").lower() for word in WORD.findall(written))
        if isinstance(entry, URLResolver):
            yield from _words(entry.url_patterns)


def no_address_word(slug):
    """A slug that is a word of an address would hide a page, or be hidden by it."""
    if slug.lower() in words_of_addresses():
        raise ValidationError(
            _("“%(slug)s” is a word of the site’s own addresses: choose another."),
            code="reserved",
            params={"slug": slug},
        )
