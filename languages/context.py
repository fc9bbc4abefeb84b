"""What every page needs in order to offer itself in the other languages."""

import re
from functools import partial
from urllib.parse import parse_qsl, urlencode

from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from .addresses import absolute, in_language, page_in_address
from .known import CODES, OWN_NAMES

# What other services add to an address to follow who came from where is not handed on, nor what
# an address says without it: that its page is the first one.
TRACKING = re.compile(r"utm_\w+|(fb|g|ms|dc|tw|yc)clid|mc_[ce]id|_ga|igshid|gbraid|wbraid")


def languages(request):
    return {"tongues": SimpleLazyObject(partial(tongues, request))}


def tongues(request, query=None):
    """The page in each language; ``query``: what is understood of its query string."""
    if query is None:
        query = f"?{untracked(request.META.get('QUERY_STRING', ''))}"
    address = f"{request.path}{query}".rstrip("?")
    return [tongue_at(in_language(address, code), code) for code in CODES]


def tongue_at(address, code):
    return {
        "code": code,
        "name": OWN_NAMES[code],
        "href": address,
        "absolute": absolute(address),
        "current": code == get_language(),
    }


def untracked(query):
    """A query string, as it was written, without what follows a reader or says nothing."""
    if not (TRACKING.search(query) or "page=" in query):
        return query
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not (TRACKING.fullmatch(name) or (name == "page" and page_in_address(value) is None))
    ]
    return urlencode(kept)
