"""What robots may do with a page."""

from django import template
from django.utils.safestring import mark_safe

register = template.Library()
FOLLOWED = {"page"}  # the next pages of what may be read


@register.simple_tag(takes_context=True)
def robots(context):
    """Of the answer to a question nothing is kept, and no link followed: they are questions
    again, without end. Of a plain page nothing need be said, nor of a refusal: its status
    says it, and its question may be what could not be read."""
    request = context.get("request")
    if not request or context.get("is_refusal"):
        return ""
    words = words_for(request)
    return mark_safe(f'<meta name="robots" content="{words}">') if words else ""


def words_for(request):
    if getattr(request, "preview", None):
        return "noindex"
    asked = set(request.GET)
    if not asked:
        return ""
    return "noindex, follow" if asked <= FOLLOWED else "noindex, nofollow"
