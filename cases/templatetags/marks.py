"""One mark is one case: its shape and hue say the function, its fill how sure we are."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from languages.punctuation import joined
from languages.templatetags.texts import lang, name

from ..evidence_marks import evidence, said_by
from ..models import Evidence, Identification
from ..notes import statement

register = template.Library()

FILLS = {
    Identification.NAMED: "",
    Identification.INFERRED: "-inferred",
    Identification.UNIDENTIFIED: "-unsure",
    Identification.FOUND: "-found",
}
# A sign says its own size and colour: where no style is read, it is no larger than the words.
SVG = '<svg class="{}" width="11" height="11" aria-hidden="true"><use href="#m-{}"/></svg>'
ICON = (
    '<svg class="icon" width="18" height="18" fill="none" stroke="currentColor" '
    'aria-hidden="true"><use href="#i-{}"/></svg>'
)
TICKED = mark_safe(" checked")


@register.simple_tag
def mark(case, lever=None):
    """The mark of a case, in the hue of a lever (its first one unless told)."""
    lever = lever or case.main_lever
    return drawn(lever.function.slug if lever else "physical", case.identification)


@cache
def drawn(function, identification):
    return format_html(SVG, f"mark {function}", f"{function}{FILLS[identification]}")


register.simple_tag(evidence)
register.filter(statement)


@register.simple_tag
def best_evidence(case):
    """The sign and the word of the best result of a case that was read for a card."""
    found = getattr(case, "best_evidence", "")
    return said_by(Evidence(found)) if found else ""


@register.simple_tag
def marks(tally):
    """The marks of a tally, each of which may stand for several cases."""
    return mark_safe("".join(
        drawn(tally.function, identification) * count
        for identification, count in tally.marks
    ))  # fmt: skip


@register.simple_tag
def sign(function, large=False):
    """The full shape of a function."""
    kind = "sign mark" if large else "mark"
    return format_html(SVG, f"{kind} {function.slug}", function.slug)


@register.simple_tag
def icon(name):
    return format_html(ICON, name)


@register.filter
def hue(case):
    lever = case.main_lever
    return lever.function.slug if lever else ""


@register.filter
def fill(case):
    return FILLS[case.identification]


@register.simple_tag
def marked(cases, trail="", picked=None):
    """Cases as a list of marks and links; written here, since a page has hundreds. ``picked``:
    with a box for the tray of the page, ticked for these."""
    has_boxes = picked is not None
    lines = (
        f"<li>{kept(case, picked) if has_boxes else ''}{mark(case)}{linked(case, trail)}</li>"
        for case in cases
    )
    return mark_safe(f'<ul class="marked list">{"".join(lines)}</ul>')


@register.simple_tag
def where_they_are(cases):
    """Cases by the names of their places, as links in one line; a page has hundreds."""
    return joined(
        format_html('<a href="{}">{}</a>', case.get_absolute_url(), name(place_or_title(case)))
        for case in cases
    )


def place_or_title(case):
    return case.main_place.name if case.main_place else case.short_title


@register.simple_tag(name="keeping")
def kept(case, picked=()):
    """A box that keeps a case; the script of the tray reads its title from the link beside."""
    return format_html(
        '<input type="checkbox" name="case" value="{}" form="tray" aria-label="{}"{}>',
        case.slug,
        _("Keep"),
        ticked(case, picked),
    )


def ticked(case, picked):
    """Of a box, where the address names the case."""
    return TICKED if case.slug in picked else ""


@register.simple_tag
def linked(case, trail=""):
    return format_html(
        '<a{} href="{}{}"{}>{}</a>',
        mark_safe(' rel="nofollow"') if trail else "",
        case.get_absolute_url(),
        trail,
        lang(case.title),
        case.title,
    )
