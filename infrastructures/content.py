"""Read functions, levers and recommendations into the database, by slug.

Each loader gives the rows that were written: those that differ from the file.
"""

from django.db.models import F, Max

from languages.content import by_slug, put, read, texts, tie, written

from .models import Function, Lever, Recommendation

WORDS = ["name", "short_name", "summary", "description"]
GUIDE = ["practice", "questions"]


def make_room(model, wanted, *columns):
    """Places are unique: if a row is to change its own, all are first put out of the way.
    ``wanted`` is {slug: values of the columns}."""
    had = {slug: place for slug, *place in model.objects.values_list("slug", *columns)}
    if any(had.get(slug) != place for slug, place in wanted.items()):
        beyond = model.objects.aggregate(last=Max("position"))["last"] or 0
        model.objects.update(position=F("position") + beyond)


def load_functions(path):
    entries = read(path)
    make_room(Function, numbered(entries), "position")
    levers = {
        slug: [entry["slug"], *place]
        for entry in entries
        for slug, place in numbered(entry["levers"]).items()
    }
    make_room(Lever, levers, "function__slug", "position")
    changed = []
    for position, entry in enumerate(entries, start=1):
        values = {"slug": entry["slug"], "position": position, **texts(entry, *WORDS)}
        function, is_other = put(Function, values)
        changed += [function] if is_other else []
        changed += written(
            put(Lever, {
                "slug": lever["slug"],
                "function": function,
                "position": number,
                **texts(lever, *WORDS, *GUIDE),
            })
            for number, lever in enumerate(entry["levers"], start=1)
        )  # fmt: skip
    return changed


def load_recommendations(path):
    entries = read(path)
    make_room(Recommendation, numbered(entries), "position")
    changed = []
    for position, entry in enumerate(entries, start=1):
        values = {"slug": entry["slug"], "position": position, **texts(entry, "title", "body")}
        recommendation, is_other = put(Recommendation, values)
        if tie(recommendation.levers, by_slug(Lever, entry["levers"])) or is_other:
            changed.append(recommendation)
    return changed


def numbered(entries):
    return {entry["slug"]: [number] for number, entry in enumerate(entries, start=1)}
