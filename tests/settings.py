"""The project's settings with what tests change: a key, quick passwords, plain static files."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 5)
os.environ.setdefault("LOG_LEVEL", "ERROR")

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "releases": {"BACKEND": "config.release_folder.ReleaseFolder"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost"]
# Scripts that hand an atlas from one process to the next name one folder for all of them.
RELEASES_DIR = Path(os.environ.get("RELEASES_DIR") or tempfile.mkdtemp(prefix="releases-"))
# Each client of a test would read the whole folder of collected files again before its first
# page: a fifth of the time of a run. Those that ask for these files ask a server (browser/).
STATIC_ROOT = RELEASES_DIR / "no-static-files"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
LIMITS_FILE = RELEASES_DIR / "limits.sqlite3"
# A run asks more in a minute than any reader; the limit has tests of its own.
REST_FRAMEWORK["DEFAULT_THROTTLE_CLASSES"] = []  # noqa: F405
# Tests count the queries that a page takes; what remembers pages has tests of its own.
PAGE_MEMORY_MB = 0
# One editor does all in most tests; that two are asked for has tests of its own.
FOUR_EYES = False
# So does the second step.
SECOND_FACTOR = "nobody"
# The budget of questions has tests of its own too.
QUESTION_RATE = HARVEST_RATE = "1000000/second"
STRANGERS_SHARE = 100
