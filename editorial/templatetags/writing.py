"""What forms and pages of the desk tell the script that keeps unsaved text."""

from django import template

from editorial import form_ids, lists
from editorial.once import SAVED
from languages.known import OWN_NAMES

register = template.Library()


@register.inclusion_tag("admin/_form_id.html", takes_context=True)
def form_id(context, address=""):
    """A hidden field with a new name of this form."""
    request = context["request"]
    text, token = form_ids.sent_out(request, address)
    before = form_ids.read(request)
    return {
        "name": form_ids.FIELD,
        "text": text,
        "token": token,
        "before": before and before.token.hex,  # refused: its text is that of this page
    }


@register.simple_tag(takes_context=True)
def saved_forms(context):
    """The names of the forms that were saved since the last page, told once."""
    session = context["request"].session
    return " ".join(session.pop(SAVED)) if SAVED in session else ""


@register.filter
def state_shown(thing):
    """A digest of a row: what a page was shown of it."""
    return lists.state_of(thing)


@register.filter
def own_name(code):
    """A language by its own name."""
    return OWN_NAMES[code].capitalize()
