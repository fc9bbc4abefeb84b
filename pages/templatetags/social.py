"""What a page says of itself where it is shared: Open Graph, its picture, its address."""

from django import template
from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Region
from contributions.models import Contribution
from infrastructures.models import Function, Lever
from languages.addresses import absolute, in_language, page_in_address
from languages.known import CODES, KNOWN
from languages.texts import written_in

from ..social.pictures import HEIGHT, WIDTH

register = template.Library()

SHOWN = ("zoom", "town")  # how the answer to a question is shown

TALLY = _("One mark for each case, by how sure its identification is.")
PLATES = _("The three functions and the nine levers, with one mark for each case.")
NAMES = _("The names of the first cases, and one mark for each case under its levers.")
# The name of the picture, what its address holds, and what is seen on it beside the words.
PICTURES = {
    Case: ("social:case", "slug", _("Map of the surroundings, with the mark of the case.")),
    Lever: ("social:lever", "slug", TALLY),
    Function: ("social:function", "slug", TALLY),
    Region: ("social:region", "code", _("Map of the region, with its cases.")),
    Contribution: ("social:contribution", "slug", PLATES),
}


@register.inclusion_tag("_social.html", takes_context=True)
def share(context, title="", description="", of=None, picture=""):
    """``of`` is what the page is about, if it has a picture of its own; ``picture``: the name
    of one of the question of the page."""
    language, home_title = get_language(), _("What cities build in order to care")
    address = canonical(context, None if of else asked(context))
    # A text that is not translated is shown in another language, and announced in its own.
    spoken = written_in(of, "title") if isinstance(of, Case | Contribution) else CODES
    return {
        "alternates": alternates(address, spoken if language in spoken else ()),
        "title": title or home_title,
        "description": description or words_of_the_atlas(),
        "type": "article" if isinstance(of, Case | Contribution) else "website",
        "address": address,
        "image_title": title if of or picture else home_title,
        "locale": KNOWN[language if language in spoken else spoken[0]].locale,
        "other_locales": [KNOWN[code].locale for code in spoken if code != language],
        **(picture_of_question(picture, context["question"]) if picture else picture_of(of)),
    }


def asked(context):
    """The question that a page answers, if it answers one."""
    return context.get("question") or getattr(context.get("dataset"), "question", None)


def alternates(address, languages):
    """[(language, address)] of a page; who reads none of them gets the first."""
    found = [(code, in_language(address, code)) for code in languages]
    return found + [("x-default", there) for _code, there in found[:1]]


def canonical(context, question):
    """The one address of a page, without what other services add to it, nor what it shows
    anyhow; a page about one thing is the same whatever question led there. Each page of a list
    has its own, the first that of the list."""
    request, axes, page = context["request"], context.get("axes"), context.get("page")
    shown = {"page": page_in_address(page.number)} if isinstance(page, Page) else {}
    if question:
        shown |= {name: request.GET.get(name) for name in SHOWN}
        if axes and axes.is_valid():
            shown |= axes.changed()
        query = question.query(**shown)
    else:
        query = f"?page={shown['page']}" if shown.get("page") else ""
    return absolute(f"{request.path}{query}".rstrip("?"))


def words_of_the_atlas():
    return _(
        "How cities and regions build infrastructures of care: cases, levers and sources, in "
        "three languages."
    )


def picture_of_question(name, question):
    """Of the cases alone: what a reader wrote stands in no address of a picture."""
    query = question.unordered_query().rstrip("?") if question.is_valid() else ""
    address = absolute(f"{reverse(name)}{query}")
    return {"image": address, "seen": NAMES, "width": WIDTH, "height": HEIGHT}


def picture_of(thing):
    name, key, seen = PICTURES.get(type(thing), ("social:home", "", PLATES))
    address = reverse(name, args=[getattr(thing, key)] if key else [])
    image = absolute(address)
    return {"image": image, "seen": seen, "width": WIDTH, "height": HEIGHT}
