"""What a search finds of a lever."""

from search.keeping import Kind
from search.models import Zone
from search.passages import in_each_language

from .models import Function, Lever

NUMBER = 3
ZONES = {
    "short_name": Zone.TITLE,
    "name": Zone.TITLE,
    "summary": Zone.SUMMARY,
    "description": Zone.BODY,
    "practice": Zone.BODY,
    "questions": Zone.BODY,
}


def public():
    return Lever.objects.select_related("function").order_by("pk")


def passages(lever):
    for name, zone in ZONES.items():
        yield from in_each_language(zone, name, lever, name)
    yield from in_each_language(Zone.NAMES, "function", lever.function, "name")


KIND = Kind(NUMBER, "lever", Lever, public, passages, {Function: ["function"]})
