"""What search engines read: one map of addresses a language, and what they may fetch."""

from itertools import islice
from xml.sax.saxutils import escape

from django.db.models import Q
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from cases.models import Case, Organisation, Region
from contributions.models import Author, Contribution
from editorial.publication import State
from infrastructures.models import Function, Lever
from languages.addresses import absolute
from languages.texts import CODES, columns

from .models import Release

PER_FILE = 20_000  # addresses; the standard allows 50 000 and 50 MB
MOST_FILES = 50_000  # of the standard
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
STANDARD = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = [
    "pages:home", "pages:frame", "pages:recommendations", "pages:about", "pages:accessibility",
    "cases:list", "cases:map", "cases:matrix", "cases:results", "contributions:list",
    "contributions:stages",
    "open_data:data", "open_data:codebook", "open_data:coded_values", "open_data:api",
    "open_data:reliability",
    "open_data:releases",
]  # fmt: skip


def addresses():
    """(name, arguments, languages, last change or None) of every page that is one of a kind."""
    yield from ((name, [], CODES, None) for name in PAGES)
    for name, rows in [
        ("pages:function", Function.objects.order_by("position").values_list("slug")),
        ("pages:lever", Lever.objects.order_by("slug").values_list("slug")),
        ("pages:region", Region.objects.order_by("code").values_list("code")),
        ("pages:organisation", of_published(Organisation, "cases", "contributions")),
        ("pages:author", of_published(Author, "contributions")),
        ("open_data:release", Release.objects.order_by("number").values_list("number")),
    ]:
        yield from ((name, list(row), CODES, None) for row in rows)
    for name, things in [
        ("contributions:detail", Contribution.objects.published()),
        ("cases:detail", Case.objects.published()),
    ]:
        dated = things.order_by("slug").values_list("slug", "revised_on", *columns("title"))
        for slug, changed, *titles in dated.iterator():
            written = [code for code, title in zip(CODES, titles, strict=True) if title]
            yield name, [slug], written, changed


def of_published(model, *paths):
    """Slugs of the rows by which something is published: the others have no page."""
    published = [(f"{path}__state", State.PUBLISHED) for path in paths]
    found = model.objects.filter(Q(*published, _connector=Q.OR))
    return found.order_by("slug").distinct().values_list("slug")


@require_safe
def index(request):
    """The maps of all languages, in as many files as they need."""
    count = sum(1 for _address in addresses())
    maps = [
        f"<sitemap><loc>{absolute(reverse('sitemap', args=[code, number]))}</loc></sitemap>"
        for code in CODES
        for number in range(1, -(-count // PER_FILE) + 1)
    ]
    return xml([f'{HEAD}<sitemapindex xmlns="{STANDARD}">', *maps, "</sitemapindex>"])


@require_safe
def sitemap(request, code, number):
    if code not in CODES or not 1 <= number <= MOST_FILES:
        raise Http404
    first = (number - 1) * PER_FILE
    listed = islice(addresses(), first, first + PER_FILE)
    if (start := next(listed, None)) is None:
        raise Http404
    return xml(lines(code, [start], listed))


def lines(code, *parts):
    yield (f'{HEAD}<urlset xmlns="{STANDARD}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n')
    for part in parts:
        for address in part:
            if code in address[2]:
                yield map_line(code, *address)
    yield "</urlset>"


def map_line(code, name, arguments, languages, changed):
    there = {language: located(language, name, arguments) for language in languages}
    there["x-default"] = there[languages[0]]
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in there.items()
    )
    dated = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
    return f"<url><loc>{there[code]}</loc>{dated}{others}</url>\n"


def located(language, name, arguments):
    with translation.override(language):
        return escape(absolute(reverse(name, args=arguments)))


def xml(pieces):
    return StreamingHttpResponse(pieces, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request):
    """Pages are welcome to be read, each at its one address. Every question has an address too,
    and there are more of them than anybody can read: what has a query string is no page for
    robots. All that there is to find stands in the map."""
    rules = [
        "User-agent: *",
        "Disallow: /admin/",
        *(f"Disallow: /{code}/cases/export." for code in CODES),
        *(f"Disallow: /{code}/cases/matrix.csv" for code in CODES),
        *(f"Disallow: /{code}/cases/results." for code in CODES),
        *(f"Disallow: /{code}/data/package.zip" for code in CODES),
        *(f"Disallow: /{code}/selections/new/" for code in CODES),
        *(f"Disallow: /{code}/cases/note" for code in CODES),
        *(f"Disallow: /{code}/cases/near/" for code in CODES),
        *(f"Disallow: /{code}/cases/compare" for code in CODES),
        *(f"Disallow: /{code}/*?" for code in CODES),
        "Disallow: /s/",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(rules) + "\n", content_type="text/plain; charset=utf-8")
