"""What a request that cannot be answered gets: words, in the format that it asked for.

Whoever reads JSON or Atom cannot read a page: a problem (RFC 9457) or a feed without entries
says the same there. Files of other formats are asked for in a browser, which gets a page.
"""

from functools import wraps
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.filters import CaseFilter
from cases.views import case_list
from languages import refusals
from languages.addresses import absolute
from languages.refusals import refusal

from .citable import atlas_name
from .dataset import Dataset
from .formats.objects import encoded
from .formats.xml import for_xml

PROBLEM = "application/problem+json"


def with_dataset(view, page=case_list):
    """Gives the view the dataset of the question; one with faults gets the words for it,
    where a page is asked for as ``page`` shows them."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        question = CaseFilter.of(request)
        if not question.is_valid():
            return refused(request, question.form.errors, page)
        return view(request, Dataset(question, get_language()), *args, **kwargs)

    return answered


def refused(request, faults, page, status=HTTPStatus.BAD_REQUEST):
    """``faults``: {parameter: [words]}. ``page``: the response of who can read pages."""
    if wants_json(request):
        return open_to_all(problem(request, faults, status))
    if request.path.endswith(".atom"):
        return open_to_all(empty_feed(request, faults, status))
    return page(request)


def refused_page(status=HTTPStatus.BAD_REQUEST, **context):
    def page(request):
        return refusal(request, "open_data/refused.html", context, status=status)

    return page


def wants_json(request):
    return request.path.endswith("json") or request.path.startswith("/api/")


def problem(request, faults, status):
    told = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": " ".join(in_row(faults)),
        "instance": request.get_full_path(),
        "errors": [
            {"parameter": name, "detail": str(words)}
            for name, told in faults.items()
            for words in told
        ],
    }
    return HttpResponse(encoded(told), content_type=PROBLEM, status=status)


def empty_feed(request, faults, status):
    """Without entries: a reader would keep one for ever as news."""
    feed = Atom1Feed(
        title=f"{atlas_name()}: {_('This cannot be made as it was asked')}",
        link=absolute(request.path),
        feed_url=absolute(request.get_full_path()),
        description="",
        subtitle=for_xml(" ".join(in_row(faults))),
        language=get_language(),
        author_name=atlas_name(),
    )
    words = feed.writeString("utf-8")
    return HttpResponse(words, content_type="application/atom+xml", status=status)


def in_row(faults):
    return [str(words) for told in faults.values() for words in told]


def open_to_all(response):
    """A page of another site that may read the file may read why there is none."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def bad_request(request, exception):
    """The handler of 400: what Django refuses before any view has seen it."""
    words = {"": [_("This request cannot be read")]}
    return refused(request, words, lambda request: refusals.bad_request(request, exception))
