"""A page that was made and is still true, beside a static file of the same server.

python -m bench.page_memory [DATABASE_URL]: as it is told to the Makefile, else the local atlas
"""

import http.client
import os
import sys
import time
from urllib.parse import urlsplit

from . import servers

PAGES = ["/fr/", "/fr/cases/", "/fr/cases/map/", "/fr/cases/?function=social"]
ROUNDS = 400
COLLECTED = servers.ROOT / ".local" / "static"
FILE = "css/base.*.css"
PACKED = {"Accept-Encoding": "gzip"}


def main(database):
    (file, *_) = sorted(COLLECTED.glob(FILE))
    with servers.atlas(database) as (address, _process):
        static = f"/static/{file.relative_to(COLLECTED)}"
        told = milliseconds(urlsplit(address).netloc, [static, *PAGES])
    print("milliseconds: p50, p95, times the static file")
    for path, (p50, p95) in told.items():
        print(f"{path:30} {p50:7.3f} {p95:7.3f} {p50 / told[static][0]:6.2f}")


def milliseconds(host, paths):
    """{path: (p50, p95)}; the rounds alternate, on one connection that stays open."""
    connection = http.client.HTTPConnection(host)
    for path in 2 * paths:
        taken(connection, path)
    times = {path: [] for path in paths}
    for _ in range(ROUNDS):
        for path in paths:
            times[path].append(taken(connection, path) * 1000)
    return {path: servers.summed_up(values) for path, values in times.items()}


def taken(connection, path):
    started = time.perf_counter()
    connection.request("GET", path, headers=PACKED)
    response = connection.getresponse()
    response.read()
    assert response.status == 200, path
    return time.perf_counter() - started


if __name__ == "__main__":
    local = f"sqlite:///{servers.ROOT / '.local' / 'atlas.sqlite3'}"
    main(*(sys.argv[1:] or [os.environ.get("DATABASE_URL", local)]))
