"""The cases of a question as a set of data to take away: in one order, in one language."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.filters import CaseFilter
from cases.question_words import sentence
from languages.addresses import absolute

from .as_of import as_of
from .citable import Genre, Work
from .publisher import publisher
from .table_rows import in_order, pieces


@dataclass
class Dataset:
    """Whoever writes it to a file reads ``cases`` in pieces and never holds its rows."""

    question: CaseFilter
    language: str

    @cached_property
    def cases(self):
        """Primary keys, in the order of their slugs."""
        return in_order(self.question.holds())

    @property
    def count(self):
        return len(self.cases)

    @property
    def pieces(self):
        return pieces(self.cases)

    def said_in(self, language):
        """The same cases; the question in another language has labels of its own."""
        other = Dataset(CaseFilter(self.question.data), language)
        other.cases = self.cases
        return other

    @property
    def query(self):
        """The question as a query string: known parameters alone, in one order."""
        return canonical(self.question)

    @cached_property
    def in_words(self):
        with translation.override(self.language):
            return sentence(self.question) or _("all cases")

    @cached_property
    def work(self):
        """The dataset itself, as a work to cite: of the day when the atlas last changed."""
        with translation.override(self.language):
            day = as_of()
            return Work(
                key=f"atlas-{day:%Y-%m-%d}",
                genre=Genre.DATA,
                title=titled(self.count, self.in_words),
                url=absolute(f"/{self.language}/cases/?{self.query}".rstrip("?")),
                authors=[publisher()],
                date=day,
                year=day.year,
                publisher=publisher(),
                language=self.language,
            )


def titled(count, in_words):
    cases = ngettext("%(count)s case", "%(count)s cases", count) % {"count": count}
    return _("%(cases)s of the Atlas of Care: %(question)s") % {
        "cases": cases,
        "question": in_words,
    }


def canonical(question):
    """Two questions that ask the same have the same words here; the order of a list is no
    part of it."""
    return question.unordered_query().removeprefix("?")
