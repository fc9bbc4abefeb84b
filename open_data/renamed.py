"""What was renamed: its former address leads to the present one, for ever."""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from editorial.models import FormerSlug

# The addresses that have a slug, and the kind of thing that each shows.
KINDS = {
    "cases:detail": "case",
    "cases:changes": "case",
    "contributions:detail": "contribution",
    "contributions:changes": "contribution",
    "open_data:case_reference": "case",
    "open_data:contribution_reference": "contribution",
    "pages:function": "function",
    "pages:lever": "lever",
    "pages:organisation": "organisation",
    "pages:author": "author",
    "social:case": "case",
    "social:contribution": "contribution",
    "social:function": "function",
    "social:lever": "lever",
}


def moved(request):
    """The way to the present address, in the same language and with the same question; None
    where nothing was renamed."""
    match = getattr(request, "resolver_match", None)
    kind = KINDS.get(match.view_name) if match else None
    if not kind or not (now := FormerSlug.objects.now(kind, match.kwargs["slug"])):
        return None
    given = {**match.captured_kwargs, "slug": now}
    if now == match.kwargs["slug"]:  # it has its old slug again, and is not public
        return None
    address = reverse(match.view_name, kwargs=given)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
