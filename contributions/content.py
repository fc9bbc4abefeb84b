"""Read the contributions of ``fixtures/`` into the database, by slug."""

from django.utils import timezone
from django.utils.text import slugify

from cases.models import Case, Organisation
from editorial.publication import State
from infrastructures.models import Lever
from languages.content import by_slug, facts, read, texts

from .models import Author, Authorship, Contribution, ContributionOrganisation


def load_contribution(path):
    entry = read(path)
    defaults = {
        "original_title": entry["original_title"],
        "is_synthesis": entry.get("is_synthesis", False),
        "url": entry.get("url", ""),
        "supervised_by": entry.get("supervised_by", ""),
        **facts(entry, "language", "format", "year", "stage", "abstract_basis"),
        **texts(entry, "title", "abstract", "note"),
    }
    contribution, _ = Contribution.objects.update_or_create(
        slug=entry["slug"],
        defaults=defaults,
        create_defaults={
            **defaults,
            "slug": entry["slug"],
            "state": State.PUBLISHED,
            "published_at": timezone.now(),
        },
    )
    contribution.authorships.all().delete()
    for position, person in enumerate(entry.get("authors", []), start=1):
        author = _author(person)
        Authorship.objects.create(contribution=contribution, author=author, position=position)
    contribution.contribution_organisations.all().delete()
    for position, slug in enumerate(entry.get("organisations", []), start=1):
        ContributionOrganisation.objects.create(
            contribution=contribution,
            organisation=Organisation.objects.get(slug=slug),
            position=position,
        )
    contribution.levers.set(by_slug(Lever, entry.get("levers", [])))
    contribution.cases.set(by_slug(Case, entry.get("cases", [])))
    contribution.full_clean()
    return contribution


def _author(person):
    """A name; or, where more than its last word is the family name, ``{name, family_name}``."""
    facts = {"name": person, "family_name": ""} if isinstance(person, str) else person
    return Author.objects.update_or_create(slug=slugify(facts["name"]), defaults=facts)[0]
