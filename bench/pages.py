"""Every kind of public page at 58, 2,000 and 10,000 cases: status, milliseconds, bytes.

python -m bench.pages [sizes]
"""

import sys
import urllib.error
import urllib.request
from contextlib import ExitStack
from time import perf_counter

from . import atlases, servers

SIZES = [58, 2_000, 10_000]
ROUNDS = 5
PAGES = [
    "/fr/", "/fr/functions/social/", "/fr/levers/direct-provision/", "/fr/recommendations/",
    "/fr/regions/019/", "/fr/regions/002/", "/fr/organisations/{organisation}/",
    "/fr/authors/{author}/", "/fr/about/", "/fr/search/?q=eau",
    "/fr/search/suggestions.json?q=ea", "/fr/cases/", "/fr/cases/?q=eau&sort=place",
    "/fr/cases/map/", "/fr/cases/map/?zoom=150", "/fr/cases/map/?lever=direct-provision",
    "/fr/cases/matrix/", "/fr/cases/case-7/", "/fr/contributions/",
    "/fr/contributions/{contribution}/", "/fr/data/", "/fr/data/codebook/", "/fr/data/api/",
    "/fr/data/releases/", "/fr/image.png", "/fr/functions/social/image.png",
    "/fr/levers/direct-provision/image.png", "/fr/regions/019/image.png",
    "/fr/cases/case-7/image.png", "/fr/contributions/{contribution}/image.png",
    "/fr/cases/feed.atom", "/fr/cases/matrix.csv", "/sitemap.xml", "/api/v1/cases/",
    "/api/v1/cases/case-7/", "/api/v1/places/", "/api/v1/openapi.json",
]  # fmt: skip
# Slugs of the things that most cases are tied to; the atlases of the bench have none of some.
NAMES = """
from cases.models import Organisation
from contributions.models import Author, Contribution
from django.db.models import Count
most = Organisation.objects.annotate(n=Count("cases")).order_by("-n").first()
print(most and most.slug, *(
    getattr(model.objects.first(), "slug", None) for model in (Author, Contribution)))
"""


def table(sizes=SIZES):
    """The lines of a table, one a kind of page; SQLite, one server process for each size."""
    yield "\n## Every kind of page\n"
    yield "SQLite; status, median of milliseconds, bytes.\n"
    yield f"| | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield f"|---|{'---|' * len(sizes)}"
    with ExitStack() as served:
        sites = [site(served, size) for size in sizes]
        for page in PAGES:
            cells = [cell(address + page.format(**names)) for address, names in sites
                     if "None" not in page.format(**names)]  # fmt: skip
            if cells:
                yield f"| `{page}` | {' | '.join(cells)} |"


def site(served, size):
    url = atlases.atlas("sqlite", size)
    slugs = atlases.run(url, NAMES).split()
    address, _process = served.enter_context(servers.atlas(url))
    names = zip(("organisation", "author", "contribution"), slugs, strict=True)
    return address, dict(names)


def cell(address):
    asked(address)  # which makes what is kept in memory
    found = sorted(
        asked(f"{address}{'&' if '?' in address else '?'}n={n}") for n in range(ROUNDS)
    )
    milliseconds, status, size = found[len(found) // 2]
    return f"{status}, {milliseconds:.0f} ms, {size:,}"


def asked(address):
    started = perf_counter()
    try:
        with urllib.request.urlopen(address, timeout=300) as response:
            status, body = response.status, response.read()
    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
    return (perf_counter() - started) * 1000, status, len(body)


if __name__ == "__main__":
    for line in table([int(size) for size in sys.argv[1:]] or SIZES):
        print(line, flush=True)
