"""The choices of a facet as boxes to tick: a list has some two hundred of them, and a template
included for each takes a third of the time of a page."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()

BOX = (
    '<label class="choice{classes}"><input type="checkbox" id="{name}-{value}" name="{name}" '
    'value="{value}"{checked}><span>{mark}{label}</span> <b class="count">{count}</b></label>'
)
MARK = '<svg class="mark {hue}" aria-hidden="true"><use href="#m-{hue}"/></svg> '


@register.simple_tag
def boxes(choices):
    return mark_safe("\n".join(map(box, choices)))


def box(choice):
    """The HTML of one choice; its name and hue are ours, its value and label are escaped."""
    states = ("sub", choice.depth), ("none", choice.is_gap), ("on", choice.on)
    return BOX.format(
        classes="".join(f" {word}" for word, holds in states if holds),
        name=choice.name,
        value=escape(choice.value),
        checked=" checked" if choice.on else "",
        mark=MARK.format(hue=choice.hue) if choice.hue else "",
        label=escape(choice.label),
        count=choice.count,
    )
