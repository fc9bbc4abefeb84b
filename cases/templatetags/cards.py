"""Parts of a card that are written here, since a list has twenty cards."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from languages.punctuation import colon
from languages.templatetags.texts import lang

from ..orders_of_size import order_of
from .marks import fill, hue, mark

register = template.Library()

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
def keep(case):
    """A box that keeps a case: it belongs to the tray of the page, wherever it stands."""
    return format_html(
        '<label class="keep"><input type="checkbox" name="case" value="{}" form="tray" '
        'data-title="{}">{}<span class="unseen">{}{}</span></label>',
        case.slug,
        case.title,
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
