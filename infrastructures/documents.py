"""What a search finds of functions and levers."""

from search.kinds import Kind, Named
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
        what = "lever" if zone == Zone.TITLE else name
        yield from in_each_language(zone, what, lever, name)


def functions():
    return Function.objects.order_by("pk")


def names_of_function(function):
    """Its short name counts for cases, its full name for levers."""
    yield from in_each_language(Zone.TITLE, "function", function, "short_name")
    yield from in_each_language(Zone.NAMES, "function", function, "name")


FUNCTION = Kind(
    4, "function", Function, functions, names_of_function, is_result=False, is_code=True
)
KIND = Kind(
    NUMBER,
    "lever",
    Lever,
    public,
    passages,
    is_code=True,
    names=(Named(FUNCTION, ("function",), ((Zone.NAMES, Zone.NAMES),)),),
)
