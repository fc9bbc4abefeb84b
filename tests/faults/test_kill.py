"""A few rounds of ``python -m tests.faults``, on the kind of database that the tests run on."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from .databases import empty_databases

pytestmark = pytest.mark.long

ROUNDS = "4"


def test_a_process_that_is_killed_leaves_nothing_by_halves(django_db_setup, django_db_blocker):
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults", "--rounds", ROUNDS]
    if connection.vendor == "sqlite":
        assert whole(command)
        return
    with empty_databases(django_db_blocker, "faults") as [address]:
        assert whole([*command, "--database", address])


def whole(command):
    """Whether nothing was broken; what the command says is shown where something was."""
    run = subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ, capture_output=True, text=True
    )
    sys.stdout.write(run.stdout[-3000:] + run.stderr[-3000:])
    return run.returncode == 0 and f"{ROUNDS} rounds" in run.stdout
