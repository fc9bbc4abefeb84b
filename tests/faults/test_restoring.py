"""``python -m tests.faults.restoring``, on the kind of database that the tests run on."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from .databases import empty_databases

pytestmark = pytest.mark.long


def test_a_restored_atlas_is_the_same_row_for_row(django_db_setup, django_db_blocker):
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults.restoring", "--cases", "9"]
    if connection.vendor == "sqlite":
        assert is_same(command)
        return
    with empty_databases(django_db_blocker, "r1", "r2", "r3") as addresses:
        assert is_same([*command, "--databases", *addresses])


def is_same(command):
    """Whether no fault was found; what the command says is shown where one was."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    run = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    sys.stdout.write(run.stdout[-3000:] + run.stderr[-3000:])
    return run.returncode == 0 and "\n0 faults" in run.stdout
