"""The real server with two processes: what they share, and what it writes into its log."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from tests.both_databases import PRODUCTION
from tests.postgres import free_port

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """(address, log) of two processes on an empty atlas, where five requests a minute do."""
    folder = tmp_path_factory.mktemp("processes")
    address = f"http://127.0.0.1:{free_port()}"
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": PRODUCTION["SECRET_KEY"],
        "SITE_URL": address,
        "DATABASE_URL": f"sqlite:///{folder / 'atlas.sqlite3'}",
        "API_RATE": "5/minute",
        "LOG_LEVEL": "ERROR",
        "DEBUG": "true",  # static files need not be collected
    }
    run = {"cwd": settings.BASE_DIR, "env": environment}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, **run)
    log = folder / "log"
    command = [Path(sys.executable).parent / "gunicorn", "config.wsgi", "--workers", "2",
               "--threads", "2", "--bind", address.removeprefix("http://"),
               "--no-control-socket", "--log-level", "warning"]  # fmt: skip
    with log.open("w") as written:
        started = subprocess.Popen(command, stdout=written, stderr=written, **run)
        try:
            wait_for(f"{address}/robots.txt")
            yield address, log
        finally:
            started.terminate()
            started.wait(timeout=30)


def wait_for(address):
    for _ in range(150):
        try:
            return asked(address)
        except OSError:
            time.sleep(0.2)
    return pytest.fail("The server does not answer.")


def asked(address, method="GET"):
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, method=method), timeout=30
        ) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_an_address_may_ask_the_api_as_often_as_is_said_whichever_process_answers(server):
    answers = [asked(f"{server[0]}/api/v1/groups/") for _ in range(20)]

    assert [status for status, _, _ in answers] == [200] * 5 + [429] * 15
    for _, headers, body in answers[5:]:
        assert headers["Content-Type"] == "application/problem+json"
        assert 0 < int(headers["Retry-After"]) <= 60
        assert json.loads(body)["status"] == 429


def test_a_head_is_no_warning_in_the_log(server):
    address, log = server
    for page in ["/fr/", "/fr/", "/fr/nowhere/", "/api/v1/cases/", "/fr/cases/export.csv",
                 "/fr/image.png", "/sitemap.xml", "/admin/login/"]:  # fmt: skip
        assert asked(f"{address}{page}", "HEAD")[2] == b""

    assert "no-body" not in log.read_text()
