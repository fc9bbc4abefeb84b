"""Runs of words as HTML."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cases.evidence_marks import SAID_BY
from languages.templatetags.texts import lang

register = template.Library()

TAGS = {"": "span", "strong": "b", "em": "em"}


@register.filter
def runs(line):
    return mark_safe("".join(map(run, line)))


def run(one):
    if one.kind == "cite":
        label = _("source %(number)s") % {"number": one.text}
        return format_html(
            '<a class="cite" href="{}" aria-label="{}">{}</a>', one.href, label, one.text
        )
    if one.kind == "gap":
        return format_html('<span class="unknown">{}</span>', one.text)
    if one.kind == "sign":
        return format_html(SAID_BY, one.sign, one.text)
    return linked(one, worded(one))


def worded(one):
    """A tag only where it says something."""
    tag, tongue = TAGS[one.kind], lang(one.language)
    if tag == "span" and not tongue:
        return conditional_escape(one.text)
    return format_html("<{}{}>{}</{}>", tag, tongue, one.text, tag)


def linked(one, words):
    if not one.href:
        return words
    return format_html('<a href="{}" rel="noopener external">{}</a>', one.href, words)


@register.filter
def blocks(told):
    """Paragraphs and lists."""
    html, listed = [], False
    for block in told:
        if (block.kind == "li") != listed:
            listed = not listed
            html.append("<ul>" if listed else "</ul>")
        html.append(f"<{block.kind}>{runs(block.runs)}</{block.kind}>")
    return mark_safe("".join([*html, "</ul>" * listed]))
