"""What a search finds of a contribution: its own words, and those of all that it names."""

from cases.documents import AS_NAME, BY_WHOM
from infrastructures.documents import KIND as LEVER
from languages.texts import Text
from search.kinds import Kind, Named
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
    yield from in_each_language(Zone.SUMMARY, "abstract", contribution, "abstract")
    yield from in_each_language(Zone.BODY, "note", contribution, "note")


def authors():
    return Author.objects.order_by("pk")


def names_of_author(author):
    yield Passage.of(Zone.TITLE, "author", "", Text(author.name))


AUTHOR = Kind(11, "author", Author, authors, names_of_author, is_result=False)
NAMES = (Named(AUTHOR, ("authors",), AS_NAME), Named(LEVER, ("levers",), AS_NAME), BY_WHOM)

KIND = Kind(NUMBER, "contribution", Contribution, public, passages, NAMES)
