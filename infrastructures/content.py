"""Read functions, levers and recommendations into the database, by slug."""

from languages.content import by_slug, read, texts

from .models import Function, Lever, Recommendation

WORDS = ["name", "short_name", "summary", "description"]


def load_functions(path):
    for position, entry in enumerate(read(path), start=1):
        function, _ = Function.objects.update_or_create(
            slug=entry["slug"], defaults={"position": position, **texts(entry, *WORDS)}
        )
        for number, lever in enumerate(entry["levers"], start=1):
            Lever.objects.update_or_create(
                slug=lever["slug"],
                defaults={"function": function, "position": number, **texts(lever, *WORDS)},
            )


def load_recommendations(path):
    for position, entry in enumerate(read(path), start=1):
        recommendation, _ = Recommendation.objects.update_or_create(
            slug=entry["slug"],
            defaults={"position": position, **texts(entry, "title", "body")},
        )
        recommendation.levers.set(by_slug(Lever, entry["levers"]))
