"""A command that cannot do its work says why in one line, and fails."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

AWAY = "postgres://somebody@127.0.0.1:1/atlas"


def line_of(database, *command):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database, "SECRET_KEY": "only-for-tests-" * 5},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    [line] = done.stderr.strip().splitlines()[-1:]
    return line


@pytest.mark.parametrize("command", ["backup", "dump_content"])
@pytest.mark.parametrize("kind", ["away", "no folder", "no database"])
def test_a_database_that_is_not_there_is_told_in_one_line(tmp_path, command, kind):
    other = tmp_path / "other.sqlite3"
    other.write_text("This is a letter, no database.")
    databases = {
        "away": AWAY,
        "no folder": f"sqlite:///{tmp_path}/none/atlas.sqlite3",
        "no database": f"sqlite:///{other}",
    }

    line = line_of(databases[kind], command, str(tmp_path / "kept"))

    assert line.startswith("The database at ")
    assert "does not answer" in line
    assert not list(tmp_path.glob("**/*.zip"))


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_place_that_cannot_be_used_is_told_in_one_line(tmp_path, command):
    file = tmp_path / "file"
    file.write_text("This is no folder.")

    line = line_of("sqlite://:memory:", command, str(file / "below"))

    assert str(file) in line
