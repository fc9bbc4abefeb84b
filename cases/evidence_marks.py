"""Who says it: one of five signs in ink, never without its word."""

from django.utils.html import format_html

from .models import Evidence

SAID_BY = '<span class="ev"><svg aria-hidden="true"><use href="#e-{}"/></svg> {}</span>'


def evidence(result):
    """The sign and the word of a result; nothing where it is not coded."""
    return said_by(Evidence(result.evidence)) if result and result.evidence else ""


def said_by(kind):
    if not kind.sign:
        return format_html('<span class="unknown">{}</span>', kind.label)
    return format_html(SAID_BY, kind.sign, kind.label)
