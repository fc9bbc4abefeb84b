"""``make test``: style, checks, then every test on SQLite and on a real PostgreSQL."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.checkers import CHECKERS
from tests.chromium import CHROMIUM
from tests.postgres import binaries, throw_away_cluster

BIN = Path(sys.executable).parent
# Stricter than any one deployment: what check --deploy must find nothing wrong with.
PRODUCTION = {
    "SECRET_KEY": "Q9v_3kXw7LzPm2RtYb8NcJd5HsGf4AeUi6OxTqW1ZrVyKjBnMhCgSaDpEl",
    "SITE_URL": "https://atlas.example.org",
    "DEBUG": "false",
}

# A process for each core, and the tests of a module in one of them: it loads the atlas once.
# tests/conftest.py has their order.
SIDE_BY_SIDE = ["-n", "auto", "--dist", "loadscope", "--no-loadscope-reorder"]


def main(arguments):
    failed = []
    for name, command, more in [
        ("style", [BIN / "ruff", "check", "."], {}),
        ("format", [BIN / "ruff", "format", "--check", "."], {}),
        ("templates", [BIN / "djangofmt", "--quiet", "--check", "templates"], {}),
        *style_sheets(),
        ("migrations", manage("makemigrations", "--check", "--dry-run"), PRODUCTION),
        ("deployment", manage("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
        ("translations", manage("compile_translations"), PRODUCTION),
        ("static files", manage("collectstatic", "--no-input", "--verbosity", "0"), PRODUCTION),
    ]:
        if not ran(name, command, more):
            failed.append(name)
    for name, database, choice in databases():
        with database as url:
            tests = [sys.executable, "-m", "pytest", *SIDE_BY_SIDE, *choice, *arguments]
            if not ran(name, tests, {"DATABASE_URL": url}):
                failed.append(name)
    say_what_did_not_run()
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


def style_sheets():
    """Their layout, where the tool that makes it can be had."""
    oxfmt = BIN / "oxfmt"
    return [("style sheets", [oxfmt, "--check", "static/css"], {})] if oxfmt.exists() else []


def manage(*arguments):
    return [sys.executable, "manage.py", *arguments]


def databases():
    """(name, context that gives its address, choice of tests): SQLite always, PostgreSQL if
    there is any; browsers and other programs see the same on both, and look at it once."""
    yield "SQLite", contextlib.nullcontext("sqlite://:memory:"), []
    ours = ["--ignore", "tests/browser", "-m", "not once"]
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield "PostgreSQL", contextlib.nullcontext(url), ours
    elif binaries():
        yield "PostgreSQL", throw_away_cluster(), ours


def ran(name, command, more):
    say(f"== {name}")
    environment = {**os.environ, "PYTHONDEVMODE": "", **more}
    return subprocess.run(command, env=environment).returncode == 0


def say_what_did_not_run():
    if not (os.environ.get("TEST_DATABASE_URL") or binaries()):
        say("NOT RUN: PostgreSQL (no TEST_DATABASE_URL and no PostgreSQL on this machine)")
    if not style_sheets():
        say("NOT RUN: the layout of style sheets (no oxfmt for this machine)")
    if not CHROMIUM:
        say("NOT RUN: the browser tests (no Chromium on this machine)")
    if not shutil.which("xgettext"):
        say("NOT RUN: whether all strings are gathered for translation (no gettext)")
    for name, checker in CHECKERS.items():
        if not checker.is_here:
            lacking = f"no {checker.program}, or no `make checkers` before"
            say(f"NOT RUN: {checker.looks_at} (the checker {name}: {lacking})")


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
