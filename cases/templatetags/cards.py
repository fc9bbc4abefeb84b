"""Parts of a card that are written here, since a list has twenty cards."""

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from languages.punctuation import colon
from languages.templatetags.texts import lang

from ..orders_of_size import order_of
from .marks import TICKED, fill, hue, mark

register = template.Library()

DRAWINGS = 1_000  # of some 5 kB, in a language
TRAIL = mark_safe("<trail>")  # what no text of a drawing can hold

# Without a point: the bare grid.
GRID = mark_safe(
    '<svg class="locator {}" viewBox="0 0 100 100" width="136" height="136" aria-hidden="true">'
    '<path class="graticule" fill="none" stroke="#ccc" '
    'd="M33.3 0V100M66.7 0V100M0 33.3H100M0 66.7H100"/></svg>'
)
COAST = (
    '<svg class="locator {hue}" viewBox="0 0 100 100" width="136" height="136" role="img" '
    'aria-label="{label}"><path class="graticule" fill="none" stroke="#ccc" d="{graticule}"/>'
    '<path class="land" fill="#ddd" d="{land}"/><path class="home" fill="#bbb" d="{home}"/>'
    '<use class="pt" href="#m-{hue}{fill}" x="44.5" y="44.5" width="11" height="11"/></svg>'
)


@register.simple_tag
def drawn(card, small=False, keeps=False, trail="", picked=()):
    """A card as an item of a list. Two that say the same are drawn alike: a drawing is kept
    with the vocabulary that it was made with, and only rows are read anew. Not where the
    words of a question or a town stand in it, which are another's tomorrow."""
    is_ticked = card.slug in picked
    look = {"card": card, "small": small, "keeps": keeps, "is_ticked": is_ticked}
    if card.hit or card.nearness:
        return render_to_string("cases/_card.html", look | {"trail": trail})
    drawings = card.vocabulary.drawings
    key = (card.says, small, keeps, is_ticked, bool(trail), get_script_prefix())
    drawing = drawings.get(key)
    if drawing is None:
        if len(drawings) >= DRAWINGS:
            drawings.clear()
        drawing = render_to_string("cases/_card.html", look | {"trail": trail and TRAIL})
        drawings[key] = drawing
    return mark_safe(drawing.replace(TRAIL, conditional_escape(trail)))


@register.simple_tag
def locator(case):
    """The coast around the main place of a case or a card, with its mark."""
    place = case.main_place
    parts = place.outlines if place else None
    if not parts:
        return format_html(GRID, hue(case))
    label = _("%(name)s, cell %(cell)s of the sheet") % {
        "name": place.name,
        "cell": place.grid_reference,
    }
    drawing = COAST.format(
        hue=hue(case),
        fill=fill(case),
        label=conditional_escape(label),
        graticule=parts.graticule,
        land=parts.land,
        home=parts.home,
    )
    return mark_safe(drawing)


@register.simple_tag
def where(case):
    """Its main place, and what that lies in."""
    place = case.main_place
    if not place:
        return _("No single place")
    name, within = place.name, place.within
    return format_html("<b{}>{}</b>{}{}", lang(name), name, ", " if within else "", within)


@register.simple_tag
def lever_links(card):
    """Its levers, each with the mark of the case."""
    return format_html_join(
        "\n",
        '<a class="lever {}" href="{}">{} {}</a>',
        (
            (
                lever.function.slug,
                lever.get_absolute_url(),
                mark(card, lever),
                lever.short_name,
            )
            for lever in card.levers
        ),
    )


@register.simple_tag
def keep(case, is_ticked):
    """A box that keeps a case: it belongs to the tray of the page, wherever it stands."""
    return format_html(
        '<label class="keep"><input type="checkbox" name="case" value="{}" form="tray" '
        'data-title="{}"{}>{}<span class="unseen">{}{}</span></label>',
        case.slug,
        case.title,
        TICKED if is_ticked else "",
        _("Keep"),
        colon(),
        case.title,
    )


@register.simple_tag
def sum_in_a_line(cost):
    """A sum as its source writes it, and how large it is, roughly."""
    order = order_of(cost)
    about = f" ≈ {order.in_words}" if order and order.rate else ""
    return format_html('<span class="num">{}{}</span>', cost.in_words, about)
