"""Read the contributions of ``fixtures/`` into the database, by slug."""

from django.utils import timezone

from cases.models import Case, Organisation
from editorial.publication import State
from infrastructures.models import Lever
from languages.content import (
    by_slug,
    facts,
    put,
    read,
    replace,
    save_dated,
    texts,
    tie,
    written,
)
from languages.folding import slug_of

from .models import Author, Contribution


def load_contribution(path):
    """Gives the rows that were written: the contribution, its authors."""
    entry = read(path)
    values = {
        **facts(entry, "slug", "original_title", "language", "format", "year", "stage",
                "abstract_basis"),
        "is_synthesis": entry.get("is_synthesis", False),
        "url": entry.get("url", ""),
        "supervised_by": entry.get("supervised_by", ""),
        **texts(entry, "title", "abstract", "note"),
    }  # fmt: skip
    new = {"state": State.PUBLISHED, "published_at": timezone.now()}
    contribution, is_other = put(Contribution, values, new=new)
    authors = [_author(person) for person in entry.get("authors", [])]
    if any(list(_tied(contribution, entry, authors))) and not is_other:
        save_dated(contribution)  # what belongs to it is part of it: its date of change moves
        is_other = True
    contribution.full_clean()
    contribution.keep_promises()
    return written([(contribution, is_other), *authors])


def _tied(contribution, entry, authors):
    """Whether each kind of tie was written."""
    yield replace(contribution.authorships, [
        {"author": author, "position": position}
        for position, (author, _) in enumerate(authors, start=1)
    ])  # fmt: skip
    yield replace(contribution.contribution_organisations, [
        {"organisation": Organisation.objects.get(slug=slug), "position": position}
        for position, slug in enumerate(entry.get("organisations", []), start=1)
    ])  # fmt: skip
    yield tie(contribution.levers, by_slug(Lever, entry.get("levers", [])))
    yield tie(contribution.cases, by_slug(Case, entry.get("cases", [])))


def _author(person):
    """A name; or, where more than its last word is the family name, ``{name, family_name}``."""
    names = {"name": person, "family_name": ""} if isinstance(person, str) else person
    return put(Author, {"slug": slug_of(names["name"]), **names})
