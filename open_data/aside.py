"""A folder beside the place where a file is to stand: who writes there, or was killed there.

Whoever writes holds its folder with a lock of the system, which ends with the process, however
that ends. So what nobody holds was left by one that was killed, and may go.
"""

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

NAME = "making-"  # the beginning of the names of such folders


@contextmanager
def aside(folder):
    """Path of a new folder in ``folder``, which is made if need be; gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    clear(folder)
    with tempfile.TemporaryDirectory(prefix=NAME, dir=folder) as made:
        held = hold(made)
        try:
            yield Path(made)
        finally:
            os.close(held)


def clear(folder):
    """Without what was left by those that were killed; how many folders went."""
    gone = 0
    for left in folder.glob(f"{NAME}*"):
        try:
            held = hold(left)
        except OSError:  # somebody writes there, or just took it away
            continue
        shutil.rmtree(left, ignore_errors=True)
        os.close(held)
        gone += 1
    return gone


def hold(folder):
    """A descriptor that holds the folder until it is closed. OSError if another has it."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened
