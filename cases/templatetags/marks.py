"""One mark is one case: its shape and hue say the function, its fill how sure we are."""

from django import template
from django.utils.html import format_html

from ..models import Identification

register = template.Library()

FILLS = {
    Identification.NAMED: "",
    Identification.INFERRED: "-inferred",
    Identification.UNIDENTIFIED: "-unsure",
}
SVG = '<svg class="{}" aria-hidden="true"><use href="#m-{}"/></svg>'


@register.simple_tag
def mark(case, lever=None):
    """The mark of a case, in the hue of a lever (its first one unless told)."""
    lever = lever or case.main_lever
    function = lever.function.slug if lever else "physical"
    fill = FILLS[case.identification]
    return format_html(SVG, f"mark {function}", f"{function}{fill}")


@register.simple_tag
def sign(function, large=False):
    """The full shape of a function."""
    kind = "sign mark" if large else "mark"
    return format_html(SVG, f"{kind} {function.slug}", function.slug)


@register.simple_tag
def icon(name):
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.filter
def hue(case):
    lever = case.main_lever
    return lever.function.slug if lever else ""


@register.filter
def fill(case):
    return FILLS[case.identification]
