"""Errors as problem details (RFC 9457), in the language of the request."""

from http import HTTPStatus

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


class BadQuestion(ValidationError):
    """What is wrong in the query string: {parameter: [words]}."""


class Gone(APIException):
    status_code = HTTPStatus.GONE

    def __init__(self, stone):
        day = stone.withdrawn_at.date()
        told = _("Withdrawn on %(date)s") % {"date": day}
        super().__init__(f"{told}. {stone.reason}".strip())


def as_problem(error, context):
    """What DRF calls for every exception; what it does not know stays a 500."""
    response = exception_handler(error, context)
    if response is None:
        return None
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": detail(error),
        "instance": context["request"].get_full_path(),
    }
    if isinstance(error, BadQuestion):
        problem["errors"] = [
            {"parameter": name, "detail": str(words)}
            for name, faults in error.detail.items()
            for words in faults
        ]
    headers = {
        name: value for name, value in response.items() if name in ("Retry-After", "Allow")
    }
    return Response(
        problem, status=response.status_code, headers=headers, content_type=MEDIA_TYPE
    )


def detail(error):
    if isinstance(error, BadQuestion):
        return _("The query string has faults; each is named below.")
    if isinstance(error, Http404 | NotFound):
        return _("There is nothing at this address, or it is not published.")
    return str(error.detail) if isinstance(error, APIException) else str(error)
