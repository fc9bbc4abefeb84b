"""Read functions, levers and recommendations into the database, by slug."""

from django.db.models import F

from languages.content import by_slug, read, texts

from .models import Function, Lever, Recommendation

WORDS = ["name", "short_name", "summary", "description"]
GUIDE = ["practice", "questions"]


ASIDE = 1000


def make_room(model):
    """Positions are unique: out of the way, so that rows may change places."""
    model.objects.update(position=F("position") + ASIDE)


def load_functions(path):
    make_room(Function)
    make_room(Lever)
    for position, entry in enumerate(read(path), start=1):
        function, _ = Function.objects.update_or_create(
            slug=entry["slug"], defaults={"position": position, **texts(entry, *WORDS)}
        )
        for number, lever in enumerate(entry["levers"], start=1):
            Lever.objects.update_or_create(
                slug=lever["slug"],
                defaults={
                    "function": function,
                    "position": number,
                    **texts(lever, *WORDS, *GUIDE),
                },
            )


def load_recommendations(path):
    make_room(Recommendation)
    for position, entry in enumerate(read(path), start=1):
        recommendation, _ = Recommendation.objects.update_or_create(
            slug=entry["slug"],
            defaults={"position": position, **texts(entry, "title", "body")},
        )
        recommendation.levers.set(by_slug(Lever, entry["levers"]))
