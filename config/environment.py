"""Read the environment strictly: every fault is told, all in one report."""

import sys
from urllib.parse import urlsplit

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


one_of, at_least = validate.OneOf, validate.Range


def email_or_nothing(value):
    if value:
        validate.Email(error="must be an address such as editors@example.org")(value)


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
