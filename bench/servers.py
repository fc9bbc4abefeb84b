"""Real servers on free ports, and the time and memory that they take."""

import contextlib
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.postgres import free_port

from .unlimited import UNLIMITED

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
DATASETTE = ROOT / ".local" / "datasette" / "bin" / "datasette"


@contextlib.contextmanager
def running(command, ready, environment=None):
    """The address and the process of a server, from its first answer on."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    ours = {"SITE_URL": address, "CACHE_URL": ""}
    with subprocess.Popen(
        [str(part).format(port=port) for part in command],
        env=os.environ | UNLIMITED | (environment or {}) | ours,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    get(address + ready)
                    break
                time.sleep(0.2)
            yield address, process
        finally:
            process.terminate()


def atlas(database, application="config.wsgi"):
    return running(
        [BIN / "gunicorn", application, "--bind", "127.0.0.1:{port}", "--workers", "1",
         "--threads", "4", "--no-control-socket", "--timeout", "300"],
        "/fr/about/",
        {"DATABASE_URL": database, "LOG_LEVEL": "ERROR"},
    )  # fmt: skip


def datasette(path):
    return running(
        [DATASETTE, "serve", path, "-p", "{port}", "--setting", "sql_time_limit_ms", "120000",
         "--setting", "facet_time_limit_ms", "120000"],
        "/",
    )  # fmt: skip


def get(address):
    with urllib.request.urlopen(address, timeout=300) as response:
        return response.read()


def seconds(address):
    started = time.perf_counter()
    get(address)
    return time.perf_counter() - started


def interleaved(addresses, rounds, first=0):
    """{name: (p50, p95) in milliseconds}; the rounds alternate, so that what else the machine
    does falls on all alike. ``addresses`` give one for each round, from the ``first`` on."""
    times = {name: [] for name in addresses}
    for number in range(first, first + rounds):
        for name, address in addresses.items():
            times[name].append(seconds(address(number)) * 1000)
    return {name: summed_up(values) for name, values in times.items()}


def summed_up(values):
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def memory(process):
    """Megabytes that the workers of a server hold."""
    total = 0
    for task in Path(f"/proc/{process.pid}/task").glob("*/children"):
        for child in task.read_text().split():
            status = Path(f"/proc/{child}/status").read_text()
            total += int(re.search(r"VmRSS:\s+(\d+)", status)[1])
    return total / 1024
