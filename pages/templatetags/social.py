"""What a page says of itself where it is shared: Open Graph, its picture, its address."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Region
from contributions.models import Contribution
from infrastructures.models import Function, Lever
from languages.addresses import absolute

from ..social.pictures import HEIGHT, WIDTH

register = template.Library()

SHOWN = ("page", "rows", "columns", "zoom")  # how the answer to a question is shown

LOCALES = {"fr": "fr_FR", "en": "en_GB", "es": "es_ES"}
TALLY = _("One mark for each case, by how sure its identification is.")
PLATES = _("The three functions and the nine levers, with one mark for each case.")
# The name of the picture, what its address holds, and what is seen on it beside the words.
PICTURES = {
    Case: ("social:case", "slug", _("Map of the surroundings, with the mark of the case.")),
    Lever: ("social:lever", "slug", TALLY),
    Function: ("social:function", "slug", TALLY),
    Region: ("social:region", "code", _("Map of the region, with its cases.")),
    Contribution: ("social:contribution", "slug", PLATES),
}


@register.inclusion_tag("_social.html", takes_context=True)
def share(context, title="", description="", of=None):
    """``of`` is what the page is about, if it has a picture of its own."""
    language, home_title = get_language(), _("What cities build in order to care")
    return {
        "title": title or home_title,
        "description": description or words_of_the_atlas(),
        "type": "article" if isinstance(of, Case | Contribution) else "website",
        "address": canonical(context["request"], None if of else context.get("question")),
        "image_title": title if of else home_title,
        "locale": LOCALES[language],
        "other_locales": [LOCALES[code] for code in LOCALES if code != language],
        **picture_of(of),
    }


def canonical(request, question):
    """The one address of a page, without what other services add to it; a page about one
    thing is the same whatever question led there."""
    if not question:
        return absolute(request.path)
    shown = {name: request.GET.get(name) for name in SHOWN}
    return absolute(f"{request.path}{question.query(**shown)}".rstrip("?"))


def words_of_the_atlas():
    return _(
        "How cities and regions build infrastructures of care: cases, levers and sources, in "
        "three languages."
    )


def picture_of(thing):
    name, key, seen = PICTURES.get(type(thing), ("social:home", "", PLATES))
    address = reverse(name, args=[getattr(thing, key)] if key else [])
    image = absolute(address)
    return {"image": image, "seen": seen, "width": WIDTH, "height": HEIGHT}
