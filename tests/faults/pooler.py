"""The atlas behind PgBouncer in transaction mode: every request goes through, and none reads
what another asked.

    python -m tests.faults.pooler postgres://user@host:port/a_filled_atlas

Needs pgbouncer, which is not among the project's own tools. Two server connections serve all
threads of the atlas, so that each is passed on all the time.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from tests.postgres import NOBODY, free_port

from .serving import asked, served

ADDRESSES = [
    "/fr/", "/fr/cases/", "/en/cases/?q=water", "/es/cases/map/", "/fr/cases/matrix/",
    "/sitemap.xml", "/en/cases/feed.atom", "/fr/cases/export.csv", "/en/cases/export.xlsx",
    "/fr/data/package.zip", "/api/v1/cases/", "/fr/contributions/", "/en/recommendations/",
]  # fmt: skip
CONFIGURATION = """
[databases]
{name} = host={host} port={port} user={user} dbname={name}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listens}
auth_type = any
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
unix_socket_dir =
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--requests", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pooler-") as folder:
        folder, listens = Path(folder), free_port()
        pooler = start(folder, urlsplit(given.database), listens)
        try:
            sys.exit(ask(folder, urlsplit(given.database), listens, given.requests))
        finally:
            pooler.terminate()


def start(folder, database, listens):
    program = shutil.which("pgbouncer")
    if not program:
        sys.exit("pgbouncer is not installed; nothing was tried.")
    folder.chmod(0o755)
    written = folder / "pgbouncer.ini"
    written.write_text(
        CONFIGURATION.format(
            name=database.path.strip("/"), host=database.hostname, port=database.port or 5432,
            user=database.username, listens=listens,
        )
    )  # fmt: skip
    as_nobody = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
    pooler = subprocess.Popen([program, "-q", written], cwd=folder, **as_nobody)
    time.sleep(1)
    return pooler


def ask(folder, database, listens, requests):
    """How many answers were not as they are when each is asked alone."""
    through = f"postgres://{database.username}@127.0.0.1:{listens}{database.path}"
    environment = {"DATABASE_URL": through, "PAGE_MEMORY_MB": "0", "API_RATE": "9999/minute"}
    with served(folder / "log", **environment) as site:
        alone = {address: digest(asked(site + address)) for address in ADDRESSES}
        wanted = [ADDRESSES[n % len(ADDRESSES)] for n in range(requests)]
        with ThreadPoolExecutor(8) as readers:
            answers = list(readers.map(lambda address: asked(site + address), wanted))
    found = Counter(answer.status for answer in answers)
    others = [
        a for a, answer in zip(wanted, answers, strict=True) if digest(answer) != alone[a]
    ]
    logged = (folder / "log").read_text().count("Traceback")
    print(f"{requests} requests: {dict(found)}, {len(others)} said another thing than alone, "
          f"{logged} errors in the log {Counter(others) or ''}")  # fmt: skip
    return len(others) + logged + sum(n for status, n in found.items() if status != 200)


def digest(answer):
    return hashlib.sha256(answer.text.encode()).hexdigest()


if __name__ == "__main__":
    main()
