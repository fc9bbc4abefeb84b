"""The disk under SQLite is full, and has room again.

    python -m tests.faults.disk

Needs Linux and the right to mount a file system in memory (root). A real server, a real form of
the desk; each line says what was tried, and what came of it.
"""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from bench.load import Form, Site, signed_in

from .serving import asked, served

MEGABYTES = 60
WORDS = "disque est plein"


def main():
    with tempfile.TemporaryDirectory(prefix="disk-") as folder:
        disk = Path(folder) / "disk"
        disk.mkdir()
        mount("-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", disk)
        try:
            sys.exit(run(Path(folder), disk))
        finally:
            subprocess.run(["umount", "-l", disk], check=False)


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


def run(folder, disk):
    """How many lines were not as they should be."""
    site = Site(f"sqlite:///{disk}/atlas.sqlite3", disk)
    site.fill()
    lines = Lines()
    with served(folder / "log", **environment_of(site, disk)) as address:
        site.address = address
        browser = signed_in(site, 0)
        lines.is_so("a save, all well", save(site, browser, "Before")[0], 302)
        opened = form(site, browser, "Typed while it was full")
        filler = fill(disk)
        lines.is_so("full: a page", asked(f"{address}/fr/cases/").status, 200)
        status, page = sent(browser, *opened)
        lines.is_so("full: a save", status, 503)
        lines.has("full: the words for it", page, WORDS)
        lines.has("full: the form is in the page", page, "Typed while it was full")
        lines.has("full: a back-up", command(site, "backup", disk / "backups"), "No space|full")
        lines.is_so("full: folders left behind", len([*disk.rglob("making-*")]), 0)
        filler.unlink()
        status, _page = send_again(site, browser, page)
        lines.is_so("room again: the page is sent again", status, 302)
        lines.is_so("room again: a save", save(site, browser, "After")[0], 302)
    whole = subprocess.run(
        [sys.executable, "-m", "tests.faults.look", "--whole"], capture_output=True, text=True,
        env=site.environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
    ).stdout  # fmt: skip
    lines.is_so("what is broken afterwards", whole, "[]")
    return lines.wrong


class Lines:
    wrong = 0

    def is_so(self, what, found, wanted):
        self.say(what, found, found == wanted)

    def has(self, what, text, pattern):
        found = re.search(pattern, text)
        self.say(what, found[0] if found else text[-300:], bool(found))

    def say(self, what, found, is_right):
        self.wrong += not is_right
        print(f"{'ok   ' if is_right else 'WRONG'} {what}: {found}", flush=True)


def environment_of(site, folder):
    """What the server is told of the site; its counts lie in the folder."""
    names = ["DATABASE_URL", "RELEASES_DIR", "FOUR_EYES", "SECOND_FACTOR"]
    kept = {name: site.environment[name] for name in names}
    return kept | {"LIMITS_FILE": str(folder / "limits")}


def fill(disk):
    path = disk / "filler"
    with contextlib.suppress(OSError), path.open("wb") as file:
        while True:
            file.write(b"x" * 4096)
            file.flush()
    return path


def command(site, *arguments):
    ended = subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)], env=site.environment,
        capture_output=True, text=True,
    )  # fmt: skip
    return ended.stdout + ended.stderr


def save(site, browser, title):
    return sent(browser, *form(site, browser, title))


def form(site, browser, title):
    """(address, fields) of a form that was opened, with another title."""
    address = f"{site.address}/admin/cases/case/{site.slugs[1]}/change/"
    try:
        with browser.open(address, timeout=60) as response:
            fields = Form(response.read().decode()).fields
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code} {error.url}: {error.read().decode()[-2000:]}")
    return address, [(n, title if n == "title_en" else t) for n, t in fields]


def send_again(site, browser, page):
    form = Form(page.replace("<form ", '<form id="case_form" ', 1))
    return sent(
        browser, f"{site.address}/admin/cases/case/{site.slugs[1]}/change/", form.fields
    )


class NotOn(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def sent(browser, address, fields):
    """(status, page) of a form, without following where it leads."""
    fields = [(name, text) for name, text in fields if name != "_continue"]
    data = urllib.parse.urlencode(fields).encode()
    jar = next(h for h in browser.handlers if isinstance(h, urllib.request.HTTPCookieProcessor))
    alone = urllib.request.build_opener(jar, NotOn)
    headers = {"Referer": address, "Accept-Language": "fr"}
    try:
        with alone.open(urllib.request.Request(address, data, headers), timeout=90) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


if __name__ == "__main__":
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    main()
