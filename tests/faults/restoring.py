"""Back an atlas up, restore it elsewhere, and look whether it is the same, row for row.

    python -m tests.faults.restoring                                    on SQLite
    python -m tests.faults.restoring --databases postgres://…/a postgres://…/b postgres://…/c

The second database is restored from a back-up of the first at rest, and must be equal to it;
the third from one made while a process writes without end, and must be whole. All three are
empty at first.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs=3)
    parser.add_argument("--seconds", type=float, default=3, help="of writing before a back-up")
    parser.add_argument("--cases", type=int, help="how many of their pages to compare")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="restoring-") as folder:
        folder = Path(folder)
        names = asked.databases or [f"sqlite:///{folder}/{n}.sqlite3" for n in (1, 2, 3)]
        places = [{"DATABASE_URL": name, "RELEASES_DIR": str(folder / f"releases-{n}")}
                  for n, name in enumerate(names)]  # fmt: skip
        os.environ |= places[0] | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        from .__main__ import begin

        begin()
        faults = [
            *at_rest(folder, places, asked.cases),
            *under_writes(folder, places, asked.seconds),
        ]
        for words in faults:
            say(words)
        say(f"{len(faults)} faults")
        sys.exit(bool(faults))


def at_rest(folder, places, cases):
    archive = folder / "at-rest.zip"
    run(places[0], "manage.py", "backup", archive)
    run(places[1], "manage.py", "restore", archive)
    look = ["-m", "tests.faults.look", *(["--cases", cases] if cases else [])]
    before, after = (json.loads(run(place, *look)) for place in places[:2])
    for what in ("tables", "pages"):
        rows = sum(len(each) for each in before[what].values()) if what == "tables" else 0
        say(f"{len(before[what])} {what} compared" + (f", {rows} rows" if rows else ""))
        for name in sorted(before[what].keys() | after[what].keys()):
            if before[what].get(name) != after[what].get(name):
                yield f"another {what.removesuffix('s')} after restoring: {name}"


def under_writes(folder, places, seconds):
    """While a worker saves, publishes and releases."""
    from .__main__ import work

    archive = folder / "under-writes.zip"
    ours, theirs = os.pipe()
    from django.db import connections

    connections.close_all()
    worker = os.fork()
    if not worker:
        os.close(ours)
        work(random.Random(1), folder, theirs)
    os.close(theirs)
    try:
        time.sleep(seconds)
        say(run(places[0], "manage.py", "backup", archive).splitlines()[-1])
        is_alive = os.waitpid(worker, os.WNOHANG) == (0, 0)
    finally:
        os.kill(worker, 9)
    os.waitpid(worker, 0)
    with os.fdopen(ours) as said:
        say(f"{len(said.read().split()) - 1} deeds were done meanwhile")
    if not is_alive:
        yield "the worker ended while the back-up was made"
    run(places[2], "manage.py", "restore", archive)
    yield from json.loads(run(places[2], "-m", "tests.faults.look", "--whole"))


def run(place, *command):
    """What a process of its own prints, in the place of one atlas."""
    ended = subprocess.run(
        [sys.executable, *map(str, command)], cwd=ROOT, env=os.environ | place,
        capture_output=True, text=True,
    )  # fmt: skip
    if ended.returncode:
        raise SystemExit(f"{command} ended with {ended.returncode}: {ended.stderr[-2000:]}")
    return ended.stdout


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
