"""The databases of the bench: an atlas of each size, made once and kept under ``.local/``.

Another analysis of words or other fixtures want others: remove them then.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from tests.postgres import binaries, throw_away_cluster

from .unlimited import UNLIMITED

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".local" / "bench"


def engines():
    """Those that this machine has."""
    there = os.environ.get("BENCH_DATABASE_URL") or binaries()
    return ["sqlite", "postgresql"] if there else ["sqlite"]


@contextlib.contextmanager
def server_of(engine):
    """The address of a PostgreSQL for the atlases: that of BENCH_DATABASE_URL, which keeps
    them, or one that lives as long as the bench; none for SQLite."""
    if engine == "sqlite":
        yield ""
    elif given := os.environ.get("BENCH_DATABASE_URL"):
        yield given.rstrip("/")
    else:
        with throw_away_cluster() as url:
            yield url.rpartition("/")[0]


def atlas(engine, size, server=""):
    """The address of an atlas of a size, or of the ``"real"`` one, made if need be."""
    url, missing = sqlite(size) if engine == "sqlite" else postgresql(size, server)
    if missing:
        print(f"{engine}: making an atlas of {size}", flush=True)
        try:
            run(url, f"from bench.atlas import make; make({size!r})")
        except BaseException:
            forget(url, server)  # or half an atlas would be taken for a whole one
            raise
    return url


def forget(url, server):
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).unlink(missing_ok=True)
        return
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        name = sql.Identifier(url.rpartition("/")[2])
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def sqlite(size):
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"atlas-{size}.sqlite3"
    return f"sqlite:///{path}", not path.exists()


def postgresql(size, server):
    name = f"atlas_bench_{size}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if missing := not row.fetchone():
            create = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
            connection.execute(create.format(sql.Identifier(name)))
    return f"{server}/{name}", missing


def run(url, code):
    """What a process of the project's prints, on a database."""
    environment = {
        **os.environ,
        **UNLIMITED,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url,
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip()
