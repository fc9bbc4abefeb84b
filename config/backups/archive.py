"""The archive: a ZIP of plain members, the last of which says what the others must be.

``atlas-backup.json``: {"form": 1, "made_at", "database": "sqlite" or "postgresql",
"migrations": [[app, name], …], "rows": {table: number},
"members": {name: {"sha256", "size"}}}. A ZIP has its list of members at the end, so one that
broke off has none.
"""

import hashlib
import json
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

MANIFEST = "atlas-backup.json"
FORM = 1
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
RELEASES = "releases/"
# No folder above, no folder below, no hidden file: such a name can only mean what it says.
MEMBER = re.compile(r"(?:releases/)?[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
AT_ONCE = 1 << 20  # bytes


class Refused(Exception):
    """In words: why it is not made, or not restored. Nothing was changed."""


class Writing:
    """An archive that is being written: members first, then ``close`` with what it says."""

    def __init__(self, path):
        self.zip = ZipFile(path, "x")
        self.members = {}

    def add(self, name, path, moved=lambda size: None):
        """A member from a file; ``moved`` is told of bytes as they go."""
        with path.open("rb") as source:
            self.copy_in(name, source, moved)

    def copy_in(self, name, source, moved=lambda size: None):
        """The same from a file that is open."""
        digest, size = hashlib.sha256(), 0
        member = ZipInfo(name)
        # The files of releases and the dumps of PostgreSQL are packed already.
        is_loose = name == DATABASE["sqlite"]
        member.compress_type = ZIP_DEFLATED if is_loose else ZIP_STORED
        with self.zip.open(member, "w", force_zip64=True) as target:
            while piece := source.read(AT_ONCE):
                target.write(piece)
                digest.update(piece)
                size += len(piece)
                moved(len(piece))
        self.members[name] = {"sha256": digest.hexdigest(), "size": size}

    def close(self, **told):
        said = {"form": FORM, **told, "members": self.members}
        self.zip.writestr(MANIFEST, json.dumps(said, indent=1))
        self.zip.close()


class Archive:
    """An archive that is read; Refused if it is none, or of a form that we do not know."""

    def __init__(self, path):
        self.path = Path(path)
        try:
            self.zip = ZipFile(self.path)
        except (BadZipFile, EOFError) as error:
            raise Refused(f"{path} is no whole archive: it broke off, or is another kind of "
                          "file.") from error  # fmt: skip
        except OSError as error:
            raise Refused(f"{path} cannot be read: {error.strerror}.") from error
        self.says = self._read()

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self.zip.close()

    def _read(self):
        try:
            says = json.loads(self.zip.read(MANIFEST))
            self._look_at(says)
        except (KeyError, TypeError, ValueError, AttributeError, BadZipFile) as error:
            raise Refused(f"{self.path} is no back-up of an atlas.") from error
        return says

    def _look_at(self, says):
        if says["form"] != FORM:
            raise Refused(f"{self.path} is of form {says['form']}; this code reads {FORM}. "
                          "Use the code that made it, or newer code.")  # fmt: skip
        listed, wanted = self.zip.namelist(), {MANIFEST, *says["members"]}
        for name in listed:
            if not MEMBER.fullmatch(name):
                raise Refused(f"{self.path} has a member with a name that leads elsewhere: "
                              f"{name!r}. It was not made by this atlas.")  # fmt: skip
        if len(listed) != len(set(listed)) or set(listed) != wanted:
            raise Refused(f"{self.path} has other members than it says.")
        if DATABASE[says["database"]] not in wanted:
            raise Refused(f"{self.path} has no database.")
        dict(says["migrations"])
        says["rows"].items()

    @property
    def database(self):
        return DATABASE[self.says["database"]]

    @property
    def releases(self):
        """{name of the file: what it must be}"""
        return {name.removeprefix(RELEASES): must for name, must in self.says["members"].items()
                if name.startswith(RELEASES)}  # fmt: skip

    @property
    def size(self):
        return sum(must["size"] for must in self.says["members"].values())

    def verify(self, moved=lambda size: None):
        """Refused if a member is not what it must be; each is read once."""
        for name in self.says["members"]:
            self.copy(name, None, moved)

    def copy(self, name, target, moved=lambda size: None):
        """Write a member into an open file; never more of it than it says to have."""
        must, digest, size = self.says["members"][name], hashlib.sha256(), 0
        try:
            with self.zip.open(name) as source:
                while piece := source.read(AT_ONCE):
                    digest.update(piece)
                    size += len(piece)
                    if size > must["size"]:
                        break
                    moved(len(piece))
                    if target:
                        target.write(piece)
        except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ZlibError) as error:
            raise Refused(f"{name} in {self.path} is damaged: {error}.") from error
        if (size, digest.hexdigest()) != (must["size"], must["sha256"]):
            raise Refused(f"{name} in {self.path} does not match its checksum.")


def checksum_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
