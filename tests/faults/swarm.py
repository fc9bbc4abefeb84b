"""A swarm that asks distinct questions from many addresses, and a reader beside it.

    python -m tests.faults.swarm --url http://127.0.0.1:8418 --questions 20000 --addresses 5000

The server must run with PROXY_COUNT=1, so that it believes the addresses made up here. Says how
long the reader waited without and with the swarm, what the swarm was answered, and what memory
the workers held (``--pid`` of the server).
"""

import argparse
import http.client
import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode, urlsplit

FACETS = {
    "q": ["cantine", "jardin", "école", "santé", "eau", "logement", "femmes", "âge"],
    "sort": ["title", "place"],
    "identification": ["inferred"],
}
PAGES = ["/fr/", "/fr/cases/", "/fr/cases/map/", "/en/", "/fr/data/", "/es/about/"]
AT = ["/cases/", "/cases/map/", "/cases/matrix/", "/search/"]


def question(number, chance):
    """Distinct by its number; of the shapes that facets invite to."""
    asked = {
        name: chance.choice(values) for name, values in FACETS.items() if chance.random() < 0.5
    }
    asked["q"] = f"{asked.get('q', '')} {number:x}".strip()
    return f"/{chance.choice(['fr', 'en', 'es'])}{chance.choice(AT)}?{urlencode(asked)}"


def address(number):
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


class Asker:
    def __init__(self, url):
        self.place = urlsplit(url)
        self.connection = None

    def ask(self, path, who):
        """(status, seconds)"""
        started = time.perf_counter()
        try:
            self.connection = self.connection or http.client.HTTPConnection(
                self.place.hostname, self.place.port, timeout=60
            )
            self.connection.request(
                "GET", path, headers={"X-Forwarded-For": who, "Host": self.place.netloc}
            )
            response = self.connection.getresponse()
            response.read()
            return response.status, time.perf_counter() - started
        except (OSError, http.client.HTTPException):
            self.connection = None
            return 0, time.perf_counter() - started


def read(url, until, waits, statuses):
    asker, chance = Asker(url), random.Random(1)
    while not until():
        status, seconds = asker.ask(chance.choice(PAGES), "192.0.2.1")
        waits.append(seconds)
        statuses[status] += 1
        time.sleep(0.05)


def swarm(url, numbers, addresses, answers):
    asker, chance = Asker(url), random.Random(numbers[0])
    for number in numbers:
        status, _seconds = asker.ask(question(number, chance), address(number % addresses))
        answers[status] += 1


def in_words(waits):
    waits = sorted(waits) or [0]
    parts = {name: waits[int(len(waits) * part) - 1] for name, part in
             [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)]}  # fmt: skip
    return {name: f"{seconds * 1000:.0f} ms" for name, seconds in parts.items()}, parts["p99"]


def memory(pid):
    """MB of the server and its workers."""
    if not pid:
        return None
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    held = 0
    for one in [str(pid), *children]:
        for line in Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                held += int(line.split()[1])
    return round(held / 1024)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--questions", type=int, default=20_000)
    parser.add_argument("--addresses", type=int, default=5_000)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--alone", type=int, default=20, help="seconds without the swarm")
    parser.add_argument("--pid", type=int, default=0)
    given = parser.parse_args()

    ends = time.monotonic() + given.alone
    alone, statuses = [], Counter()
    read(given.url, lambda: time.monotonic() > ends, alone, statuses)
    before = memory(given.pid)

    answers, beside, done = Counter(), [], threading.Event()
    reader = threading.Thread(target=read, args=(given.url, done.is_set, beside, statuses))
    reader.start()
    started = time.monotonic()
    threads = [
        threading.Thread(
            target=swarm,
            args=(
                given.url,
                range(n, given.questions, given.threads),
                given.addresses,
                answers,
            ),
        )
        for n in range(given.threads)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    reader.join()
    took = time.monotonic() - started

    (without, p99_without), (with_it, p99_with) = in_words(alone), in_words(beside)
    told = [
        f"swarm: {given.questions} of {given.addresses} in {took:.0f} s: {dict(answers)}",
        f"reader alone ({len(alone)}): {without}",
        f"reader beside it ({len(beside)}): {with_it}; p99 × {p99_with / p99_without:.2f}",
        f"reader's answers: {dict(statuses)}; memory {before} → {memory(given.pid)} MB",
    ]
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main()
