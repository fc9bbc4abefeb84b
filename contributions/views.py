from functools import cache
from pathlib import Path

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.cards import cards
from cases.views import changes_page, page_of
from languages.content import read
from languages.refusals import refused_question

from .filters import Question
from .models import AbstractBasis, Contribution

CARDS = 24  # cases of a contribution that are shown as cards; more are a line each
LINES = 60  # on a page
OTHERS = 24  # documents by the same authors
PER_PAGE = 60


@require_safe
def contribution_list(request):
    question = Question(request.GET)
    rows = question.answer().for_cards()
    page = page_of(rows.keys_in_order(), request.GET.get("page", 1), PER_PAGE)
    page.object_list = rows.in_order(page.object_list)
    context = {
        "question": question,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "read": read_for(rows),
    }
    if not question.is_valid:
        return refused_question(request, "contributions/contribution_list.html", context)
    return render(request, "contributions/contribution_list.html", context)


def read_for(contributions):
    """[(words for what was read, how many of the contributions)]"""
    rows = contributions.order_by().values_list("abstract_basis")
    counts = dict(rows.annotate(count=Count("pk", distinct=True)))
    return [(basis.label, counts[basis]) for basis in AbstractBasis if basis in counts]


@require_safe
def stages(request):
    """The stages of the process, and how many documents of each are here."""
    rows = Contribution.objects.published().order_by().values_list("stage")
    counts = dict(rows.annotate(count=Count("pk")))
    language = get_language()
    context = {
        "stages": [
            (stage["number"], stage["title"][language], stage["body"][language],
             counts.get(stage["number"], 0))
            for stage in told_of_stages()
        ],
    }  # fmt: skip
    return render(request, "contributions/stages.html", context)


@cache
def told_of_stages():
    return read(Path(__file__).parent / "stages.yaml")


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
