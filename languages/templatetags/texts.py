"""Printing texts: their language where it is not the page's, and Markdown."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ..markdown import to_html

register = template.Library()


# Arabic, Persian, Hebrew, Pashto, Sindhi, Uighur, Urdu, Yiddish, Dhivehi.
RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "dv"}
RTL = mark_safe(' dir="rtl"')


@register.simple_tag
def lang(text):
    """`` lang="es"`` when the words are not in the language of the page, else nothing; with
    its direction, where that is another."""
    language = text if type(text) is str else getattr(text, "language", "")
    if not language or language == (get_language() or "")[:2]:
        return ""
    return format_html(' lang="{}"{}', language, RTL if language[:2] in RIGHT_TO_LEFT else "")


@register.filter
def markdown(text):
    return mark_safe(to_html(text)) if text else ""
