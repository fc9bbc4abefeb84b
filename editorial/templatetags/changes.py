"""Changes to a page, at its foot."""

from django import template
from django.urls import reverse

from editorial import page_changes

register = template.Library()


@register.inclusion_tag("editorial/_changes.html")
def changes_to(thing):
    """The newest of them, and the way to the rest."""
    some = list(page_changes.changes_of(thing)[: page_changes.NEWEST + 1])
    name = f"{thing._meta.model_name}s:changes"
    return {
        "changes": page_changes.in_words(thing, some[: page_changes.NEWEST]),
        "address": reverse(name, args=[thing.slug]),
        "has_more": len(some) > page_changes.NEWEST,
    }
