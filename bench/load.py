"""``make load``: readers and editors at once, and reloads meanwhile; nobody may see an error.

    make load                          ten minutes on SQLite, ten on PostgreSQL
    make load ARGS="--minutes 2"       the same, shorter
    make load ARGS="--engines sqlite"

Each engine has an atlas of its own in a folder that goes afterwards, with the real content, and
two processes of four threads. Of a hundred requests twenty are saves at the desk: the form of a
case is opened and sent back with another title. Three times all workers are replaced (HUP).
What is told: requests, errors, how long reading and saving took, memory of the workers. What a
form does not hold at the end, though its save was taken, is an error.
"""

import argparse
import contextlib
import http.cookiejar
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from tests.postgres import binaries, free_port, throw_away_cluster

from .unlimited import UNLIMITED

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PASSWORD = "a-password-for-the-load"
READERS, EDITORS, RELOADS = 8, 3, 3
OF_WRITES = 0.20
PAGES = [
    "/{l}/", "/{l}/cases/?n={n}", "/{l}/cases/?q=water&n={n}", "/{l}/cases/map/?n={n}",
    "/{l}/cases/{slug}/", "/{l}/cases/matrix/?n={n}", "/{l}/contributions/", "/{l}/about/",
    "/{l}/cases/export.csv?n={n}", "/{l}/search/?q=care&n={n}", "/sitemap.xml",
]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"])
    asked = parser.parse_args()
    errors = 0
    for engine in asked.engines:
        with database_of(engine) as (url, folder):
            errors += run(engine, url, folder, asked.minutes * 60)
    sys.exit(bool(errors))


@contextlib.contextmanager
def database_of(engine):
    with tempfile.TemporaryDirectory(prefix="load-") as folder, contextlib.ExitStack() as stack:
        if engine == "sqlite":
            yield f"sqlite:///{folder}/atlas.sqlite3", Path(folder)
        elif given := os.environ.get("LOAD_DATABASE_URL"):
            yield given, Path(folder)
        elif binaries():
            yield stack.enter_context(throw_away_cluster()), Path(folder)
        else:
            sys.exit("There is no PostgreSQL to start.")


class Site:
    """The running atlas: its address, its master process, and what was measured."""

    def __init__(self, url, folder):
        self.address = f"http://127.0.0.1:{free_port()}"
        self.environment = os.environ | UNLIMITED | {
            "DATABASE_URL": url, "SITE_URL": self.address, "LOG_LEVEL": "ERROR",
            "RELEASES_DIR": str(folder / "releases"), "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
            "FOUR_EYES": "false",
        }  # fmt: skip
        self.log = folder / "log"
        self.times = {"read": [], "save": []}
        self.begun, self.wrong, self.lock = Counter(), Counter(), threading.Lock()
        self.saved = {}  # {case: the title that was sent last and taken}
        self.until = 0.0

    def manage(self, *arguments):
        ended = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment,
            capture_output=True, text=True,
        )  # fmt: skip
        if ended.returncode:
            sys.exit(f"{arguments}: {ended.stderr}")
        return ended.stdout

    def fill(self):
        self.manage("migrate", "-v0")
        self.manage("load_content", "-v0")
        for n in range(EDITORS):
            self.manage("createsuperuser", "--no-input", f"--username=editor-{n}",
                        "--email=editor@example.org")  # fmt: skip
        self.slugs = self.manage(
            "shell", "--no-imports", "-c",
            "from cases.models import Case\n"
            "for c in Case.objects.published(): print(c.slug, c.pk)",
        ).split()  # fmt: skip

    @contextlib.contextmanager
    def running(self):
        command = [BIN / "gunicorn", "config.wsgi", "--workers", "2", "--threads", "4",
                   "--bind", self.address.removeprefix("http://"), "--no-control-socket",
                   "--log-level", "warning"]  # fmt: skip
        with (
            self.log.open("w") as log,
            subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log
            ) as self.master,
        ):
            try:
                for _ in range(300):
                    with contextlib.suppress(OSError):
                        urllib.request.urlopen(f"{self.address}/healthz", timeout=5).close()
                        break
                    time.sleep(0.2)
                yield
            finally:
                self.master.terminate()

    def note(self, kind, started, wrong=""):
        with self.lock:
            self.times[kind].append(time.perf_counter() - started)
            if wrong:
                self.wrong[f"{kind}: {wrong}"] += 1

    def begins(self, kind):
        """Whether its turn has come: readers and editors keep to their shares of all. Neither
        waits for the other at each step, so that both are at work at once."""
        with self.lock:
            ahead = self.begun["read"] * OF_WRITES - self.begun["save"] * (1 - OF_WRITES)
            may = ahead > 0 if kind == "save" else ahead < READERS * OF_WRITES
            self.begun[kind] += may
            return may

    def memory(self):
        """MB of each worker."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                status = dict(
                    line.split(":", 1) for line in (folder / "status").read_text().splitlines()
                )
                if int(status["PPid"]) == self.master.pid:
                    found.append(int(status["VmRSS"].split()[0]) // 1024)
        return found


def run(engine, url, folder, seconds):
    """How many errors there were."""
    site = Site(url, folder)
    say(f"{engine}: making the atlas …")
    site.fill()
    with site.running():
        before, site.until = site.memory(), time.monotonic() + seconds
        threads = [threading.Thread(target=read, args=[site, n]) for n in range(READERS)]
        threads += [threading.Thread(target=edit, args=[site, n]) for n in range(EDITORS)]
        for thread in threads:
            thread.start()
        for _ in range(RELOADS):
            time.sleep(seconds / (RELOADS + 1))
            site.master.send_signal(signal.SIGHUP)
        for thread in threads:
            thread.join()
        after = site.memory()
        look_for_losses(site)
    return report(engine, site, seconds, before, after)


def read(site, seed):
    chance = random.Random(seed)
    while time.monotonic() < site.until:
        if not site.begins("read"):
            time.sleep(0.02)
            continue
        page = chance.choice(PAGES).format(
            l=chance.choice(["fr", "en", "es"]), n=chance.randrange(1000),
            slug=chance.choice(site.slugs[::2]),
        )  # fmt: skip
        started = time.perf_counter()
        try:
            with urllib.request.urlopen(site.address + page, timeout=60) as response:
                response.read()
            site.note("read", started)
        except urllib.error.HTTPError as error:
            site.note("read", started, f"{error.code} {page}")
        except OSError as error:
            site.note("read", started, f"{error} {page}")


class Form(HTMLParser):
    """The fields of the form of a case, as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.text, self.select = [], None, None
        self.within = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "form":
            self.within = has.get("id") == "case_form"
        if not self.within:
            return
        if tag == "input" and has.get("name") and has.get("type") not in ("submit", "file"):
            if has.get("type") not in ("checkbox", "radio") or "checked" in has:
                self.fields.append((has["name"], has.get("value") or ""))
        elif tag == "textarea":
            self.text = [has.get("name"), ""]
        elif tag == "select":
            self.select = has.get("name")
        elif tag == "option" and self.select and "selected" in has:
            self.fields.append((self.select, has.get("value") or ""))

    def handle_data(self, data):
        if self.text:
            self.text[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.text:
            self.fields.append((self.text[0], self.text[1].removeprefix("\n")))
            self.text = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.within = False


def edit(site, number):
    """Each editor has cases of his own: two at one case is asked about elsewhere."""
    browser = signed_in(site, number)
    cases, chance = site.slugs[1::2][number::EDITORS], random.Random(number)
    while time.monotonic() < site.until:
        if not site.begins("save"):
            time.sleep(0.02)
            continue
        started = time.perf_counter()
        try:
            site.note("save", *save(site, browser, chance.choice(cases), chance))
        except urllib.error.HTTPError as error:
            site.note("save", started, f"{error.code} {error.url}")
        except OSError as error:
            site.note("save", started, str(error))


def save(site, browser, key, chance):
    """(when the form was sent, what was wrong)"""
    address = f"{site.address}/admin/cases/case/{key}/change/"
    with browser.open(address, timeout=60) as response:
        fields = Form(response.read().decode()).fields
    title = f"Title {chance.randrange(10**9)}"
    fields = [(name, title if name == "title_en" else text) for name, text in fields
              if name != "_continue"]  # fmt: skip
    started = time.perf_counter()
    request = urllib.request.Request(
        address, urllib.parse.urlencode(fields).encode(), {"Referer": address}
    )
    with browser.open(request, timeout=60) as response:
        response.read()
        if "/change/" in response.url:
            return started, f"not saved: {response.url}"
    site.saved[key] = title
    return started, ""


def look_for_losses(site):
    """What was taken last stands in each form."""
    browser = signed_in(site, 0)
    for key, title in site.saved.items():
        address = f"{site.address}/admin/cases/case/{key}/change/"
        with browser.open(address, timeout=60) as response:
            fields = dict(Form(response.read().decode()).fields)
        if fields["title_en"] != title:
            site.wrong[f"lost: {key}"] += 1


def signed_in(site, number):
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"{site.address}/admin/login/"
    browser.open(address, timeout=60).close()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    fields = {"username": f"editor-{number}", "password": PASSWORD, "next": "/admin/",
              "csrfmiddlewaretoken": token}  # fmt: skip
    data = urllib.parse.urlencode(fields).encode()
    browser.open(
        urllib.request.Request(address, data, {"Referer": address}), timeout=60
    ).close()
    return browser


def report(engine, site, seconds, before, after):
    reads, saves = sorted(site.times["read"]), sorted(site.times["save"])
    wrong = sum(site.wrong.values())
    share = len(saves) / max(len(reads) + len(saves), 1)
    say(f"{engine}: {seconds:.0f} s, {RELOADS} reloads, {len(reads)} pages read and "
        f"{len(saves)} saves ({share:.0%}), {wrong} errors")  # fmt: skip
    for name, times in (("reading", reads), ("saving", saves)):
        if len(times) > 1:
            cuts = statistics.quantiles(times, n=100, method="inclusive")
            say(f"  {name}: p50 {cuts[49]:.2f} s, p99 {cuts[98]:.2f} s, most {times[-1]:.2f} s")
    say(f"  memory of the workers: {before} MB before, {after} MB after")
    for what, times in site.wrong.most_common(10):
        say(f"  {times} × {what}")
    tracebacks = site.log.read_text().count("Traceback")
    if tracebacks:
        say(f"  {tracebacks} errors in the log:\n{site.log.read_text()[-2000:]}")
    return wrong + tracebacks


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    main()
