"""How often one address may ask: counted for all processes of a machine together, and for
all machines where they share a cache.

Counted is in sixtieths of the time, so that an address leaves at most that many rows; none is
allowed more than the number within any stretch of that time. Of an address only a keyed hash
is kept, and only as long as it counts.
"""

import contextlib
import logging
import sqlite3
from dataclasses import dataclass
from functools import cache as once
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from math import ceil
from os import getpid
from threading import Lock
from time import time

from django.conf import settings
from django.core.cache import cache

PARTS = 60
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
TABLE = """
CREATE TABLE IF NOT EXISTS asked (
  who BLOB, until REAL, times INTEGER, PRIMARY KEY (who, until)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS asked_until ON asked (until);
"""
log = logging.getLogger("atlas.limits")


@dataclass(frozen=True)
class Limit:
    """``Limit("api", "300/minute")``: what is asked for counts apart from what is not."""

    what: str
    rate: str

    @property
    def most(self):
        return int(self.rate.partition("/")[0])

    @property
    def seconds(self):
        return SECONDS[self.rate.partition("/")[2]]

    def refused(self, address):
        """How many seconds it must wait; 0 if it may, which is then counted."""
        return self._told(address, lambda counter, *asked: counter.count_request(*asked))

    def wait(self, address):
        """The same, and nothing is counted."""
        return self._told(address, lambda counter, *asked: counter.look_up(*asked))

    def _told(self, address, by):
        part, now = self.seconds / PARTS, time()
        until = ceil(now / part) * part + self.seconds
        asked = self.key(address), now, until, self.most
        wait = by(cache, *asked) if settings.CACHE_URL else None
        if wait is None:  # there is no shared cache, or it is away
            wait = by(of_this_machine(), *asked)
        return min(ceil(wait), self.seconds)

    def give_back(self, address):
        """One that was counted shall not count."""
        who = self.key(address)
        if not (settings.CACHE_URL and cache.give_back(who)):
            of_this_machine().give_back(who)

    def key(self, address):
        told = "\n".join([self.what, self.rate, settings.SITE_URL, network(address)])
        key = settings.SECRET_KEY.encode()[:64]
        return blake2b(told.encode(), key=key, digest_size=16).digest()


def network(address):
    """Who has one address of IPv6 has the 2^64 beside it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return str(address)
    if parsed.version == 4 or parsed.ipv4_mapped:
        return str(getattr(parsed, "ipv4_mapped", None) or parsed)
    return str(ip_network((parsed, 64), strict=False))


@once
def of_this_machine():
    return MachineCounter(settings.LIMITS_FILE)


class MachineCounter:
    """A file of SQLite's beside the database: to count a reader waits for no editor, and
    waits for no disk. Where none can be written, each process counts for itself."""

    def __init__(self, path):
        self.path, self.lock = path, Lock()
        self.connection = self.process = None

    def count_request(self, who, now, until, most):
        """Seconds until ``who`` may ask again; 0 and one more counted, if it may now."""
        with self.lock:
            try:
                return self._count(who, now, until, most)
            except sqlite3.Error as error:
                log.warning("Requests are counted by each process for itself: %s", error)
                self.path = ":memory:"
                self._close()
                return self._count(who, now, until, most)

    def look_up(self, who, now, until, most):
        """The same, and nothing is counted: to read waits for no other process."""
        with self.lock:
            try:
                (times, first) = self._counted(who, now, until)
            except sqlite3.Error:
                return 0
        return (first or until) - now if times >= most else 0

    def give_back(self, who):
        with self.lock, contextlib.suppress(sqlite3.Error):
            self._opened().execute(
                "UPDATE asked SET times = max(times - 1, 0) WHERE who = ? AND until ="
                " (SELECT max(until) FROM asked WHERE who = ?)",
                [who, who],
            )

    def _count(self, who, now, until, most):
        with self._opened() as asked:
            asked.execute("BEGIN IMMEDIATE")
            # What lies too far ahead was counted before the clock was set back.
            asked.execute(
                "DELETE FROM asked WHERE until <= ? OR (who = ? AND until > ?)",
                [now, who, 2 * until - now],
            )
            (times, first) = self._counted(who, now, until)
            if times >= most:
                return (first or until) - now
            asked.execute(
                "INSERT INTO asked VALUES (?, ?, 1)"
                " ON CONFLICT (who, until) DO UPDATE SET times = times + 1",
                [who, until],
            )
            return 0

    def _counted(self, who, now, until):
        """(how often it asked, when the first of these ends)"""
        return self._opened().execute(
            "SELECT coalesce(sum(times), 0), min(until) FROM asked"
            " WHERE who = ? AND until > ? AND until <= ?",
            [who, now, 2 * until - now],
        ).fetchone()  # fmt: skip

    def _opened(self):
        """The connection of this process: none survives a fork."""
        if self.process != getpid():
            self.connection, self.process = self._connect(), getpid()
        return self.connection

    def _connect(self):
        new = sqlite3.connect(
            self.path, timeout=2, isolation_level=None, check_same_thread=False
        )
        # A count that a power cut takes away is no loss.
        new.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; {TABLE}")
        return new

    def _close(self):
        if self.connection:
            self.connection.close()
        self.connection = self.process = None
