"""Links of a page for machines, in its header: how to cite it, what describes it, under which
terms, in which files it leaves. After Signposting (signposting.org), as RFC 8288 has it."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from cases.filters import CaseFilter
from languages.addresses import absolute

from .formats import FORMATS
from .licences import DATA, TEXTS
from .publisher import doi_of, identity

SCHEMA = "https://schema.org/"
# Signs of a question that its files are named with: it stands in each of their addresses, and
# proxies take a header of 4,096 signs, all lines of it together.
LONGEST = 300


class Link(NamedTuple):
    """One link of a header; ``type`` is the media type of what it leads to."""

    rel: str
    href: str
    type: str = ""

    def __str__(self):
        kind = f'; type="{self.type}"' if self.type else ""
        return f'<{self.href}>; rel="{self.rel}"{kind}'


class Signposts:
    """Middleware: below the memory of pages, so that a remembered page keeps its links."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        found = getattr(request, "resolver_match", None)
        told = found and SIGNPOSTS.get(found.view_name)
        if told and response.status_code == 200:
            response["Link"] = ", ".join(map(str, told(request, **found.kwargs)))
        return response


def of_case(request, slug):
    query = urlencode({"case": slug})
    yield Link("cite-as", absolute(reverse("cases:detail", args=[slug])))
    yield from kinds("AboutPage", "Article")
    yield Link("license", TEXTS.path)
    yield from authors()
    described = absolute(reverse("api:cases_one", args=[slug]))
    yield Link("describedby", described, "application/json")
    yield from references("open_data:case_reference", slug)
    yield from files("alternate", query)


def of_contribution(request, slug):
    yield Link("cite-as", absolute(reverse("contributions:detail", args=[slug])))
    yield from kinds("AboutPage", "CreativeWork")
    yield Link("license", TEXTS.path)
    yield from authors()
    described = absolute(reverse("api:contributions_one", args=[slug]))
    yield Link("describedby", described, "application/json")
    yield from references("open_data:notice_reference", slug)


def of_release(request, number):
    doi = doi_of(number)
    page = absolute(reverse("open_data:release", args=[number]))
    yield Link("cite-as", f"https://doi.org/{doi}" if doi else page)
    yield from kinds("AboutPage", "Dataset")
    yield Link("license", DATA.path)
    yield Link("license", TEXTS.path)
    yield from authors()
    whole = absolute(reverse("open_data:release_file", args=[number]))
    yield Link("item", whole, "application/zip")
    changes = absolute(reverse("open_data:release_changes", args=[number]))
    yield Link("item", changes, "text/csv")


def of_answer(request):
    """A list, a map or a matrix: each file holds the same cases. Those of a long question are
    named in the page alone."""
    query = asked(request)
    yield from kinds("CollectionPage")
    yield Link("license", TEXTS.path)
    if len(query) > LONGEST:
        return
    yield from files("alternate", query)
    feed = with_query(reverse("open_data:feed"), query)
    yield Link("alternate", feed, "application/atom+xml")


def of_data(request):
    query = asked(request)
    yield from kinds("AboutPage", "Dataset")
    yield Link("license", DATA.path)
    yield from authors()
    yield Link("describedby", absolute(reverse("open_data:codebook")), "text/html")
    if len(query) > LONGEST:
        return
    yield from files("item", query)
    package = with_query(reverse("open_data:package"), query)
    yield Link("item", package, "application/zip")


SIGNPOSTS: dict[str, Callable] = {
    "cases:detail": of_case,
    "contributions:detail": of_contribution,
    "open_data:release": of_release,
    "cases:list": of_answer,
    "cases:map": of_answer,
    "cases:matrix": of_answer,
    "open_data:data": of_data,
}


def kinds(*names):
    return [Link("type", f"{SCHEMA}{name}") for name in names]


def authors():
    """Who publishes the atlas, if an address of theirs is known."""
    return [Link("author", address) for address in identity().values()]


def references(route, slug):
    for format in FORMATS.values():
        if format.of_works:
            address = absolute(reverse(route, args=[slug, format.extension]))
            yield Link("describedby", address, bare(format))


def files(rel, query):
    for format in FORMATS.values():
        if not format.of_works:
            address = reverse("open_data:export", args=[format.extension])
            yield Link(rel, with_query(address, query), bare(format))


def bare(format):
    return format.media_type.partition(";")[0]


def asked(request):
    """What of a query string narrows the answer, as the atlas writes it: no other name is
    handed on."""
    return CaseFilter.of(request).unordered_query()[1:]


def with_query(path, query):
    return absolute(f"{path}?{query}" if query else path)
