"""A migration that is killed, whenever, leaves tables that the next one completes."""

import os
import random
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from .databases import empty_databases

pytestmark = pytest.mark.long
KILLS = 4
MIGRATE = [sys.executable, "-W", "ignore", "manage.py", "migrate"]


def test_the_next_migration_completes_what_was_killed(
    django_db_setup, django_db_blocker, tmp_path
):
    if connection.vendor == "sqlite":
        is_completed(f"sqlite:///{tmp_path}/atlas.sqlite3")
        return
    with empty_databases(django_db_blocker, "killed") as [address]:
        is_completed(address)


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
