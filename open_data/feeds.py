"""An Atom feed of any question: what is new in its answer, and what was corrected."""

from http import HTTPStatus

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.filters import ORDERING
from cases.models import Case
from editorial.days import moment
from editorial.identity import first_slugs, known_as
from languages.addresses import absolute

from .as_of import as_of
from .citable import atlas_name
from .formats.xml import for_xml
from .licences import BOTH
from .refusals import empty_feed, with_dataset

PER_PAGE = 50


class Paged(Atom1Feed):
    """Atom (RFC 4287) with the addresses of the pages around (RFC 5005)."""

    def latest_post_date(self):
        """Without a case it is no news that somebody asked: then, when the atlas changed."""
        return super().latest_post_date() if self.items else self.feed["changed_at"]

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for rel, address in self.feed["around"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": address})


@require_safe
@with_dataset
def feed(request, dataset):
    try:
        page = page_of(dataset.question, request.GET.get("page", 1))
    except InvalidPage:
        words = {"page": [_("This feed has no such page.")]}
        return empty_feed(request, words, HTTPStatus.NOT_FOUND)
    feed_id, ids = identified(dataset, page.object_list)
    atom = Paged(
        title=for_xml(f"{atlas_name()}: {dataset.in_words}"),
        link=asked("cases:list", dataset.query),
        feed_url=absolute(request.get_full_path()),
        description="",
        subtitle=_("New and corrected cases"),
        language=dataset.language,
        author_name=atlas_name(),
        feed_copyright=BOTH,
        feed_guid=feed_id,
        around=around(page, dataset.query),
        changed_at=moment(as_of()),
    )
    for case in page.object_list:
        add(atom, case, ids[case.slug])
    return HttpResponse(
        atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def page_of(question, number):
    """Cases, the last changed first. InvalidPage where there is none of the number."""
    keys = question.keys()
    changed = Case.objects.published().order_by("-revised_on", "slug")
    listed = [pk for pk in changed.values_list("pk", flat=True).iterator() if pk in keys]
    page = Paginator(listed, PER_PAGE).page(number)
    page.object_list = Case.objects.published().in_order(page.object_list)
    return page


def asked(name, query):
    return absolute(f"{reverse(name)}?{query}".rstrip("?"))


def around(page, query):
    pages = {"first": 1, "last": page.paginator.num_pages}
    if page.has_next():
        pages["next"] = page.next_page_number()
    if page.has_previous():
        pages["previous"] = page.previous_page_number()
    before = f"{query}&" if query else ""
    return {
        rel: asked("open_data:feed", f"{before}page={number}") for rel, number in pages.items()
    }


def identified(dataset, cases):
    """(id of the feed, {slug: id of a case}), which no new slug, host or page changes
    (RFC 4287, 4.2.6). A case is the same in every language; a feed is read in one."""
    question = dataset.question
    values = {
        name: question.chosen[name]
        for name, field in question.form.fields.items()
        if getattr(field, "kind", "") and name in question.chosen and name not in ORDERING
    }
    slugs = [case.slug for case in cases]
    first = first_slugs({**values, "case": slugs})
    asked = {name: [first[name, value] for value in given] for name, given in values.items()}
    feed = known_as("feed", dataset.language, question.unordered_query(**asked))
    ids = {slug: known_as("case", first["case", slug]).urn for slug in slugs}
    return feed.urn, ids


def add(atom, case, unique_id):
    corrected = case.revised_on > case.published_on
    atom.add_item(
        title=for_xml(case.title),
        link=absolute(case.get_absolute_url()),
        unique_id=unique_id,
        description=escape(for_xml(case.in_short or case.summary)),  # read as HTML
        pubdate=moment(case.published_on),
        updateddate=moment(case.revised_on),
        categories=[_("Corrected") if corrected else _("New")],
    )
