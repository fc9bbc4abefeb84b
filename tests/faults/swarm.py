"""A swarm that asks distinct questions from many addresses, and a reader beside it.

    python -m tests.faults.swarm                          20,000 questions of 5,000 addresses
    python -m tests.faults.swarm --rate 100               the same, a hundred a second
    python -m tests.faults.swarm --questions 300 --alone 5

Starts an atlas with the settings of a deployment and the real content, in a folder that goes
afterwards; it believes the addresses made up here (PROXY_COUNT=1). The reader has read for a
minute, so that the atlas knows it, and asks something new of its own with every twentieth page.
Says how long it waited without and with the swarm, what the swarm was answered, and what memory
the server held. It ends when all is asked, or after ``--seconds``.
"""

import argparse
import http.client
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from .serving import ROOT, served

FACETS = {
    "q": ["cantine", "jardin", "école", "santé", "eau", "logement", "femmes", "âge"],
    "sort": ["title", "place"],
    "identification": ["inferred"],
}
LANGUAGES = ["fr", "en", "es"]
PAGES = ["/fr/", "/fr/cases/", "/fr/cases/map/", "/en/", "/fr/data/", "/es/about/"]
AT = ["/cases/", "/cases/map/", "/cases/matrix/", "/search/"]
READER = "192.0.2.1"
KNOWN = 60  # seconds of reading, after which the atlas knows somebody: config/budget.py
OWN = 20  # pages of somebody known, of which one is a new question
MINE = 10_000_000  # where the numbers of these begin
THREADS = 8


def question(number, chance):
    """Distinct by its number; of the shapes that facets invite to."""
    asked = {
        name: chance.choice(values) for name, values in FACETS.items() if chance.random() < 0.5
    }
    asked["q"] = f"{asked.get('q', '')} {number:x}".strip()
    return f"/{chance.choice(LANGUAGES)}{chance.choice(AT)}?{urlencode(asked)}"


def address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


@dataclass
class Answer:
    status: int
    seconds: float
    retry_after: str = ""
    text: str = ""


class Asker:
    """One connection that stays open, as that of a browser does."""

    def __init__(self, url):
        self.place = urlsplit(url)
        self.connection = None

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def ask(self, path, who):
        """The Answer; its status is 0 if none came."""
        started = time.perf_counter()
        try:
            self.connection = self.connection or http.client.HTTPConnection(
                self.place.hostname, self.place.port, timeout=60
            )
            self.connection.request(
                "GET", path, headers={"X-Forwarded-For": who, "Host": self.place.netloc}
            )
            response = self.connection.getresponse()
            text = response.read().decode(errors="replace")
            told = response.getheader("Retry-After", "")
            return Answer(response.status, time.perf_counter() - started, told, text)
        except (OSError, http.client.HTTPException):
            self.close()
            return Answer(0, time.perf_counter() - started)


@dataclass
class Waits:
    """Seconds: of pages that somebody read before, of new questions."""

    read: list = field(default_factory=list)
    asked: list = field(default_factory=list)


@dataclass
class Seen:
    """Of the swarm: how many answers of each status, one refusal of each language, whether each
    said when to come back. Of the reader: statuses, its Waits without and with the swarm."""

    answers: Counter = field(default_factory=Counter)
    refusals: dict = field(default_factory=dict)
    without_a_time: int = 0
    reader: Counter = field(default_factory=Counter)
    alone: Waits = field(default_factory=Waits)
    beside: Waits = field(default_factory=Waits)
    took: float = 0

    def note(self, path, answer):
        self.answers[answer.status] += 1
        if answer.status == 429:
            self.refusals[path.split("/")[1]] = answer.text
            self.without_a_time += not answer.retry_after.isdigit()


class Reader:
    """Reads ``PAGES``, one at a time; once it is known, it asks something new as well."""

    def __init__(self, url):
        self.url, self.is_known = url, False
        self.statuses, self.numbers, self.chance = Counter(), count(), random.Random(1)

    def read(self, until, waits):
        with closing(Asker(self.url)) as asker:
            while not until():
                number = next(self.numbers)
                is_new = self.is_known and number % OWN == 0
                new = question(MINE + number, self.chance)
                path = new if is_new else self.chance.choice(PAGES)
                answer = asker.ask(path, READER)
                (waits.asked if is_new else waits.read).append(answer.seconds)
                self.statuses[answer.status] += 1
                time.sleep(0.05)

    def read_for(self, seconds, waits):
        ends = time.monotonic() + seconds
        self.read(lambda: time.monotonic() > ends, waits)


def swarm(url, questions, addresses, ends, rate):
    """What was Seen of a swarm. In a process of its own, which gives way to others: it shares
    neither the lock of the interpreter with the reader nor, on its own machines, a processor
    with the server."""
    os.nice(19)
    seen = Seen()
    with ThreadPoolExecutor(THREADS) as threads:
        for first in range(THREADS):
            threads.submit(
                ask_all, url, range(first, questions, THREADS), addresses, ends, rate, seen
            )
    return seen


def ask_all(url, numbers, addresses, ends, rate, seen):
    chance, started = random.Random(numbers[0]), time.monotonic()
    with closing(Asker(url)) as asker:
        for number in numbers:
            if rate:
                time.sleep(max(0, started + number / rate - time.monotonic()))
            if time.monotonic() > ends:
                return
            path = question(number, chance)
            seen.note(path, asker.ask(path, address(number % addresses)))


def tried(url, *, questions, addresses, before, alone, seconds, rate=0, between=None):
    """What was Seen: the reader for some seconds before, in which each process makes what it
    makes once, then alone, then beside the swarm for as many seconds at most."""
    reader, seen = Reader(url), Seen()
    reader.read_for(before, Waits())
    reader.is_known = before > KNOWN
    reader.read_for(alone, seen.alone)
    if between:
        between()
    done, started = threading.Event(), time.monotonic()
    beside = threading.Thread(target=reader.read, args=(done.is_set, seen.beside))
    beside.start()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        met = elsewhere.submit(
            swarm, url, questions, addresses, started + seconds, rate
        ).result()
    done.set()
    beside.join()
    seen.answers, seen.refusals, seen.reader = met.answers, met.refusals, reader.statuses
    seen.without_a_time = met.without_a_time
    seen.took = time.monotonic() - started
    return seen


def part(waits, share):
    """Milliseconds within which such a share of the answers came."""
    return sorted(waits)[max(0, int(len(waits) * share) - 1)] * 1000 if waits else 0


def children(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def memory(pid):
    """MB of a process and those that it started."""
    held = 0
    for one in [str(pid), *children(pid)]:
        for line in Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                held += int(line.split()[1])
    return round(held / 1024)


@contextmanager
def atlas(folder, processes=1):
    """The address of an atlas with its content, which believes what a proxy says."""
    environment = {
        "DATABASE_URL": f"sqlite:///{folder}/atlas.sqlite3",
        "RELEASES_DIR": str(folder / "releases"),
        "LIMITS_FILE": str(folder / "limits"),
        "PROXY_COUNT": "1",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
    }
    for command in ("migrate", "load_content"):
        subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", command, "-v0"],
            cwd=ROOT, env=os.environ | environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    with served(folder / "log", processes, **environment) as url:
        yield url


def told(seen, before, after):
    for name, waits in (("alone", seen.alone), ("beside the swarm", seen.beside)):
        for kind, some in (("pages", waits.read), ("questions", waits.asked)):
            yield (
                f"reader {name}: {len(some)} {kind}, p50 {part(some, 0.5):.1f} ms, "
                f"p99 {part(some, 0.99):.1f} ms"
            )
    slowest = [part(waits.read + waits.asked, 0.99) for waits in (seen.beside, seen.alone)]
    yield (
        f"p99 of all × {slowest[0] / max(slowest[1], 0.001):.2f}; "
        f"what the reader was answered: {dict(seen.reader)}"
    )
    asked, failed = sum(seen.answers.values()), broken(seen.answers)
    yield f"swarm: {asked} questions in {seen.took:.0f} s, answered {dict(seen.answers)}"
    yield f"5xx or no answer: {failed}; 429 without Retry-After: {seen.without_a_time}"
    yield f"memory of the server: {before} MB before, {after} MB after"


def broken(answers):
    return sum(count for status, count in answers.items() if not 200 <= status < 500)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=20_000)
    parser.add_argument("--addresses", type=int, default=5_000)
    parser.add_argument(
        "--before",
        type=int,
        default=KNOWN + 5,
        help="seconds in which the reader becomes known",
    )
    parser.add_argument("--alone", type=int, default=20, help="seconds without the swarm")
    parser.add_argument("--seconds", type=int, default=300, help="of the swarm, at most")
    parser.add_argument(
        "--rate", type=int, default=0, help="questions a second; 0: as many as are answered"
    )
    parser.add_argument(
        "--processes", type=int, default=2, help="of the server: 2, as deployed"
    )
    given = vars(parser.parse_args())
    processes = given.pop("processes")
    with tempfile.TemporaryDirectory(prefix="swarm-") as folder:
        with atlas(Path(folder), processes) as url:
            [server] = children(os.getpid())
            held = []  # before the swarm, when the server has read what it needs; and after
            seen = tried(url, **given, between=lambda: held.append(memory(server)))
            held.append(memory(server))
        sys.stdout.write("\n".join([*told(seen, *held), ""]))
    sys.exit(bool(broken(seen.answers)))


if __name__ == "__main__":
    main()
