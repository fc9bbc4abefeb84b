"""What an export costs: peak memory for few cases and for many, time against a raw SELECT.

    python -m bench.exports [--cases 100000] [--database URL]

It makes synthetic atlases of both sizes in databases of its own (SQLite files, unless an
address of PostgreSQL is given, whose database is emptied), and streams each format to
nowhere in a process of its own. Peaks are those of the process, its start included.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ["csv", "xlsx", "json", "geojson", "bib", "ris", "csl.json", "zip"]
TEXT = "Une ville et ses quartiers prennent soin ensemble, avec des services gratuits [1]. "


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        sizes = [1_000, options.cases]
        urls = {
            size: options.database or f"sqlite:///{folder}/{size}.sqlite3" for size in sizes
        }
        measured = {}
        for size in sizes:
            run(urls[size], "fill", str(size))
            measured[size] = {
                name: run(urls[size], "measure", name) for name in ["nothing", "raw", *FORMATS]
            }
    print(table(*sizes, measured))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--database", help="postgresql://…, emptied first")
    return parser.parse_args()


def run(url, *command):
    """What a process of its own says, as JSON."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "only-for-the-bench-" * 4,
        "LOG_LEVEL": "ERROR",
    }
    child = [sys.executable, "-m", "bench.export_one", *command]
    done = subprocess.run(child, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout or "null")


def table(few, many, measured):
    lines = [
        f"| format | MB at {few} | MB at {many} | peak ratio "
        f"| s at {many} | CPU s | CPU × raw SELECT | MB sent |",
        "|---|---|---|---|---|---|---|---|",
    ]
    raw = measured[many]["raw"]["cpu"]
    for name, large in measured[many].items():
        small = measured[few][name]
        lines.append(
            f"| {name} | {small['peak']:.0f} | {large['peak']:.0f} "
            f"| {large['peak'] / small['peak']:.2f} | {large['seconds']:.1f} "
            f"| {large['cpu']:.1f} | {large['cpu'] / raw:.1f} | {large['sent'] / 1e6:.0f} |"
        )
    return "\n".join([*lines, "", time.strftime("%Y-%m-%d %H:%M"), sys.version.split()[0]])


if __name__ == "__main__":
    main()
