"""Each form of the desk that goes out has a name of its own, signed: who opened it, and where.

By it a form that comes back twice is known (``once``), one that comes back after its session
is given back to the same person (``resuming``), and the browser knows which kept text was saved
(``static/js/drafts.js``).
"""

import uuid
from typing import NamedTuple

from django.core import signing

FIELD = "_form"  # its name in the form
DAYS = 14  # how long it is remembered that a form was sent
SALT = "editorial.form_ids"


class FormId(NamedTuple):
    user: int
    token: uuid.UUID


def sent_out(request, address=""):
    """(text, token) of a new one, for the page that is asked for, or another that it is sent
    to."""
    token = uuid.uuid4()
    told = [request.user.pk, address or request.path, token.hex]
    return signing.dumps(told, salt=SALT), token.hex


def read(request):
    """The FormId of what came back; None if it is missing, forged, too old or of elsewhere."""
    return _read(request, DAYS * 86400)


def read_of_any_age(request):
    """The same of a form that was open for however long: its words are its writer's still."""
    return _read(request, None)


def _read(request, max_age):
    text = request.POST.get(FIELD, "") if request.method == "POST" else ""
    try:
        user, address, token = signing.loads(text, salt=SALT, max_age=max_age)
        return FormId(user, uuid.UUID(token)) if address == request.path else None
    except (signing.BadSignature, ValueError, TypeError):
        return None
