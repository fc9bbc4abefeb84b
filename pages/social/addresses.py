"""The one address of a page: what other services add to it is left out."""

from urllib.parse import urlencode

from cases.filters import CaseFilter
from languages.addresses import absolute

# What changes the page: the question, and how its answer is shown.
KNOWN = {*CaseFilter.base_filters, "page", "rows", "columns", "zoom"}


def canonical(request, with_question):
    """A page about one thing is the same whatever question led there."""
    kept = with_question and [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name in KNOWN and value
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    return absolute(f"{request.path}{query}")
