"""Two starts at once on one new database: both end well, and the atlas is whole."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from .databases import empty_databases

pytestmark = pytest.mark.long


def test_two_that_migrate_at_once_take_turns(django_db_setup, django_db_blocker, tmp_path):
    if connection.vendor == "sqlite":
        both_end_well(f"sqlite:///{tmp_path}/atlas.sqlite3")
        return
    with empty_databases(django_db_blocker, "twice") as [address]:
        both_end_well(address)


def both_end_well(database):
    environment = os.environ | {"DATABASE_URL": database}
    migrate = [sys.executable, "-W", "ignore", "manage.py", "migrate", "-v0"]
    started = [
        subprocess.Popen(migrate, cwd=settings.BASE_DIR, env=environment, text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]  # fmt: skip
    said = [one.communicate() for one in started]

    assert [one.returncode for one in started] == [0, 0], said
    assert [errors for _out, errors in said] == ["", ""]
    assert sorted("waiting for it" in out for out, _errors in said) == [False, True]
    looked = subprocess.run([*migrate[:-2], "migrate", "--check"], cwd=settings.BASE_DIR,
                            env=environment, capture_output=True, text=True)  # fmt: skip
    assert looked.returncode == 0, looked.stderr
