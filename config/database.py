"""What the project says of its database, never with the password; and how long it waits."""

from enum import StrEnum
from errno import EDQUOT, EHOSTDOWN, ENOSPC, EROFS


class Outage(StrEnum):
    """Why the atlas cannot do now what it could do in a moment."""

    AWAY = "away"
    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read-only"
    FILES = "without its files"


class FilesAway(OSError):
    """The bucket with the files of releases does not answer, or does not let us in."""

    def __init__(self, place):
        super().__init__(EHOSTDOWN, "does not answer, or does not let us in", place)


# Primary result codes of SQLite; the others are faults of ours.
OF_SQLITE = {
    5: Outage.BUSY, 6: Outage.BUSY, 8: Outage.READ_ONLY, 10: Outage.AWAY, 11: Outage.AWAY,
    13: Outage.FULL, 14: Outage.AWAY, 15: Outage.AWAY, 26: Outage.AWAY,
}  # fmt: skip
IO_ERROR = 10  # SQLite does not say which; a disk that failed can often be read still
OF_DISK = {ENOSPC: Outage.FULL, EDQUOT: Outage.FULL, EROFS: Outage.READ_ONLY}
# SQLSTATE of PostgreSQL: out of disk, read-only, locks, deadlock, cancelled.
OF_POSTGRESQL = {
    "53100": Outage.FULL, "25006": Outage.READ_ONLY, "55P03": Outage.BUSY,
    "40P01": Outage.BUSY, "40001": Outage.BUSY, "57014": Outage.BUSY,
}  # fmt: skip


def outage_of(error):
    """The Outage behind an exception, or behind what it came from; None: it is a fault."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if found := _outage_of(error):
            return found
        error = error.__cause__ or error.__context__
    return None


def _outage_of(error):
    from django.db import InterfaceError, OperationalError

    if isinstance(error, FilesAway):
        return Outage.FILES
    if isinstance(error, OSError):
        return OF_DISK.get(error.errno)
    cause = error.__cause__
    # A back-up opens SQLite by itself: then the error is not wrapped in one of Django's.
    own = getattr(error, "sqlite_errorcode", None)
    if (code := getattr(cause, "sqlite_errorcode", own)) is not None:
        found = OF_SQLITE.get(code & 0xFF)  # the rest of the number says more of the same
        return (code & 0xFF == IO_ERROR and what_its_disk_lacks()) or found
    if state := getattr(cause, "sqlstate", None):
        return OF_POSTGRESQL.get(state) or (
            Outage.AWAY if isinstance(error, OperationalError) else None
        )
    if type(cause).__name__ == "TooSlow":
        return Outage.BUSY
    is_of_connection = isinstance(error, OperationalError | InterfaceError)
    return Outage.AWAY if is_of_connection else None


def what_its_disk_lacks():
    """The Outage that a file beside the database of SQLite meets; None if it can be made."""
    import tempfile
    from pathlib import Path

    from django.db import connection

    try:
        with tempfile.TemporaryFile(dir=Path(connection.settings_dict["NAME"]).parent):
            return None
    except OSError as error:
        return OF_DISK.get(error.errno)


SAID = {
    Outage.AWAY: "does not answer",
    Outage.BUSY: "is being written by another process; try again when that has ended",
    Outage.FULL: "has no room left on its disk; nothing was changed",
    Outage.READ_ONLY: "can only be read; nothing was changed",
}


NO_TABLE = "42P01"  # of PostgreSQL; SQLite has an OperationalError for it


def is_told(error):
    """Whether one line says all to whoever ran a command; else it is a fault of ours, whose
    traceback is wanted."""
    from django.db import OperationalError

    is_outage = isinstance(error, OperationalError) or outage_of(error) is not None
    return is_outage or getattr(error.__cause__, "sqlstate", None) == NO_TABLE


def what_is_wrong(error):
    """One line for whoever ran a command."""
    reason = str(error).strip().splitlines()[-1]
    said = SAID.get(outage_of(error), "refused this")
    return f"The database at {where_it_is()} {said}: {reason}"


def where_it_is():
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(settings["NAME"])
    host, port = settings["HOST"] or "the local socket", settings["PORT"] or "5432"
    return f"{host}:{port}/{settings['NAME']}"


def lose_patience(seconds):
    """From now on no connection of this process waits longer for an answer; 0: no limit. The
    server says so; a command, which nobody waits for, does not."""
    from .postgresql.impatient import ImpatientConnection

    ImpatientConnection.limit = seconds or None
