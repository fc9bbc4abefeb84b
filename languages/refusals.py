"""Pages that say no. Nothing stands at their address, in no language: they name no address of
their own, and offer the front page of each other language instead."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from .context import tongue_at, tongues
from .texts import CODES


def refusal(request, template, context=None, status=404):
    told = {"tongues": front_pages(), "is_refusal": True, "is_error": status == 400}
    return render(request, template, told | (context or {}), status=status)


def refused_question(request, template, context):
    """A page that exists and cannot answer what it was asked: the question stays, to be
    mended, and the other languages say what is wrong with it too."""
    told = {"tongues": tongues(request), "is_refusal": True, "is_error": True}
    return render(request, template, context | told, status=400)


def front_pages():
    return [tongue_at(front_page(code), code) for code in CODES]


def front_page(code):
    with override(code):
        return reverse("pages:home")


def bad_request(request, exception):
    return refusal(request, "400.html", status=400)


def forbidden(request, exception):
    return refusal(request, "403.html", status=403)


def forged(request, reason=""):
    """A form without its token: it was open too long, or comes from elsewhere."""
    return refusal(request, "403_csrf.html", status=403)
