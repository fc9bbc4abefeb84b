"""Read the environment strictly: every fault is told, all in one report."""

import os
import sys
from importlib.util import find_spec
from urllib.parse import parse_qs, unquote, urlsplit

from environs import Env, EnvValidationError, validate
from marshmallow import ValidationError

env = Env(eager=False)


def site_url(value):
    """An address such as https://atlas.example.org, without a path."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValidationError("must look like https://atlas.example.org, with no path")


def known_database(value):
    if value.partition(":")[0] not in ("sqlite", "postgres", "postgresql"):
        raise ValidationError("must begin with sqlite:// or postgresql://")


def known_cache(value):
    if value and value.partition(":")[0] not in ("redis", "rediss", "unix"):
        raise ValidationError("must begin with redis://, rediss:// or unix://")


def page_or_nothing(value):
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValidationError("must look like https://accounts.example.org/realms/city")


MAIL_PORTS = {"console": 0, "smtp": 25, "submission": 587, "submissions": 465}


def known_mail(value):
    url = urlsplit(value)
    if url.scheme not in MAIL_PORTS or not value.startswith(f"{url.scheme}://"):
        schemes = ", ".join(f"{scheme}://" for scheme in MAIL_PORTS)
        raise ValidationError(f"must begin with one of {schemes}")
    if not (url.scheme == "console" or url.hostname):
        raise ValidationError("must name a server: submission://user:password@host:587")
    try:
        url.port  # noqa: B018 - it is read when it is asked for
    except ValueError as error:
        raise ValidationError("has a port that is no number") from error


def mail_settings(value):
    """(backend, host, port, user, password) as Django knows them, of ``EMAIL_URL``."""
    url = urlsplit(value)
    name = "console" if url.scheme == "console" else "smtp"
    user, password = (unquote(part or "") for part in (url.username, url.password))
    port = url.port or MAIL_PORTS[url.scheme]
    backend = f"django.core.mail.backends.{name}.EmailBackend"
    return backend, url.hostname or "", port, user, password


BUCKETS = {"s3": "https", "s3+http": "http"}


def bucket_or_nothing(value):
    if not value:
        return
    url = urlsplit(value)
    try:
        is_whole = url.hostname and url.path.strip("/") and (url.port or True)
    except ValueError as error:
        raise ValidationError("has a port that is no number") from error
    if url.scheme not in BUCKETS or not is_whole or bool(url.username) != bool(url.password):
        raise ValidationError(
            "must look like s3://KEY:SECRET@objects.example.org/bucket/folder"
        )
    if not (find_spec("storages") and find_spec("boto3")):
        raise ValidationError("needs what is in requirements-bucket.lock")


def bucket_settings(value):
    """What django-storages calls the parts of ``RELEASES_URL``. Without a key in it, the
    environment or the machine has one, as all programs that use S3 look for it."""
    url = urlsplit(value)
    bucket, _slash, folder = url.path.strip("/").partition("/")
    port = f":{url.port}" if url.port else ""
    return {
        "endpoint_url": f"{BUCKETS[url.scheme]}://{url.hostname}{port}",
        "access_key": unquote(url.username or "") or None,
        "secret_key": unquote(url.password or "") or None,
        "region_name": parse_qs(url.query).get("region", ["us-east-1"])[0],
        "bucket_name": bucket,
        "location": folder,
    }


def absolute(path):
    if not path.is_absolute():
        raise ValidationError("must be an absolute path, such as /srv/atlas/releases")


def rate(value):
    """How often one address may ask: a number, then the unit of time."""
    number, _, unit = value.partition("/")
    if not number.isdigit() or unit not in ("second", "minute", "hour", "day"):
        raise ValidationError("must look like 300/minute")


def enough_entropy(value):
    if len(value) < 50:
        raise ValidationError("must have at least 50 characters")


def secret_or_nothing(value):
    if value and len(value) < 20:
        raise ValidationError("must have at least 20 characters, which nobody guesses")


one_of, at_least = validate.OneOf, validate.Range
percent = validate.Range(1, 100)


def email_or_nothing(value):
    if value:
        validate.Email(error="must be an address such as editors@example.org")(value)


def one_line(value):
    """Words that others gave, copied whole and with nothing around them."""
    if value != value.strip() or not value.isprintable():
        raise ValidationError("must be on one line, without spaces around it")


def goes_with(*names):
    """A variable that says nothing without others."""

    def validator(value):
        if value and not all(os.environ.get(name) for name in names):
            raise ValidationError(f"needs {' and '.join(names)} too")

    return validator


def refuse_nonsense():
    """Stop the start if a variable is missing or wrong; name them all."""
    try:
        env.seal()
    except EnvValidationError as error:
        faults = [
            f"  {name}: {' '.join(messages)}" for name, messages in error.error_messages.items()
        ]
        sys.exit(
            "The atlas does not start: the environment has faults.\n"
            + "\n".join(sorted(faults))
            + "\nREADME.md lists every variable."
        )
