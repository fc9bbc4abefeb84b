"""``make mutants``: does a test fail when an important line is wrong?

``mutants.yaml`` has the lines, what each is turned into, and the tests that must notice. Each
mutant lives in a copy of the project. A survivor is a behaviour that no test holds. The same
tests run once in a copy that nobody touched: one that fails there would notice nothing.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from .mutant import PROJECT, mutants

NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "node_modules")
SECONDS = 600  # a mutant that makes a test hang is caught too
PASSED, FAILED = 0, 1  # what pytest answers; anything else is a fault of ours


def main():
    options = parsed()
    chosen = [m for m in mutants() if options.only.lower() in m.name.lower()]
    if not chosen:
        sys.exit(f"no mutant has “{options.only}” in its name")
    refuse_failing(chosen)
    with ThreadPoolExecutor(options.processes) as pool:
        outcomes = list(pool.map(is_caught, chosen))
    alive = [mutant for mutant, caught in zip(chosen, outcomes, strict=True) if not caught]
    say(f"\n{len(chosen) - len(alive)} of {len(chosen)} caught")
    for mutant in alive:
        say(f"SURVIVED: {mutant.name} ({mutant.file})")
    sys.exit(1 if alive else 0)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="those whose name has these words")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def refuse_failing(chosen):
    tests = dict.fromkeys(test for mutant in chosen for test in mutant.tests)
    with copied() as copy:
        answer, words = pytest(copy, tests)
    if answer != PASSED:
        sys.exit(f"{words}\nThese tests fail without any mutant: they can catch none.")


def is_caught(mutant):
    """Whether its tests fail, in a copy of the project with the wrong line."""
    started = perf_counter()
    with copied() as copy:
        mutant.apply(copy)
        answer, words = pytest(copy, mutant.tests)
    if answer not in (PASSED, FAILED):
        say(words)
    word = {PASSED: "SURVIVED", FAILED: "caught"}.get(answer, "NOT RUN")
    say(f"{word:9}{perf_counter() - started:5.0f} s  {mutant.name}")
    return answer == FAILED


@contextmanager
def copied():
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder) / "atlas"
        shutil.copytree(PROJECT, copy, ignore=NOT_COPIED)
        yield copy


def pytest(copy, tests):
    """(what pytest answered, the end of what it said) of some tests in a copy."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "DATABASE_URL": "sqlite://:memory:"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return FAILED, f"no end after {SECONDS} seconds"
    return done.returncode, (done.stdout + done.stderr).decode()[-2000:]


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
