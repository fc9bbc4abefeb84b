"""A few rounds of ``python -m tests.faults``, on the kind of database that the tests run on."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection

ROUNDS = "4"


def test_a_process_that_is_killed_leaves_nothing_by_halves(django_db_setup, django_db_blocker):
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults", "--rounds", ROUNDS]
    if connection.vendor == "sqlite":
        assert whole(command)
        return
    name = f"{connection.settings_dict['NAME']}_faults"
    # Its database is none of the tests': made and dropped here.
    with django_db_blocker.unblock(), connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")
        cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
        assert whole([*command, "--database", address_of(name)])
        cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)}")


def address_of(name):
    has = connection.settings_dict
    who = f"{has['USER']}:{has['PASSWORD']}".removesuffix(":")
    return f"postgres://{who}@{has['HOST']}:{has['PORT']}/{name}"


def whole(command):
    """Whether nothing was broken; what the command says is shown where something was."""
    run = subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ, capture_output=True, text=True
    )
    sys.stdout.write(run.stdout[-3000:] + run.stderr[-3000:])
    return run.returncode == 0 and f"{ROUNDS} rounds" in run.stdout
