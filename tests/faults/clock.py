"""The clock of the machine jumps under the running atlas: back by a day, on by two years, right
again.

    python -m tests.faults.clock
    python -m tests.faults.clock --database postgres://…/an_empty_database

Needs Linux and a C compiler: the server's calls of the clock are answered by a few lines of C,
that many days off as a file says. Steps are counted as before (``CLOCK_MONOTONIC``), as when
somebody sets a real clock; files and the clock of PostgreSQL stay right. (Not by libfaketime:
it breaks the sleep of Python 3.11, which ends at a time instead of after one.)
"""

import argparse
import email.utils
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.load import Form, Site, signed_in

from .disk import Lines, command, environment_of, form, save, sent
from .serving import asked, served

SET_CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        real = dlsym(RTLD_NEXT, "clock_gettime");
    int answer = real(clock, now);
    FILE *file = clock == CLOCK_REALTIME ? fopen(getenv("DAYS_OFF"), "r") : NULL;
    long days = 0;
    if (file) {
        if (fscanf(file, "%ld", &days) == 1)
            now->tv_sec += days * 86400;
        fclose(file);
    }
    return answer;
}
"""
DAYS = {"a day back": -1, "two years on": 730, "right again": 0}
PAGES = ["/fr/", "/fr/cases/", "/en/cases/map/", "/fr/cases/feed.atom", "/readyz"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="")
    database = parser.parse_args().database
    if not shutil.which("cc"):
        sys.exit("There is no C compiler on this machine.")
    with tempfile.TemporaryDirectory(prefix="clock-") as folder:
        sys.exit(run(Path(folder), database))


def run(folder, database):
    """How many lines were not as they should be."""
    site = Site(database or f"sqlite:///{folder}/atlas.sqlite3", folder)
    site.fill()
    clock = folder / "clock"
    clock.write_text("0")
    faked = {"LD_PRELOAD": str(library(folder)), "DAYS_OFF": str(clock)}
    lines, changed = Lines(), []
    with served(folder / "log", **environment_of(site, folder), **faked) as site.address:
        browser = signed_in(site, 0)
        lines.is_so("a save, all well", save(site, browser, "Before")[0], 302)
        for number, (jump, days) in enumerate(DAYS.items()):
            opened = form(site, browser, f"Typed before it went {jump}")
            clock.write_text(f"{days}")
            browser = tried(lines, site, browser, jump, opened)
            lines.is_so(f"{jump}: a subject is renamed", renamed(site, browser, jump), 302)
            changed.append(last_change(site))
            lines.is_so(f"{jump}: a later change has a later date", changed, sorted(changed))
            lines.is_so(f"{jump}: none has that of another", len(set(changed)), number + 1)
    said = command(site, "make_release", "--without-edition")
    lines.is_so("a release says what it does in words", "Traceback" in said, False)
    return lines.wrong


def library(folder):
    source, made = folder / "clock.c", folder / "clock.so"
    source.write_text(SET_CLOCK)
    command = ["cc", "-shared", "-fPIC", "-o", made, source, "-ldl"]
    subprocess.run(command, check=True)
    return made


def tried(lines, site, browser, jump, opened):
    """The browser that is signed in afterwards."""
    for path in PAGES:
        answer = asked(f"{site.address}{path}")
        lines.is_so(f"{jump}: {path}", answer.status, 200)
        if modified := answer.headers["Last-Modified"]:
            said = email.utils.parsedate_to_datetime(modified)
            now = email.utils.parsedate_to_datetime(answer.headers["Date"])
            lines.is_so(f"{jump}: {path} was not changed in time to come", said <= now, True)
    words = dict(opened[1])["title_en"]
    _status, page = sent(browser, *opened)
    # Two years on the session has ended: the page carries the words to who signs in again.
    lines.has(
        f"{jump}: what was typed is saved, or in the page", page + read(site, browser), words
    )
    browser = signed_in(site, 1)
    with browser.open(f"{site.address}/admin/", timeout=60) as response:
        lines.is_so(f"{jump}: somebody signs in", response.url, f"{site.address}/admin/")
    words = f"After it went {jump}"
    lines.is_so(f"{jump}: a save", save(site, browser, words)[0], 302)
    lines.has(f"{jump}: it is there", read(site, browser), words)
    return browser


def read(site, browser):
    """The form of the case that is edited here."""
    with browser.open(f"{site.address}/admin/cases/case/{site.slugs[1]}/change/") as response:
        return response.read().decode()


def renamed(site, browser, words):
    """The status of a save that readers see at once: a subject waits for no review."""
    with browser.open(f"{site.address}/admin/cases/theme/") as response:
        path = re.search(r"/admin/cases/theme/\d+/change/", response.read().decode())[0]
    with browser.open(f"{site.address}{path}") as response:
        fields = Form(response.read().decode().replace("theme_form", "case_form")).fields
    typed = [(name, words if name == "label_en" else text) for name, text in fields]
    return sent(browser, f"{site.address}{path}", typed)[0]


def last_change(site):
    """The day and time of the last change, as machines are told."""
    return json.loads(asked(f"{site.address}/readyz").text)["changed_at"]


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    main()
