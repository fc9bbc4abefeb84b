"""What was renamed: its former address leads to the present one, for ever."""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from editorial.models import FormerSlug

# The addresses that name a thing, and the kind of thing that each shows.
KINDS = {
    "cases:detail": "case",
    "cases:changes": "case",
    "contributions:detail": "contribution",
    "contributions:changes": "contribution",
    "open_data:case_reference": "case",
    "open_data:contribution_reference": "contribution",
    "open_data:notice_reference": "contribution",
    "letters:about_case": "case",
    "letters:about_contribution": "contribution",
    "pages:function": "function",
    "pages:lever": "lever",
    "pages:region": "region",
    "pages:organisation": "organisation",
    "pages:author": "author",
    "social:case": "case",
    "social:contribution": "contribution",
    "social:function": "function",
    "social:lever": "lever",
    "social:region": "region",
    "api:cases_one": "case",
    "api:contributions_one": "contribution",
    "api:places_one": "place",
    "api:organisations_one": "organisation",
    "api:functions_one": "function",
    "api:levers_one": "lever",
    "api:recommendations_one": "recommendation",
    "api:groups_one": "group",
    "api:themes_one": "theme",
    "api:regions_one": "region",
    "api:countries_one": "country",
}
NAMED_BY = ("slug", "code", "key")  # the part of an address that names the thing


def moved(request):
    """The way to the present address, in the same language and with the same question; None
    where nothing was renamed."""
    match = getattr(request, "resolver_match", None)
    if not match or match.view_name not in KINDS:
        return None
    part = next(name for name in NAMED_BY if name in match.kwargs)
    asked = match.kwargs[part]
    now = FormerSlug.objects.now(KINDS[match.view_name], asked)
    if now in (None, asked):  # asked: it has its old slug again, and is not public
        return None
    address = reverse(match.view_name, kwargs={**match.captured_kwargs, part: now})
    query = request.META.get("QUERY_STRING", "")
    way = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    # A browser would keep it for ever, and go in a circle once the thing is renamed back.
    way["Cache-Control"] = "no-cache"
    return way
