"""The project's settings with what tests change: a key, quick passwords, plain static files."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 5)
os.environ.setdefault("LOG_LEVEL", "ERROR")

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost"]
# A run asks more in a minute than any reader; the limit has tests of its own.
REST_FRAMEWORK["DEFAULT_THROTTLE_CLASSES"] = []  # noqa: F405
