"""How often an address may ask: one count for all processes, of nothing that names a person."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from config import shared_cache
from editorial import limits
from editorial.limits import Limit, MachineCounter, network
from tests.postgres import free_port

PROCESS = """
import django; django.setup()
from pathlib import Path
from config import shared_cache
from editorial import limits
counter = limits.MachineCounter(Path({path!r}))
limits.of_this_machine = lambda: counter
print(sum(not limits.Limit("api", "50/minute").refused("192.0.2.1") for _ in range(40)))
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Where this machine counts, new."""
    return renewed(tmp_path / "limits.sqlite3", monkeypatch)


def renewed(path, monkeypatch):
    counter = MachineCounter(path)
    monkeypatch.setattr(limits, "of_this_machine", lambda: counter)
    return path


@pytest.fixture
def clock(monkeypatch):
    """clock(30) lets so many seconds pass."""
    now = [1_800_000_000.0]
    monkeypatch.setattr(limits, "time", lambda: now[0])

    def pass_by(seconds):
        now[0] += seconds

    return pass_by


def test_so_many_may_then_it_is_said_how_long_to_wait(file, clock):
    limit = Limit("api", "3/minute")

    assert [limit.refused("192.0.2.1") for _ in range(3)] == [0, 0, 0]
    assert limit.refused("192.0.2.1") == 60
    clock(20)
    assert limit.refused("192.0.2.1") == 40
    clock(40)
    assert limit.refused("192.0.2.1") == 0


def test_in_no_stretch_of_time_may_more(file, clock):
    limit = Limit("api", "5/minute")
    allowed = []
    for second in range(300):
        allowed += [second] * (not limit.refused("192.0.2.1"))
        clock(1)

    assert len(allowed) >= 20
    assert all(later - sooner >= 60 for sooner, later in zip(allowed, allowed[5:]))  # noqa: B905


def test_two_processes_count_together(file):
    command = [sys.executable, "-c", PROCESS.format(path=str(file))]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    def run(_):
        return int(
            subprocess.run(
                command, env=environment, cwd=settings.BASE_DIR, capture_output=True, check=True
            ).stdout
        )

    with ThreadPoolExecutor(2) as both:
        assert sum(both.map(run, range(2))) == 50


def test_addresses_and_deeds_are_counted_apart(file):
    assert not Limit("api", "1/hour").refused("192.0.2.1")
    assert Limit("api", "1/hour").refused("192.0.2.1")
    assert not Limit("api", "1/hour").refused("192.0.2.2")
    assert not Limit("selection", "1/hour").refused("192.0.2.1")


def test_two_installations_on_one_machine_are_counted_apart(file, settings):
    assert not Limit("api", "1/hour").refused("192.0.2.1")
    settings.SITE_URL = "https://other.example.org"
    assert not Limit("api", "1/hour").refused("192.0.2.1")


def test_what_no_longer_counts_is_gone(file, clock):
    for number in range(50):
        Limit("api", "3/minute").refused(f"192.0.2.{number}")
    clock(120)
    Limit("api", "3/minute").refused("192.0.2.200")

    with sqlite3.connect(file) as counted:
        assert counted.execute("SELECT count(*) FROM asked").fetchone() == (1,)
    counted.close()


def test_one_address_leaves_few_rows_however_often_it_asks(file, clock):
    for _ in range(2000):
        Limit("api", "100000/day").refused("192.0.2.1")
        clock(43)

    with sqlite3.connect(file) as counted:
        assert counted.execute("SELECT count(*) FROM asked").fetchone()[0] <= 62
    counted.close()


def test_no_address_is_written_down(file):
    Limit("api", "3/minute").refused("192.0.2.77")

    assert file.exists()
    for path in file.parent.iterdir():
        assert b"192.0.2.77" not in path.read_bytes()


def test_where_no_file_can_be_written_a_process_still_counts(tmp_path, monkeypatch, caplog):
    caplog.set_level("WARNING", "atlas.limits")
    renewed(tmp_path / "missing" / "limits.sqlite3", monkeypatch)
    limit = Limit("api", "2/minute")

    assert [bool(limit.refused("192.0.2.1")) for _ in range(4)] == [False, False, True, True]
    assert len(caplog.records) == 1


def test_a_file_that_is_no_database_stops_nothing(file):
    file.write_bytes(b"no database" * 1000)
    limit = Limit("api", "1/minute")

    assert [bool(limit.refused("192.0.2.1")) for _ in range(2)] == [False, True]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:2", "2001:db8::/64"),
        ("unknown", "unknown"),
    ],
)
def test_who_has_a_network_is_one_reader(address, counted):
    assert network(address) == counted


def test_where_the_shared_cache_is_away_the_machine_counts(file, settings, monkeypatch, caplog):
    monkeypatch.setattr(shared_cache.SharedCache, "away_until", 0)
    settings.CACHE_URL = f"redis://127.0.0.1:{free_port()}/0"
    settings.CACHES = {
        "default": {
            "BACKEND": "config.shared_cache.SharedCache",
            "LOCATION": settings.CACHE_URL,
        }
    }
    limit = Limit("api", "2/minute")

    assert [bool(limit.refused("192.0.2.1")) for _ in range(3)] == [False, False, True]
    assert file.exists()
