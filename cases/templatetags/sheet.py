"""The points of the sheet as SVG; written here, since a page has hundreds of them."""

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from languages.punctuation import colon, joined
from languages.templatetags.texts import lang

from ..ordering import Sort
from .marks import fill, hue, marked

register = template.Library()

NAMED = 12  # places of a point that are named
COUNTRIES = 5  # that a link to the list asks for


@register.simple_tag
def point(one, case, address="", trail=""):
    """A gathering on the sheet: the mark of its case, or a ring with their number."""
    drawing = ring(one, address) if one.is_ring else alone(one, case, trail)
    return mark_safe(f"{drawing}{name_on_sheet(one.name)}</a>")


@register.simple_tag
def index_rows(lines, question, trail, picked):
    """Places in words, with their cases and their cell."""
    area = format_html("<small>{}</small>", _("area, marked at its middle"))
    return mark_safe(
        "\n".join(index_row(line, question, trail, picked, area) for line in lines)
    )


def index_row(line, question, trail, picked, area):
    place = line.site
    name = format_html("<b{}>{}</b>", lang(place.name), place.name)
    return (
        f'<tr><th scope="row">{joined([name, place.within, area if place.is_area else ""])}'
        f"{marked(line.listed, trail, picked)}{others(line, question)}</th>"
        f'<td class="g num">{place.grid_reference}</td></tr>'
    )


@register.simple_tag
def list_by_place(question, countries=()):
    """The address of the list of a question, by place; of some countries, unless the question
    has its own."""
    data = question.data.copy()
    for name in ("page", "zoom"):
        data.pop(name, None)
    data["sort"] = Sort.PLACE
    if 0 < len(countries) <= COUNTRIES and "country" not in question.chosen:
        data.setlist("country", countries)
    return f"{reverse('cases:list')}?{data.urlencode()}"


@register.simple_tag
def others(line, question):
    """The way to the cases of a line that it leaves out."""
    if not line.others:
        return ""
    words = ngettext(
        "and %(count)s other, in the list", "and %(count)s others, in the list", line.others
    )
    return format_html(
        '<p class="others"><a href="{}">{}</a></p>',
        list_by_place(question, line.countries),
        words % {"count": line.others},
    )


def ring(one, address):
    count = len(one.cases)
    words = ngettext("%(count)s case:", "%(count)s cases:", count) % {"count": count}
    at = one.at
    arcs = "".join(f'<path class="arc {function}" d="{d}"/>' for function, d in one.arcs())
    return (
        f'<a href="{conditional_escape(address)}#ring-{one.number}">'
        f"<title>{words} {conditional_escape(names(one.places))}</title>"
        f'<circle class="halo" cx="{at["x"]}" cy="{at["y"]}" r="{at["halo"]}"/>{arcs}'
        f'<text class="n" x="{at["x"]}" y="{at["base"]}">{count}</text>'
    )


def alone(one, case, trail):
    at, function = one.at, hue(case)
    # Apart, since gettext does not look into f-strings.
    area = _("area")
    where = f"{names(one.places)} ({area})" if one.is_area else names(one.places)
    said = f"{where}{colon()}{case.title}"
    address = conditional_escape(f"{case.get_absolute_url()}{trail}")
    return (
        f'<a class="{function}" href="{address}"><title>{conditional_escape(said)}</title>'
        f'<circle class="hit{" area" if one.is_area else ""}" cx="{at["x"]}" cy="{at["y"]}"'
        f' r="14"/><use class="pt" href="#m-{function}{fill(case)}"'
        f' x="{at["left"]}" y="{at["top"]}" width="13" height="13"/>'
    )


def names(places):
    """Of some places, the first ones in words."""
    said = joined(place.name for place in places[:NAMED])
    if others := len(places[NAMED:]):
        more = ngettext("and %(count)s other place", "and %(count)s other places", others)
        return f"{said} {more % {'count': others}}"
    return said


def name_on_sheet(name):
    if not name:
        return ""
    where = name.anchor, name.x, name.y, lang(name.text)
    return format_html('<text class="name {}" x="{}" y="{}"{}>{}</text>', *where, name.text)
