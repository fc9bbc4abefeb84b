"""The order of a list. Sorted in Python, where É stands with E on every database."""

from functools import cache

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from languages.folding import sorting_key
from languages.texts import CODES, preference

from .models import Case, CasePlace, Place, Source


class Sort:
    """The orders of a list; the first is taken when the question says nothing. Relevance is
    one where there are words, and then it is the first."""

    DOCUMENTED, TITLE, PLACE, START = "documented", "title", "place", "start"
    RELEVANCE = "relevance"
    choices = [
        (DOCUMENTED, _("newest documentation")),
        (TITLE, _("title")),
        (PLACE, _("place")),
        (START, _("start year")),
    ]
    with_words = [(RELEVANCE, _("relevance")), *choices]


class Sorter:
    """What published cases are sorted by, read in four queries for all orders and languages."""

    def __init__(self):
        titles = [f"title_{code}" for code in CODES]
        self.cases = (
            Case.objects.published().order_by().values_list("pk", "start_year", *titles)
        )
        newest = Source.objects.order_by().values_list("case").annotate(newest=Max("year"))
        self.documented = dict(newest.values_list("case", "newest"))
        # Of several places of a case the first one stays, since it comes last.
        rows = CasePlace.objects.order_by("-position", "-pk")
        self.place = dict(rows.values_list("case", "place"))
        names = [f"name_{code}" for code in CODES]
        self.names = {
            pk: row for pk, *row in Place.objects.order_by().values_list("pk", *names)
        }
        self._by_title = cache(self._by_title)

    def order(self, sort, language=None):
        """The primary keys in the order asked for, ties by title."""
        tried = tuple(CODES.index(code) for code in preference(language))
        rows = self._by_title(tried)
        if sort != Sort.TITLE:
            rows = sorted(rows, key=getattr(self, f"_{sort}")(tried))
        return [row[0] for row in rows]

    def _by_title(self, tried):
        return sorted(self.cases, key=lambda row: sorting_key(first(row[2:], tried)))

    def _documented(self, tried):
        return lambda row: -(self.documented.get(row[0]) or 0)

    def _start(self, tried):
        return lambda row: row[1] or 9999  # what has no year comes last

    def _place(self, tried):
        # A place has many cases: its name is folded once. What has none comes last.
        names = {pk: (False, sorting_key(first(row, tried))) for pk, row in self.names.items()}
        return lambda row: names.get(self.place.get(row[0]), (True,))


def first(words, tried):
    """The words of the first language tried that has some."""
    return next((words[number] for number in tried if words[number]), "")
