"""The formats, for the line under an answer that offers them."""

from django import template

from ..formats import FORMATS

register = template.Library()


@register.simple_tag
def formats():
    return FORMATS.values()
