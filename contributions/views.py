from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.cards import cards
from cases.views import changes_page, page_of

from .models import Contribution

CARDS = 24  # cases of a contribution that are shown as cards; more are a line each
LINES = 60  # on a page
OTHERS = 24  # documents by the same authors
PER_PAGE = 60


@require_safe
def contribution_list(request):
    contributions = Contribution.objects.published().for_cards().with_synthesis_first()
    page = page_of(contributions, request.GET.get("page", 1), PER_PAGE)
    context = {"page": page, "numbers": page.paginator.get_elided_page_range(page.number)}
    return render(request, "contributions/contribution_list.html", context)


@require_safe
def contribution_detail(request, slug):
    published = Contribution.objects.published().for_cards()
    return contribution_page(request, get_object_or_404(published, slug=slug))


def preview_of_contribution(request, contribution):
    """Of a working copy or a draft."""
    rows = Contribution._default_manager.for_cards().select_related("replaces")
    return contribution_page(request, rows.get(pk=contribution.pk))


def contribution_page(request, contribution):
    others = Contribution.objects.published().others_by_the_same(contribution).for_cards()
    told = contribution.cases.published()
    page = page_of(told, request.GET.get("page", 1), LINES)
    is_long = page.paginator.count > CARDS
    shown = page.object_list.for_lines() if is_long else page.object_list.for_cards()
    contribution.published_cases = list(shown)  # of this page
    cases = contribution.published_cases if is_long else cards(contribution.published_cases)
    context = {
        "contribution": contribution,
        "others": others[:OTHERS],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "is_long": is_long,
        "cases": cases,
    }
    return render(request, "contributions/contribution_detail.html", context)


@require_safe
def contribution_changes(request, slug):
    contribution = get_object_or_404(Contribution.objects.published(), slug=slug)
    list_address = reverse("contributions:list")
    return changes_page(request, contribution, list_address, _("Contributions"))
