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
# {kind of address: one of them}; tests/pages/test_size.py holds that no kind is missing.
PAGES = {
    "pages:home": "/fr/",
    "pages:function": "/fr/functions/social/",
    "pages:lever": "/fr/levers/direct-provision/",
    "pages:frame": "/fr/infrastructures-of-care/",
    "pages:recommendations": "/fr/recommendations/",
    "pages:region": "/fr/regions/019/",
    "pages:organisation": "/fr/organisations/{organisation}/",
    "pages:author": "/fr/authors/ada-byron/",
    "pages:search": "/fr/search/?q=eau",
    "pages:suggestions": "/fr/search/suggestions.json?q=ea",
    "pages:about": "/fr/about/",
    "pages:accessibility": "/fr/accessibility/",
    "cases:list": "/fr/cases/",
    "cases:map": "/fr/cases/map/",
    "cases:matrix": "/fr/cases/matrix/",
    "cases:compare": "/fr/cases/compare/?case=case-7&case=case-8",
    "cases:results": "/fr/cases/results/",
    "cases:near": "/fr/cases/near/?town=accra",
    "cases:towns": "/fr/cases/near/towns.json?town=accra",
    "cases:detail": "/fr/cases/case-7/",
    "cases:changes": "/fr/cases/case-7/changes/",
    "council:note": "/fr/cases/note/",
    "council:file": "/fr/cases/note.pdf",
    "contributions:stages": "/fr/contributions/stages/",
    "contributions:list": "/fr/contributions/",
    "contributions:detail": "/fr/contributions/synthesis/",
    "contributions:changes": "/fr/contributions/synthesis/changes/",
    "social:home": "/fr/image.png",
    "social:compared": "/fr/cases/compare/image.png?case=case-7&case=case-8",
    "social:note": "/fr/cases/note/image.png",
    "social:case": "/fr/cases/case-7/image.png",
    "social:function": "/fr/functions/social/image.png",
    "social:lever": "/fr/levers/direct-provision/image.png",
    "social:region": "/fr/regions/019/image.png",
    "social:contribution": "/fr/contributions/synthesis/image.png",
    "open_data:data": "/fr/data/",
    "open_data:releases": "/fr/data/releases/",
    "open_data:keep": "/fr/selections/new/",
    "open_data:reliability": "/fr/data/reliability/",
    "open_data:reliability_agreement": "/fr/data/reliability/agreement.csv",
    "open_data:reliability_audits": "/fr/data/reliability/audits.csv",
    "open_data:reliability_changed": "/fr/data/reliability/changed.csv",
    "open_data:reliability_codings": "/fr/data/reliability/codings.csv",
    "open_data:api": "/fr/data/api/",
    "open_data:coded_values": "/fr/data/codebook/values/",
    "open_data:codebook": "/fr/data/codebook/",
    "open_data:matrix": "/fr/cases/matrix.csv",
    "open_data:compared": "/fr/cases/compare.csv?case=case-7&case=case-8",
    "open_data:results": "/fr/cases/results.csv?lever=direct-provision&area=time",
    "open_data:feed": "/fr/cases/feed.atom",
    "open_data:case_reference": "/fr/cases/case-7/reference.bib",
    "open_data:notice_reference": "/fr/contributions/synthesis/notice.bib",
    "open_data:contribution_reference": "/fr/contributions/synthesis/reference.bib",
    "letters:remark": "/fr/letters/remark/?lever=direct-provision",
    "letters:proposal": "/fr/letters/proposal/?lever=direct-provision",
    "letters:about_case": "/fr/letters/case/case-7/",
    "letters:about_contribution": "/fr/letters/contribution/synthesis/",
    "robots.txt": "/robots.txt",
    "sitemaps": "/sitemap.xml",
    "api:openapi": "/api/v1/openapi.json",
    **{
        f"api:{name}": f"/api/v1/{name}/"
        for name in [
            "cases", "sources", "results", "contributions", "places", "organisations",
            "functions", "levers", "recommendations", "groups", "themes", "regions",
            "countries",
        ]
    },
    **{
        f"api:{name}_one": f"/api/v1/{name}/{key}/"
        for name, key in [
            ("cases", "case-7"), ("contributions", "synthesis"), ("places", "accra"),
            ("organisations", "{organisation}"), ("functions", "social"),
            ("levers", "direct-provision"),
            ("recommendations", "make-care-a-cross-cutting-priority"),
            ("groups", "caregivers"), ("themes", "care-services"), ("regions", "019"),
            ("countries", "NZ"),
        ]
    },
}  # fmt: skip
# The same kinds, with what makes them dear.
DEARER = {
    "search and order": "/fr/cases/?q=eau&sort=place",
    "map drawn large": "/fr/cases/map/?zoom=150",
    "map of a lever": "/fr/cases/map/?lever=direct-provision",
    "list near a town": "/fr/cases/?near=EC-50000",
}
# That of the organisation which most cases are tied to.
MOST = """
from cases.models import Organisation
from django.db.models import Count
print(Organisation.objects.annotate(n=Count("cases")).order_by("-n").first().slug)
"""


def table(sizes=SIZES):
    """The lines of a table, one a kind of page; SQLite, one server process for each size."""
    yield "\n## Every kind of page\n"
    yield "SQLite; status, median of milliseconds, bytes.\n"
    yield f"| | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield f"|---|{'---|' * len(sizes)}"
    with ExitStack() as served:
        sites = [site(served, size) for size in sizes]
        for kind, page in (PAGES | DEARER).items():
            cells = [cell(address + page.format(organisation=most)) for address, most in sites]
            yield f"| {kind} | {' | '.join(cells)} |"


def site(served, size):
    url = atlases.atlas("sqlite", size)
    address, _process = served.enter_context(servers.atlas(url))
    return address, atlases.run(url, MOST).strip()


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
