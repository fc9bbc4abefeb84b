"""What a first visit of each page weighs, packed and unpacked: a table for a running server.

python -m bench.weights http://127.0.0.1:8000
"""

import re
import sys
from functools import cache
from urllib.parse import urljoin
from urllib.request import Request, urlopen

PAGES = [
    "", "cases/", "cases/map/", "cases/map/?zoom=150", "cases/matrix/",
    "cases/bogota-manzanas-del-cuidado/", "functions/physical/", "levers/direct-provision/",
    "regions/019/", "recommendations/", "contributions/", "contributions/stage-2-synthesis/",
    "about/",
]  # fmt: skip
LINK = re.compile(
    r'<link rel="(stylesheet|preload|icon)"[^>]*?href="([^"]+)"|<script src="([^"]+)"'
)
KINDS = ("page", "style", "script", "font")


@cache
def weight(address):
    """(bytes over the wire, bytes unpacked, text) of an address."""
    packed = urlopen(Request(address, headers={"Accept-Encoding": "br, gzip"})).read()
    plain = urlopen(Request(address, headers={"Accept-Encoding": "identity"})).read()
    return len(packed), len(plain), plain.decode("utf-8", errors="replace")


def parts(address):
    """{kind: [addresses]} of what a page needs at its first visit."""
    needed = {kind: [] for kind in KINDS}
    needed["page"].append(address)
    for relation, link, script in LINK.findall(weight(address)[2]):
        kind = {"stylesheet": "style", "preload": "font"}.get(relation, "script")
        if relation != "icon":
            needed[kind].append(urljoin(address, link or script))
    return needed


def main(site):
    print(
        f"{'bytes, packed / unpacked':36}",
        *(f"{kind:>17}" for kind in KINDS),
        "  without fonts",
    )
    for page in PAGES:
        needed = parts(urljoin(site, f"/fr/{page}"))
        sums = {
            kind: [
                sum(weight(address)[column] for address in needed[kind]) for column in (0, 1)
            ]
            for kind in KINDS
        }
        cells = (f"{packed:7} / {plain:7}" for packed, plain in sums.values())
        total = sum(sums[kind][0] for kind in KINDS if kind != "font")
        print(f"/fr/{page:32}", *cells, f"{total:15}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
