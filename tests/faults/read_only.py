"""The disk under the atlas, or its PostgreSQL, can only be read, and can be written again.

    python -m tests.faults.read_only                                   SQLite
    python -m tests.faults.read_only --database postgres://…/an_empty_database

Needs Linux, mkfs.ext4 and the right to mount (root). The disk is a file, which the system gives
up as it does when a real disk fails: what is open can no longer be written either. PostgreSQL
refuses every write, as one does that follows another.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from bench.load import Site, signed_in

from .disk import Lines, command, environment_of, form, mount, save, send_again, sent
from .serving import asked, served

MEGABYTES = 300
WORDS = "lecture seule"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default="")
    database = parser.parse_args().database
    with tempfile.TemporaryDirectory(prefix="read-only-") as folder, Disk(Path(folder)) as disk:
        sys.exit(run(Path(folder), disk, database))


class Disk:
    """A file system in a file, mounted at ``place``."""

    def __init__(self, folder):
        self.image, self.place = folder / "image", folder / "disk"

    def __enter__(self):
        self.place.mkdir()
        with self.image.open("wb") as file:
            file.truncate(MEGABYTES << 20)
        subprocess.run(["mkfs.ext4", "-q", self.image], check=True)
        mount("-o", "loop", self.image, self.place)
        return self

    def fail(self):
        """Read-only from now on, whatever is open. What was written is on the disk: this is
        no loss of power."""
        os.sync()
        mount("-o", "remount,abort", self.place)

    def mend(self):
        self.leave()
        subprocess.run(["e2fsck", "-p", "-f", self.image], check=False, capture_output=True)
        mount("-o", "loop", self.image, self.place)

    def leave(self):
        subprocess.run(["umount", self.place], check=True)

    def __exit__(self, *raised):
        subprocess.run(["umount", "-l", self.place], check=False)


def run(folder, disk, database):
    """How many lines were not as they should be."""
    site = Site(database or f"sqlite:///{disk.place}/atlas.sqlite3", disk.place)
    site.fill()
    lines = Lines()
    environment = environment_of(site, disk.place)
    with served(folder / "log", **environment) as site.address:
        browser = signed_in(site, 0)
        lines.is_so("a save, all well", save(site, browser, "Before")[0], 302)
        opened = form(site, browser, "Typed while it was read-only")
        disk.fail()
        if database:
            only_read(database, "on")
        page = tried(lines, site, browser, opened, disk)
    with served(folder / "again", **environment) as site.address:
        lines.is_so("a start: a page", asked(f"{site.address}/fr/cases/").status, 200)
        lines.has("a start: what machines are told", asked(f"{site.address}/readyz").text,
                  '"ready": true')  # fmt: skip
    disk.mend()
    if database:
        only_read(database, "off")
    with served(folder / "mended", **environment) as site.address:
        lines.is_so("mended: the page is sent again", send_again(site, browser, page)[0], 302)
        lines.is_so("mended: a save", save(site, browser, "After")[0], 302)
        lines.is_so("mended: the releases", is_whole(site), True)
    whole = subprocess.run(
        [sys.executable, "-m", "tests.faults.look", "--whole"], capture_output=True, text=True,
        env=site.environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
    ).stdout  # fmt: skip
    lines.is_so("what is broken afterwards", whole, "[]")
    return lines.wrong


def tried(lines, site, browser, opened, disk):
    """The page that a save got."""
    lines.is_so("read-only: a page", asked(f"{site.address}/fr/cases/").status, 200)
    file = asked(f"{site.address}/fr/data/releases/1/atlas-release.zip")
    lines.is_so("read-only: a file of a release", file.status, 200)
    status, page = sent(browser, *opened)
    lines.is_so("read-only: a save", status, 503)
    lines.has("read-only: the words for it", page, WORDS)
    lines.has("read-only: the form is in the page", page, "Typed while it was read-only")
    said = command(site, "backup", disk.place / "backups")
    lines.has("read-only: a back-up", said, "[Rr]ead-only|only be read")
    lines.is_so("read-only: a back-up says it in words", "Traceback" in said, False)
    said = command(site, "make_release", "--without-edition")
    lines.has("read-only: a release", said, "[Rr]ead-only|only be read")
    lines.is_so("read-only: a release says it in words", "Traceback" in said, False)
    return page


def is_whole(site):
    return "each as it was" in command(site, "make_release", "--check")


def only_read(database, word):
    """Of all connections, those that are open too."""
    name = database.rpartition("/")[2]
    with psycopg.connect(database, autocommit=True) as asked_of:
        asked_of.execute("SET default_transaction_read_only = off")
        asked_of.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {word}')
        asked_of.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                         "WHERE datname = %s AND pid <> pg_backend_pid()", [name])  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    main()
