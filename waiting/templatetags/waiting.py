"""What waits, in the templates of the desk."""

from django import template

from cases.models import Case
from editorial import rights
from waiting.forms import MailboxForm
from waiting.gaps import gaps
from waiting.notices import mailbox_of
from waiting.waits import waits_for

register = template.Library()


@register.inclusion_tag("admin/_waiting.html", takes_context=True)
def what_waits(context):
    user = context["request"].user
    return {
        "waits": waits_for(user),
        "matrix": gaps() if rights.has(user, "add", Case) else None,
        "form": MailboxForm(instance=mailbox_of(user)),
        "user": user,
        "csrf_token": context.get("csrf_token"),
    }
