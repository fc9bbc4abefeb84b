"""The files of releases and of their editions, by name: in a folder of this machine, or in a
bucket that all machines share. A file is there whole or not at all.

``STORAGES["releases"]`` says where. What does not answer raises OSError, never anything else.
"""

import hashlib
import os

from django.core.files import File
from django.core.files.storage import storages


def shelf():
    return storages["releases"]


class Finished(File):
    """A file of this machine that may be moved instead of copied, in one step."""

    def __init__(self, path, opened):
        super().__init__(opened, path.name)
        self.path = path

    def temporary_file_path(self):
        return str(self.path)


def keep(path):
    """A finished file under its own name, in the place of what had the name before. ``path``
    is not there afterwards, or no longer needed."""
    path.chmod(0o444)
    with path.open("rb") as opened:
        os.fsync(opened.fileno())  # on the disk before anything says that it is there
        shelf().save(path.name, Finished(path, opened))


def opened(name):
    """To be read and closed; FileNotFoundError if it is not there."""
    return shelf().open(name)


def is_there(name):
    return shelf().exists(name)


def size_of(name):
    """In bytes; None for a file that is not there."""
    try:
        return shelf().size(name)
    except FileNotFoundError:
        return None


def tag_of(name):
    """Another for each time that it was written; FileNotFoundError if it is not there."""
    return f'"{shelf().size(name):x}-{shelf().get_modified_time(name).timestamp():f}"'


def checksum_of(name):
    with opened(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(name):
    shelf().delete(name)


def place_of(name=""):
    """In words, for who runs the atlas; no key is in it."""
    return shelf().place_of(name)
