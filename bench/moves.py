"""How many files, functions, calls and moves between files a request takes, warm: how far a
reader of the code has to follow it. Files of the project alone.

    python -m bench.moves [address …]
"""

import os
import sys

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from . import atlases

ADDRESSES = [
    "/fr/cases/?group=children&region=150&q=eau",
    "/fr/cases/?group=children&region=150",
    "/fr/cases/map/?group=children",
    "/fr/cases/matrix/?group=children",
    "/fr/",
]
HERE = f"{atlases.ROOT}{os.sep}"
OUTSIDE = (f"{HERE}.venv", f"{HERE}bench")


class Walk:
    """What the profiler of Python meets."""

    def __init__(self):
        self.files, self.functions = set(), set()
        self.calls = self.moves = 0
        self.last = None

    def met(self, frame, event, _what):
        path = frame.f_code.co_filename
        if event != "call" or not path.startswith(HERE) or path.startswith(OUTSIDE):
            return
        self.calls += 1
        self.files.add(path)
        self.functions.add((path, frame.f_code.co_qualname))
        self.moves += path != self.last
        self.last = path


def walked(address):
    client = Client(HTTP_HOST="127.0.0.1")
    for _warm in range(2):
        client.get(f"{address}{'&' if '?' in address else '?'}warm={_warm}")
    walk = Walk()
    with CaptureQueriesContext(connection) as queries:
        sys.setprofile(walk.met)
        try:
            response = client.get(address)
        finally:
            sys.setprofile(None)
    return response.status_code, walk, len(queries)


def told(addresses):
    print("| request | status | files | functions | calls | moves | queries |")
    print("|---|---|---|---|---|---|---|")
    for address in addresses:
        status, walk, queries = walked(address)
        figures = len(walk.files), len(walk.functions), walk.calls, walk.moves, queries
        cells = " | ".join(f"{figure:,}" for figure in (status, *figures))
        print(f"| {address} | {cells} |")


if __name__ == "__main__":
    asked = sys.argv[1:] or ADDRESSES
    print(
        atlases.run(
            atlases.atlas("sqlite", "real"), f"from bench.moves import told; told({asked})"
        )
    )
