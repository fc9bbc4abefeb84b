"""What a search finds of a contribution."""

from cases.documents import of_organisation
from cases.models import Organisation
from infrastructures.models import Lever
from languages.texts import Text
from search.keeping import Kind
from search.models import Zone
from search.passages import Passage, in_each_language

from .models import Author, Contribution

NUMBER = 2


def public():
    return Contribution.objects.published().order_by("pk").for_cards()


def passages(contribution):
    printed = contribution.original_title
    yield Passage.of(Zone.TITLE, "printed title", contribution.language, printed)
    yield from in_each_language(Zone.TITLE, "title", contribution, "title")
    for row in contribution.authorships.all():
        yield Passage.of(Zone.NAMES, "author", "", Text(row.author.name))
    for lever in contribution.levers.all():
        yield from in_each_language(Zone.NAMES, "lever", lever, "short_name")
    for row in contribution.contribution_organisations.all():
        yield from of_organisation(row.organisation)
    yield from in_each_language(Zone.SUMMARY, "abstract", contribution, "abstract")
    yield from in_each_language(Zone.BODY, "note", contribution, "note")


FOLLOWS = {Author: ["authors"], Organisation: ["organisations"], Lever: ["levers"]}

KIND = Kind(NUMBER, "contribution", Contribution, public, passages, FOLLOWS)
