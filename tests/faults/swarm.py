"""A swarm that asks distinct questions from many addresses, and a reader beside it.

    python -m tests.faults.swarm                          20,000 questions of 5,000 addresses
    python -m tests.faults.swarm --rate 100               the same, a hundred a second
    python -m tests.faults.swarm --questions 300 --alone 5

Starts an atlas with the settings of a deployment and the real content, in a folder that goes
afterwards; it believes the addresses made up here (PROXY_COUNT=1). Says how long the reader
waited without and with the swarm, what the swarm was answered, and what memory the server held.
It ends when all is asked, or after ``--seconds``.
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
THREADS = 8
WARM = 5  # seconds


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
class Seen:
    """Of the swarm: how many answers of each status, one refusal of each language, whether each
    said when to come back. Of the reader: statuses, and seconds without and with the swarm."""

    answers: Counter = field(default_factory=Counter)
    refusals: dict = field(default_factory=dict)
    without_a_time: int = 0
    reader: Counter = field(default_factory=Counter)
    alone: list = field(default_factory=list)
    beside: list = field(default_factory=list)
    took: float = 0

    def note(self, path, answer):
        self.answers[answer.status] += 1
        if answer.status == 429:
            self.refusals[path.split("/")[1]] = answer.text
            self.without_a_time += not answer.retry_after.isdigit()


def read(url, until, waits, statuses):
    chance = random.Random(1)
    with closing(Asker(url)) as asker:
        while not until():
            answer = asker.ask(chance.choice(PAGES), READER)
            waits.append(answer.seconds)
            statuses[answer.status] += 1
            time.sleep(0.05)


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


def tried(url, *, questions, addresses, alone, seconds, rate=0, between=lambda: None):
    """What was Seen: the reader alone for some seconds, then the swarm for as many at most.
    What each process makes once is made before: both times ask for the same work."""
    seen, made = Seen(), time.monotonic() + min(WARM, alone)
    read(url, lambda: time.monotonic() > made, [], seen.reader)
    ends = time.monotonic() + alone
    read(url, lambda: time.monotonic() > ends, seen.alone, seen.reader)
    between()
    done, started = threading.Event(), time.monotonic()
    reader = threading.Thread(target=read, args=(url, done.is_set, seen.beside, seen.reader))
    reader.start()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        met = elsewhere.submit(
            swarm, url, questions, addresses, started + seconds, rate
        ).result()
    done.set()
    reader.join()
    seen.answers, seen.refusals = met.answers, met.refusals
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
        yield (
            f"reader {name}: {len(waits)} pages, p50 {part(waits, 0.5):.0f} ms, "
            f"p99 {part(waits, 0.99):.0f} ms"
        )
    more = part(seen.beside, 0.99) / max(part(seen.alone, 0.99), 0.001)
    asked, failed = sum(seen.answers.values()), broken(seen.answers)
    yield f"p99 × {more:.2f}; what the reader was answered: {dict(seen.reader)}"
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
