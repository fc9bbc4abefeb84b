"""A real server whose faults are tried, and a wire that can be cut, held or slowed."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tests.both_databases import PRODUCTION
from tests.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served(log, processes=1, **environment):
    """The address of processes with four threads each, once they are alive; their log in a
    file."""
    address = f"http://127.0.0.1:{free_port()}"
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": PRODUCTION["SECRET_KEY"],
        "SITE_URL": address,
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        **environment,
    }
    command = [Path(sys.executable).parent / "gunicorn", "config.wsgi",
               "--workers", str(processes), "--threads", "4",
               "--bind", address.removeprefix("http://"),
               "--no-control-socket", "--log-level", "warning"]  # fmt: skip
    with log.open("w") as written:
        started = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=written, stderr=written
        )
        try:
            until = time.monotonic() + 60
            while asked(f"{address}/healthz").status != 200:
                assert time.monotonic() < until, log.read_text()[-3000:]
                time.sleep(0.2)
            yield address
        finally:
            started.terminate()
            try:
                started.wait(timeout=40)
            except subprocess.TimeoutExpired:
                started.kill()


class Answer:
    def __init__(self, status, headers, body, took):
        self.status, self.headers, self.took = status, headers, took
        self.text = body.decode(errors="replace")


def asked(address, *, timeout=60, **headers):
    """The Answer; status 0 if there was none within ``timeout`` seconds."""
    started = time.monotonic()
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        request = urllib.request.Request(address, headers=headers)
        with urllib.request.urlopen(request, timeout=timeout) as response:
            found = response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        found = error.code, error.headers, error.read()
    except OSError:
        found = 0, {}, b""
    return Answer(*found, time.monotonic() - started)


class Wire:
    """Between a server and what it needs. ``state``: "whole", "held" (packets stay in it),
    "cut" (nobody listens, what was open is closed), or seconds by which each packet is late."""

    def __init__(self, host, port):
        self.to, self.state, self.open = (host, port), "whole", []
        self.port = free_port()
        self.listener = None
        self.mend()

    def mend(self):
        self.state = "whole"
        if self.listener is None:
            self.listener = socket.create_server(("127.0.0.1", self.port))
            threading.Thread(target=self.accept, args=[self.listener], daemon=True).start()

    def hold(self):
        self.state = "held"

    def slow(self, seconds):
        self.state = seconds

    def cut(self):
        self.state = "cut"
        listener, self.listener = self.listener, None
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for end in self.open:
            with closing(end):
                end_of(end)
        self.open = []

    def accept(self, listener):
        while True:
            try:
                ours, _from = listener.accept()
                theirs = socket.create_connection(self.to)
            except OSError:
                return
            self.open += [ours, theirs]
            for ends in ((ours, theirs), (theirs, ours)):
                threading.Thread(target=self.carry, args=ends, daemon=True).start()

    def carry(self, source, target):
        try:
            while packet := source.recv(65536):
                while self.state == "held":
                    time.sleep(0.05)
                if isinstance(self.state, float):
                    time.sleep(self.state)
                target.sendall(packet)
        except OSError:
            pass
        end_of(source)
        end_of(target)


def end_of(end):
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
