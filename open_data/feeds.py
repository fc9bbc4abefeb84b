"""An Atom feed of any question: what is new in its answer, and what was corrected."""

import datetime

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from cases.filters import CaseFilter
from cases.models import Case
from cases.views import case_list
from languages.addresses import absolute

from .answer import Answer
from .licences import BOTH
from .works import atlas_name

PER_PAGE = 50
AT_ONCE = datetime.timedelta(minutes=1)  # saving right after publishing corrects nothing


class Paged(Atom1Feed):
    """Atom (RFC 4287) with the addresses of the pages around (RFC 5005)."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for rel, address in self.feed["around"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": address})


@require_safe
@conditional_page
def feed(request):
    question = CaseFilter(request.GET)
    if not question.is_valid():
        return case_list(request)
    answer = Answer(question, get_language())
    page = page_of(question, request.GET.get("page", 1))
    here = f"{reverse('open_data:feed')}?{answer.query}"
    atom = Paged(
        title=f"{atlas_name()}: {answer.in_words}",
        link=absolute(f"{reverse('cases:list')}?{answer.query}"),
        feed_url=absolute(request.get_full_path()),
        description=_("New and corrected cases"),
        language=answer.language,
        author_name=atlas_name(),
        feed_copyright=BOTH,
        around=around(page, here),
    )
    for case in page.object_list:
        add(atom, case)
    return HttpResponse(
        atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def page_of(question, number):
    """Cases, the last changed first."""
    keys = question.keys()
    changed = Case.objects.published().order_by("-updated_at", "slug")
    listed = [pk for pk in changed.values_list("pk", flat=True).iterator() if pk in keys]
    try:
        page = Paginator(listed, PER_PAGE).page(number)
    except InvalidPage as error:
        raise Http404(_("This feed has no such page.")) from error
    found = Case.objects.in_bulk(page.object_list)
    page.object_list = [found[pk] for pk in page.object_list]
    return page


def around(page, here):
    pages = {"first": 1, "last": page.paginator.num_pages}
    if page.has_next():
        pages["next"] = page.next_page_number()
    if page.has_previous():
        pages["previous"] = page.previous_page_number()
    return {rel: absolute(f"{here}&page={number}") for rel, number in pages.items()}


def add(atom, case):
    corrected = case.updated_at - case.published_at > AT_ONCE
    address = absolute(case.get_absolute_url())
    atom.add_item(
        title=case.title,
        link=address,
        unique_id=address,
        description=case.in_short or case.summary,
        pubdate=case.published_at,
        updateddate=max(case.updated_at, case.published_at),
        categories=[_("Corrected") if corrected else _("New")],
    )
