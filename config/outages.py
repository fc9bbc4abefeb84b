"""What a request gets that fails through no fault of its own: words in the reader's language,
and when to come back. Nothing here asks the database, which may be what failed.

A form that could not be saved comes back in the page, to be sent again as it was typed.
"""

import logging
import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from languages.refusals import refusal
from open_data import refusals
from open_data.refusals import open_to_all, problem, wants_json

from .database import Outage, outage_of

RETRY = {Outage.AWAY: 30, Outage.BUSY: 5, Outage.FULL: 300, Outage.READ_ONLY: 300,
         Outage.FILES: 30}  # seconds  # fmt: skip
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
LARGEST = 2_000_000  # characters of a form that a page carries back
log = logging.getLogger("atlas.outages")


def server_error(request):
    """The handler of 500, which Django calls for any exception that nobody caught."""
    if outage := outage_of(sys.exc_info()[1]):
        return outage_told(request, outage)
    with translation.override(language_of(request)):
        return fault(request)


def language_of(request):
    return translation.get_language_from_request(request, check_path=True)


def outage_told(request, outage):
    with translation.override(language_of(request)):
        log.error("%s %s: the database or the disk is %s", request.method, request.path, outage)
        response = told(request, words_of(outage))
        response["Retry-After"] = str(RETRY[outage])
        response["Content-Language"] = translation.get_language()
        add_never_cache_headers(response)
        return response


def bad_request(request, exception):
    """The handler of 400. Django calls a session that could not be written a bad request."""
    if outage_of(exception):
        return outage_told(request, outage_of(exception))
    if isinstance(exception, TOO_MUCH) and request.method == "POST":
        with translation.override(language_of(request)):
            return too_much(request)
    return refusals.bad_request(request, exception)


def too_much(request):
    """More than one request may bring. Nothing of it was read, but the browser has it still."""
    words = _("It is more than can be sent at once. Nothing was changed, and your browser has "
              "what you typed: go back, and send less of it at a time.")  # fmt: skip
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if wants_json(request):
        return open_to_all(problem(request, {"": [words]}, status))
    return refusal(request, "413.html", {"words": words}, status=status)


def fault(request):
    if wants_json(request):
        words = _("Something went wrong on our side, and it has been recorded.")
        return open_to_all(problem(request, {"": [words]}, HTTPStatus.INTERNAL_SERVER_ERROR))
    return HttpResponse(render_to_string("500.html"), status=500)


def told(request, words):
    if wants_json(request):
        return open_to_all(problem(request, {"": [words]}, HTTPStatus.SERVICE_UNAVAILABLE))
    context = {"words": words, "is_form": request.method == "POST", "address": "", "typed": []}
    if typed := typed_in(request):
        context |= {"address": request.get_full_path(), "typed": typed}
    return HttpResponse(render_to_string("503.html", context), status=503)


def words_of(outage):
    return {
        Outage.AWAY: _("Its database does not answer. That has been recorded."),
        Outage.BUSY: _("Somebody else is writing, or it has more to do than it can."),
        Outage.FULL: _("Its disk is full; whoever runs it has to make room."),
        Outage.READ_ONLY: _("Its disk can only be read at the moment."),
        Outage.FILES: _(
            "The place where the files of releases are kept does not answer. All "
            "other pages can be read."
        ),
    }[outage]


def typed_in(request):
    """[(name, text)] of a form, to be sent again; nothing of one with a password. Django's
    token is among it as it came: a forged form has none that would be taken."""
    if request.method != "POST":
        return []
    try:
        given = [(name, text) for name, texts in request.POST.lists() for text in texts]
    except Exception:  # noqa: BLE001 - what cannot be read now need not be carried
        return []
    is_secret = any("password" in name for name, _text in given)
    return [] if is_secret or sum(len(text) for _name, text in given) > LARGEST else given
