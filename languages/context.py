"""What every page needs in order to offer itself in the other languages."""

from functools import partial

from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from .addresses import absolute
from .texts import CODES

# Each language named in itself: a reader looks for their own word.
OWN_NAMES = {"fr": "français", "en": "English", "es": "español"}


def languages(request):
    return {"tongues": SimpleLazyObject(partial(tongues, request))}


def tongues(request, query=None):
    """The page in each language; ``query``: what is understood of its query string."""
    address = request.get_full_path() if query is None else f"{request.path}{query}".rstrip("?")
    return [tongue_at(translate_url(address, code), code) for code in CODES]


def tongue_at(address, code):
    return {
        "code": code,
        "name": OWN_NAMES[code],
        "href": address,
        "absolute": absolute(address),
        "current": code == get_language(),
    }
