"""What an export costs: peak memory for few cases and for many, time against a raw SELECT.

Each format is streamed to nowhere in a process of its own; peaks are those of the process,
its start included.
"""

import json

from . import atlases

FORMATS = ["csv", "xlsx", "json", "geojson", "bib", "ris", "csl.json", "zip"]
MEASURED = ["nothing", "raw", *FORMATS]


def report(engine, few, many, server=""):
    """Lines of a table in Markdown."""
    yield f"\nWhole exports, one process each: {few:,} cases, and {many:,}.\n"
    yield "| | MB at most, few | many | ratio | seconds | CPU seconds | × raw | MB sent |"
    yield "|---|---|---|---|---|---|---|---|"
    raw, urls = None, [atlases.atlas(engine, size, server) for size in (few, many)]
    for name in MEASURED:
        small, large = (measured(url, name) for url in urls)
        raw = large["cpu"] if name == "raw" else raw
        times = f"{large['cpu'] / raw:.1f}" if raw else "–"
        yield (
            f"| {name} | {small['peak']:.0f} | {large['peak']:.0f} "
            f"| {large['peak'] / small['peak']:.2f} | {large['seconds']:.1f} "
            f"| {large['cpu']:.1f} | {times} | {large['sent'] / 1e6:.0f} |"
        )


def measured(url, name):
    return json.loads(
        atlases.run(url, f"from bench.export_one import measure; measure({name!r})")
    )
