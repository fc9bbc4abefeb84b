"""What everything shown is made with, beside the catalogue: code, versions and settings.

A validator of HTTP that lacks one of them tells a reader that an old page is still true.
"""

import sys
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.metadata import distributions

from django.conf import settings
from django.utils import translation

# Every folder of the project is read but these: nothing in them is shown.
APART = {"bench", "docs", "fixtures", "tests"}
PASSING = {"__pycache__"}
# No reader sees these: secrets, and where a machine keeps things. All other settings count,
# those that are still to come too.
UNSEEN = {
    "SECRET_KEY", "SECRET_KEY_FALLBACKS", "EMAIL_HOST_PASSWORD", "EMAIL_HOST_USER", "EMAIL_URL",
    "EMAIL_HOST", "EMAIL_PORT", "EMAIL_BACKEND", "EMAIL_TIMEOUT",
    "DATABASE", "DATABASES", "DATABASE_URL", "DATABASE_SECONDS",
    "CACHES", "CACHE_URL", "PAGE_MEMORY_MB", "LOGGING", "LOG_FORMAT", "LOG_LEVEL", "SLOW_MS",
    "METRICS_TOKEN", "BASE_DIR", "LOCAL_DIR", "LIMITS_FILE",
    "RELEASES_DIR", "RELEASES_URL", "STATIC_ROOT", "MEDIA_ROOT", "OIDC_SECRET",
    "SOCIALACCOUNT_PROVIDERS",
}  # fmt: skip


def made_with():
    """A digest, the same on every machine where the same is made alike."""
    return _digest(settings._wrapped)  # another object where a test overrides a setting


@lru_cache(maxsize=1)
def _digest(current):
    return _hashed([code(), versions(), *shown_settings(current)])


@cache
def code():
    """Of the project's files, read once: what runs is what was there at the start."""
    digest = blake2b(digest_size=16)
    for path in sorted(_files()):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files():
    for folder in settings.BASE_DIR.iterdir():
        if folder.is_dir() and folder.name not in APART and not folder.name.startswith("."):
            for path in folder.rglob("*"):
                if path.is_file() and not PASSING & set(path.parts):
                    yield path


@cache
def versions():
    """Of Python and of everything that is installed beside the project."""
    installed = {f"{found.name}=={found.version}" for found in distributions()}
    return _hashed([sys.version, *sorted(installed)])


def shown_settings(current):
    """``NAME=value`` of every setting that may change what is shown."""
    names = (name for name in dir(current) if name.isupper() and name not in UNSEEN)
    with translation.override(None):  # a lazy text says itself in the language of the moment
        told = [f"{name}={getattr(current, name)!r}" for name in names]
    return [text.replace(str(settings.BASE_DIR), "") for text in told]


def _hashed(parts):
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
