"""Changes to a page, at its foot."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language

from editorial import page_changes
from editorial.document_differences import labels
from editorial.kinds import kind_of

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


@register.inclusion_tag("editorial/_older.html")
def older_passages(thing):
    """The parts of a page whose words, in the language of the reader, are older than the text
    that they were made from."""
    paths = thing.behind.get(get_language(), {})
    keys = dict.fromkeys(path.partition("/")[0] for path in paths)
    return {"parts": labels(kind_of(type(thing)).shape, keys)}
