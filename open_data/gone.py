"""What was published and is withdrawn: its address answers 410, with the reason."""

from django.shortcuts import render

from editorial.models import Tombstone
from languages.refusals import refusal

from .renamed import moved

# The addresses that citations point to, and what each shows.
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
}


def not_found(request, exception):
    """The handler of 404: the present address of what was renamed, or a tombstone where there
    is one; else the usual page."""
    if way := moved(request):
        return way
    match = getattr(request, "resolver_match", None)
    if match and match.view_name in KINDS:
        kind, slug = KINDS[match.view_name], match.kwargs["slug"]
        if stone := Tombstone.objects.filter(kind=kind, slug=slug).first():
            return render(request, "open_data/gone.html", {"stone": stone}, status=410)
    return refusal(request, "404.html")
