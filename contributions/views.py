from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Contribution


@require_safe
def contribution_list(request):
    contributions = Contribution.objects.published().for_cards().with_synthesis_first()
    return render(
        request, "contributions/contribution_list.html", {"contributions": contributions}
    )


@require_safe
def contribution_detail(request, slug):
    contribution = get_object_or_404(Contribution.objects.published().for_page(), slug=slug)
    others = Contribution.objects.published().others_by_the_same(contribution).for_cards()
    return render(
        request,
        "contributions/contribution_detail.html",
        {"contribution": contribution, "others": others},
    )
