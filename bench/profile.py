"""Where the time of the list goes, in one process and without a server."""

import cProfile
import json
import pstats
import time

from django.test import Client

from . import atlases

# What each part is measured by: the end of a file's name, and a function of it.
PARTS = {
    "the template": ("template/backends/django.py", "render"),
    "facets, of the index": ("cases/facet_boxes.py", "facets"),
    "of them, the counts": ("cases/answer.py", "counts"),
    "order and page": ("cases/views.py", "page_of"),
    "the database": ("sql/compiler.py", "execute_sql"),
}
TIMES = 30


def report(engine, sizes, server=""):
    """Lines of a table in Markdown."""
    found = {
        size: json.loads(
            atlases.run(
                atlases.atlas(engine, size, server), "from bench.profile import told; told()"
            )
        )
        for size in sizes
    }
    yield "\nWhere the time of the list goes: milliseconds of CPU; per cent of a profile.\n"
    yield f"| | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield f"|---|{'---|' * len(sizes)}"
    for name in found[sizes[0]]:
        yield f"| {name} | {' | '.join(f'{found[size][name]:.1f}' for size in sizes)} |"


def told():
    client = Client(HTTP_HOST="127.0.0.1")
    for number in range(5):
        client.get(f"/fr/cases/?warm={number}")
    started = time.process_time()
    for number in range(TIMES):
        client.get(f"/fr/cases/?n={number}")
    found = {"a request": (time.process_time() - started) / TIMES * 1000}
    profile = cProfile.Profile()
    with profile:
        for number in range(TIMES):
            client.get(f"/fr/cases/?m={number}")
    stats = pstats.Stats(profile)
    for part, (file, function) in PARTS.items():
        found[part] = 100 * sum(
            row[3] / stats.total_tt
            for (path, _line, name), row in stats.stats.items()
            if path.endswith(file) and name == function
        )
    print(json.dumps(found))
