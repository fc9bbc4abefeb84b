from django import template

from ..accessibility import level

register = template.Library()


@register.simple_tag
def conformity():
    """The mention of conformity that each page carries."""
    return level()
