"""A form that was opened is signed: which one, where, and when. What comes back in a moment, or
from nowhere, was written by no reader. There is no cookie and no session in it."""

import uuid
from dataclasses import dataclass, field
from time import time

from django.core import signing
from django.utils.translation import gettext_lazy as _

FIELD = "opened"  # its name in the form
SALT = "letters.opened"
SOONEST = 3  # seconds in which nobody writes a sentence
DAYS = 7  # how long a form may stay open


class NotOpened(Exception):
    """Words for who sent it. What was typed is kept, and may be sent again."""


@dataclass(frozen=True)
class Opened:
    """``place``: the path of the form."""

    place: str
    token: uuid.UUID = field(default_factory=uuid.uuid4)
    at: float = field(default_factory=time)

    @property
    def signed(self):
        return signing.dumps([self.place, self.token.hex, self.at], salt=SALT)


def read(text, place):
    """The Opened of what came back; raises NotOpened, with what to do."""
    try:
        of, token, at = signing.loads(text, salt=SALT)
        opened = Opened(of, uuid.UUID(token), at)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotOpened(
            _("This form is not one that we gave out, or it was damaged. Nothing is lost: "
              "send it once more.")
        ) from error  # fmt: skip
    if of != place or time() - at > DAYS * 86_400:
        raise NotOpened(
            _("This form was open for too long, or for another page. Nothing is lost: look "
              "whether it is meant for this one, and send it once more.")
        )  # fmt: skip
    if 0 <= time() - at < SOONEST:  # a clock that was set back says nothing of who writes
        raise NotOpened(
            _("This came back faster than anybody writes. If you are a person, send it once "
              "more.")
        )  # fmt: skip
    return opened
