"""Under which licences everything stands that the atlas runs on."""

import re
from importlib.metadata import PackageNotFoundError, metadata

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

FILE = settings.BASE_DIR / "docs" / "licences.md"
LOCKS = ["requirements.lock", "requirements-bucket.lock"]  # the second has all of the first
HEAD = """# Licences of what the atlas runs on

Made by `manage.py list_licences` from `requirements.lock`, from what `requirements-bucket.lock`
adds, and from what each package says of itself. Pictures, fonts and data that the project ships
are told in `LICENSE`.

| package | version | licence |
|---|---|---|
"""
BUCKET = """
## And where `RELEASES_URL` names a bucket

| package | version | licence |
|---|---|---|
"""
PINNED = re.compile(r"^([a-z0-9._-]+)==([^\s;]+)\s*(?:;\s*(.*?))?\s*\\?$", re.MULTILINE)
# What says it only in a long text, or in another way.
KNOWN = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "dual license": "Apache-2.0 OR BSD-3-Clause",  # of python-dateutil
    "mit license": "MIT",
}


class Command(BaseCommand):
    help = "Write docs/licences.md anew; --check: fail if it is not as it would be written."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="write nothing")

    def handle(self, *, check, **options):
        locks = [(settings.BASE_DIR / name).read_text(encoding="utf-8") for name in LOCKS]
        written = page(*locks)
        if not check:
            FILE.write_text(written, encoding="utf-8")
        elif FILE.read_text(encoding="utf-8") != written:
            raise CommandError("docs/licences.md is old. Run: manage.py list_licences")


def page(lock, with_bucket):
    always = PINNED.findall(lock)
    added = [pin for pin in PINNED.findall(with_bucket) if pin not in always]
    return HEAD + rows(always) + BUCKET + rows(added)


def rows(pins):
    return "".join(
        f"| {name} | {version} | {licence(name, only)} |\n" for name, version, only in pins
    )


def licence(name, only):
    """As SPDX says it where the package does."""
    # So that the page is the same wherever it is made.
    if only and "implementation_name" not in only:
        return f"only where {only}"
    try:
        says = metadata(name)
    except PackageNotFoundError as error:
        raise CommandError(f"{name} is not installed: run make dev.") from error
    if expression := says.get("License-Expression"):
        return expression
    told = [line.rpartition(" :: ")[2] for line in says.get_all("Classifier") or []
            if line.startswith("License ::") and not line.endswith("OSI Approved")]  # fmt: skip
    short = (says.get("License") or "").partition("\n")[0].strip()
    return KNOWN.get(short.lower(), short) or ", ".join(told) or "not told"
