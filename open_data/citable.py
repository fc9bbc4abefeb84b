"""A work that can be cited: a case, a contribution, a source, a set of data."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.models import Case
from contributions.models import Contribution, Format
from languages.addresses import absolute
from languages.texts import Text, columns, first_with_words

from .publisher import doi_of, publisher


class Person(NamedTuple):
    family: str
    given: str


class Genre(StrEnum):
    PAGE = "page"  # a page of the atlas
    REPORT = "report"
    ARTICLE = "article"
    DOCUMENT = "document"
    DATA = "data"


@dataclass
class Work:
    """``authors`` are persons, or names of bodies (str). ``date`` is a day of change, for
    which ``year`` is the year alone."""

    key: str
    genre: Genre
    title: str
    url: str
    authors: list = field(default_factory=list)
    date: datetime.date | None = None
    year: int | None = None
    publisher: str = ""
    language: str = ""
    consulted_on: datetime.date | None = None
    version: str = ""
    doi: str = ""
    note: str = ""

    def __post_init__(self):
        self.title = Text(self.title, self.language)  # a page says which language it is in

    @property
    def other_publisher(self):
        """The publisher; none where the authors publish, since they are named already."""
        return "" if self.publisher in self.authors else self.publisher


def atlas_name():
    return _("Atlas of Care")


def of_cases(keys):
    """The works of some cases, by the primary keys of one piece, in their order."""
    texts = columns("title")
    rows = Case.objects.published().filter(pk__in=keys).only("slug", "revised_on", *texts)
    found = {case.pk: of_case(case) for case in rows}
    return [found[pk] for pk in keys if pk in found]


def of_case(case):
    title = first_with_words(case, "title")
    return Work(
        key=case.slug,
        genre=Genre.PAGE,
        title=title,
        url=absolute(reverse("cases:detail", args=[case.slug])),
        authors=[publisher()],
        date=case.revised_on,
        year=case.revised_on.year,
        publisher=publisher(),
        language=title.language,
        note=_("Texts under CC BY 4.0, coded data under CC0."),
    )


GENRES = {Format.REPORT: Genre.REPORT, Format.ARTICLE: Genre.ARTICLE}


def of_contribution(contribution):
    """The document as printed; without an address, if no public one is known: that of the
    atlas would make its authors the authors of our notice."""
    signed = [row.author for row in contribution.authorships.all()]
    authors = [Person(author.family, author.given) for author in signed]
    bodies = [str(row.organisation) for row in contribution.contribution_organisations.all()]
    return Work(
        key=contribution.slug,
        genre=GENRES.get(contribution.format, Genre.DOCUMENT),
        title=Text(contribution.original_title, contribution.language),
        url=contribution.url,
        authors=authors or bodies,
        year=contribution.year,
        publisher=", ".join(bodies) if authors else "",
        language=contribution.language,
        note=_("Contribution to GOLD VII."),
    )


def of_notice(contribution):
    """The page of the atlas that presents a contribution, which is ours."""
    title = first_with_words(contribution, "title")
    return Work(
        key=f"notice-{contribution.slug}",
        genre=Genre.PAGE,
        title=_("Notice on “%(title)s”") % {"title": title},
        url=absolute(reverse("contributions:detail", args=[contribution.slug])),
        authors=[publisher()],
        date=contribution.revised_on,
        year=contribution.revised_on.year,
        publisher=publisher(),
        language=get_language(),
        note=_("Texts under CC BY 4.0, coded data under CC0."),
    )


def contributions_that_tell(keys):
    tell = Contribution.objects.published().filter(cases__in=keys)
    return [of_contribution(one) for one in tell.distinct().for_cards().order_by("slug")]


def address_of_doi(doi):
    return f"https://doi.org/{doi}" if doi else ""


def of_release(number, day):
    return Work(
        key=f"atlas-release-{number}",
        genre=Genre.DATA,
        title=_("Atlas of Care: cases"),
        url=address_of_doi(doi_of(number))
        or absolute(reverse("open_data:release", args=[number])),
        doi=doi_of(number),
        authors=[publisher()],
        date=day,
        year=day.year,
        publisher=publisher(),
        language=get_language(),
        version=_("release %(number)s") % {"number": number},
    )


def of_source(source):
    """A source that a case rests on. What it is cannot be told more closely than its kind."""
    return Work(
        key=f"{source.case.slug}-{source.position}",
        genre=Genre.DOCUMENT,
        title=Text(source.title, source.language),
        url=source.url,
        authors=[source.publisher],
        year=source.year,
        language=source.language,
        consulted_on=source.consulted_on,
    )
