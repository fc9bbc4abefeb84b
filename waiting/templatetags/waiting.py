"""What waits, in the templates of the desk."""

from django import template

from waiting.forms import MailboxForm
from waiting.models import Mailbox
from waiting.waits import gaps, waits_for

register = template.Library()


@register.inclusion_tag("admin/_waiting.html", takes_context=True)
def what_waits(context):
    user = context["request"].user
    box = getattr(user, "mailbox", None) or Mailbox(user=user)
    waits = waits_for(user)
    return {
        "waits": waits,
        "is_any": any(wait.count for wait in waits),
        "matrix": gaps(user),
        "form": MailboxForm(instance=box),
        "user": user,
        "csrf_token": context.get("csrf_token"),
    }
