"""Printing texts: their language where it is not the page's, and Markdown."""

from unicodedata import bidirectional

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import punctuation
from ..markdown import to_html

register = template.Library()


# Of letters alone: what begins with a digit goes the way of what follows.
FROM_THE_RIGHT = {"R", "AL"}
# Arabic, Sorani, Dhivehi, Persian, Hebrew, Panjabi, Dari, Pashto, Sindhi, Syriac, Uighur, Urdu,
# Yiddish.
RIGHT_TO_LEFT = {
    "ar",
    "ckb",
    "dv",
    "fa",
    "he",
    "pnb",
    "prs",
    "ps",
    "sd",
    "syr",
    "ug",
    "ur",
    "yi",
}
RTL = mark_safe(' dir="rtl"')


@register.simple_tag
def lang(text):
    """`` lang="es"`` when the words are not in the language of the page, else nothing; with
    its direction, where that is another."""
    is_code = type(text) is str
    language = text if is_code else getattr(text, "language", "")
    direction = "" if is_code or not is_from_the_right(text) else RTL
    if not language or language == (get_language() or "")[:2]:
        return direction
    rtl = language.split("-")[0] in RIGHT_TO_LEFT
    return format_html(' lang="{}"{}', language, RTL if rtl else direction)


def is_from_the_right(words):
    """True of words whose first letter is of a script that is written from right to left."""
    if words.isascii():
        return False
    letters = (bidirectional(sign) for sign in words)
    return next((one for one in letters if one in ("L", "R", "AL")), "") in FROM_THE_RIGHT


@register.simple_tag
def name(words):
    """The name of somebody or something among other words: of a script that is written from
    right to left, it stands apart and says its direction."""
    if not is_from_the_right(str(words)):
        return conditional_escape(words)
    return format_html("<bdi{}{}>{}</bdi>", language_of(words), RTL, words)


def language_of(words):
    language = getattr(words, "language", "")
    other = language and language != (get_language() or "")[:2]
    return format_html(' lang="{}"', language) if other else ""


@register.filter
def markdown(text):
    return mark_safe(to_html(text)) if text else ""


# What stands between two values of a page: no template types it.
for sign in (punctuation.comma, punctuation.semicolon, punctuation.dot, punctuation.colon):
    register.simple_tag(sign)
register.simple_tag(punctuation.coordinates)
register.filter(punctuation.stopped)
register.filter("listed", lambda parts: punctuation.joined(parts))


@register.simple_tag
def dated(year):
    """A year as a source is cited with it, or that it has none."""
    return str(year) if year else _("n.d.")


@register.simple_tag
def joined(*parts):
    """The parts that say something, a comma between them."""
    return punctuation.joined(parts)
