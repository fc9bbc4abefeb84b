"""The order of a list. Sorted in Python, where É stands with E on every database."""

from array import array
from bisect import bisect_left

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from languages.folding import sorting_key
from languages.texts import CODES, preference, translated
from search.masks import numbered

from .models import Case, CasePlace, Place, Source

AT_ONCE = 2_000  # rows that are read together
LAST = 9999  # what has no year comes after all years


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
    """What published cases are sorted by, as a number for each case at its place.

    ``keys`` are their primary keys, rising; the place of a case is its position there.
    """

    def __init__(self, languages=CODES):
        published = Case.objects.published().order_by("pk")
        self.keys = array("q", published.values_list("pk", flat=True).iterator(AT_ONCE))
        # Before anything else: what it takes is used again by all that is kept.
        self.by_title = {code: self._by_title(code) for code in languages}
        self.places = numbered(self.keys)
        newest = Source.objects.order_by().values_list("case").annotate(newest=Max("year"))
        self.newest = self._column(newest)
        self.start = self._column(published.values_list("pk", "start_year"), LAST)
        # Of several places of a case the first one stays, since it comes last.
        ties = CasePlace.objects.order_by("-position", "-pk")
        self.first_place = self._column(ties.values_list("case", "place"))
        names = [translated("name", code) for code in languages]
        rows = Place.objects.order_by().values_list("pk", *names)
        self.names = {pk: dict(zip(languages, row, strict=True)) for pk, *row in rows}

    def order(self, sort, language=None):
        """The places in the order asked for, ties by title."""
        language = preference(language)[0]
        by_title = self.by_title[language]
        if sort == Sort.TITLE:
            return by_title
        return array("I", sorted(by_title, key=getattr(self, f"_{sort}")(language)))

    def _column(self, rows, otherwise=0):
        """The numbers of (case, number) rows; of two for a case, the last."""
        found = array("I", [otherwise]) * len(self.keys)
        for case, number in rows.iterator(AT_ONCE):
            if number and (place := self.places.get(case)) is not None:
                found[place] = number
        return found

    def _by_title(self, language):
        """One language at a time, and folded words alone: the words of all titles weigh more
        than all that is kept. Titles that differ by accents stay in the order of the keys."""
        titles = [""] * len(self.keys)
        rows = Case.objects.published().order_by()
        rows = rows.values_list("pk", translated("title", language))
        for case, title in rows.iterator(AT_ONCE):
            place = bisect_left(self.keys, case)
            if place < len(titles) and self.keys[place] == case:
                titles[place], _words = sorting_key(title)
        return array("I", sorted(range(len(titles)), key=titles.__getitem__))

    def _documented(self, language):
        return lambda place: -self.newest[place]

    def _start(self, language):
        return self.start.__getitem__

    def _place(self, language):
        # A place has many cases: its name is folded once. What has none comes last.
        names = {pk: (False, sorting_key(row[language])) for pk, row in self.names.items()}
        return lambda place: names.get(self.first_place[place], (True,))
