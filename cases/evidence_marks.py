"""Who says it: one of five signs in ink, never without its word."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from .models import Evidence

SAID_BY = (
    '<span class="ev"><svg width="12" height="12" fill="none" stroke="currentColor" '
    'aria-hidden="true"><use href="#e-{}"/></svg> {}</span>'
)


def evidence(result):
    """The sign and the word of a result; nothing where it is not coded."""
    return said_by(Evidence(result.evidence)) if result and result.evidence else ""


def said_by(kind):
    if not kind.sign:
        return format_html('<span class="unknown">{}</span>', kind.label)
    return format_html(SAID_BY, kind.sign, kind.label)


def words_of_signs():
    """[(sign, its word, what it says)], the loosest first."""
    return [
        ("told", _("told"), _("by those who run it")),
        ("reported", _("reported"), _("by the press or another body")),
        ("recorded", _("recorded"), _("by an official body")),
        ("studied", _("studied"), _("by others")),
        ("compared", _("compared"), _("with another group, or before and after")),
    ]
