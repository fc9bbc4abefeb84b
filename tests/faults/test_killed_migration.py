"""A migration that is killed, whenever, leaves tables that the next one completes."""

import os
import random
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection

from .databases import empty_databases

pytestmark = pytest.mark.long
KILLS = 4
MIGRATE = [sys.executable, "-W", "ignore", "manage.py", "migrate"]
DIES_BETWEEN = """
import os, sys
import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

django.setup()
for name in ["record_applied", "record_unapplied"]:
    def write(recorder, app, step, _write=getattr(MigrationRecorder, name)):
        if step.startswith("0001") and not connection.in_atomic_block:
            os._exit(9)
        _write(recorder, app, step)
    setattr(MigrationRecorder, name, write)
call_command("migrate", *sys.argv[1:], "-v0")
"""


@pytest.mark.parametrize("way", [[], ["admin", "zero"]], ids=["forwards", "back"])
def test_no_moment_lies_between_tables_and_the_line_that_they_are_there(
    django_db_setup, django_db_blocker, tmp_path, way
):
    """A process that dies wherever that line is written apart; then one that goes on."""
    with new_database(django_db_blocker, tmp_path) as address:
        run = {"cwd": settings.BASE_DIR, "env": os.environ | {"DATABASE_URL": address}}
        if way:
            subprocess.run([*MIGRATE, "-v0"], check=True, **run)

        subprocess.run([sys.executable, "-W", "ignore", "-c", DIES_BETWEEN, *way], **run)
        after = subprocess.run([*MIGRATE, *way, "-v0"], capture_output=True, text=True, **run)

        assert (after.returncode, after.stderr) == (0, "")


def test_the_next_migration_completes_what_was_killed(
    django_db_setup, django_db_blocker, tmp_path
):
    with new_database(django_db_blocker, tmp_path) as address:
        is_completed(address)


@contextmanager
def new_database(blocker, folder):
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/atlas.sqlite3"
        return
    with empty_databases(blocker, "killed") as [address]:
        yield address


def is_completed(database):
    run = {"cwd": settings.BASE_DIR, "env": os.environ | {"DATABASE_URL": database}}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    chance, told = random.Random(1), []
    for _ in range(KILLS):
        one = subprocess.Popen([*MIGRATE, "-v1"], **run, **pipes)
        read = begun(one)
        time.sleep(chance.uniform(0, 0.6))
        one.kill()
        told.append(read + one.communicate()[0].count(" OK"))

    whole = subprocess.run([*MIGRATE, "-v0"], **run, **pipes)
    again = subprocess.run([*MIGRATE, "--check"], **run, **pipes)

    assert any(told), "nothing was done between the kills"
    assert (whole.returncode, whole.stdout, whole.stderr) == (0, "", "")
    assert again.returncode == 0, again.stderr


def begun(one):
    """Read until a migration is done, or nothing is left to do; how many were."""
    for line in one.stdout:
        if line.strip().endswith(" OK"):
            return 1
    return 0
