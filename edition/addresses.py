"""Where each address of the site stands in an edition, and which addresses stay on line."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve
from django.utils.translation import override

from cases.facets import FACETS
from languages.texts import CODES

# Kinds of addresses of a language, by the name of their view, that need a server: they answer a
# question typed by the reader, take in what is written, or change without the edition. What
# stands under no language, the desk and the API, is never taken.
ON_LINE = re.compile(
    r"""^(
        preview
      | letters:.*
      | council:.*
      | social:.*
      | cases:(compare|near|towns|keep_cells)
      | open_data:(keep|selection.*|feed|compared)
      | pages:suggestions
    )$""",
    re.VERBOSE,
)
# Pages that answer a question in an edition too, by a script of its own.
LIST, SEARCH = "cases:list", "pages:search"
WORDS = "q"
QUESTION = {WORDS, *(name for facet in FACETS for name in facet.parameters)}
PAGE = re.compile(r"page=([2-9]|[1-9]\d{1,5})")
FIRST_PAGE = "page=1"


@lru_cache(maxsize=100_000)
def kind_of(path):
    """The name of the view of a path; empty for no address of the site. Those of a language
    are known in that language alone."""
    language = path.split("/")[1]
    with override(language if language in CODES else None):
        try:
            return resolve(path).view_name or ""
        except Resolver404:
            return ""


def is_taken(address):
    """Whether an address is one that an edition holds, if the site has a page there. Of the
    addresses with a question, those of the second page of a list and so on."""
    path, _mark, query = address.partition("?")
    kind = kind_of(path)
    if path.split("/")[1] not in CODES or not kind or ON_LINE.match(kind):
        return False
    return not query or bool(PAGE.fullmatch(query))


def plainly(address):
    """The address of what an edition shows for a link, and the question that its script
    answers there: ``None`` for what can be read on line alone. The trail of a case, which says
    from which answer a reader came, is left out."""
    path, _mark, query = address.partition("?")
    kind = kind_of(path)
    if not query or query == FIRST_PAGE:
        return path, ""
    if PAGE.fullmatch(query):
        return address, ""
    asked = parse_qsl(query, keep_blank_values=True)
    if kind == "cases:detail":
        return path, ""
    if kind == LIST and {name for name, _value in asked} <= QUESTION:
        return path, urlencode(asked)
    if kind == SEARCH and {name for name, _value in asked} <= {WORDS}:
        return path, urlencode(asked)
    return None


def file_of(address):
    """``/fr/cases/?page=2`` → ``fr/cases/page-2/index.html``; a file keeps its name."""
    path, _mark, query = address.partition("?")
    path = path.lstrip("/")
    if page := PAGE.fullmatch(query):
        path += f"page-{page[1]}/"
    return f"{path}index.html" if path.endswith("/") or not path else path


def way(from_file, to_file):
    """A relative link from one file of the edition to another."""
    return posixpath.relpath(to_file, posixpath.dirname(from_file) or ".")
