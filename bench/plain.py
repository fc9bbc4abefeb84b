"""The site without its index, for the comparison: the same pages, counted and cut by SQL."""

# ruff: noqa: I001 (the project is set up by the first import, which the others need)
from config.wsgi import application

from django.db.models import Count

from cases import filters
from cases.answer import Answer
from cases.facets import FACETS
from cases.filters import CaseFilter
from cases.models import Region

FACET = {facet.name: facet for facet in FACETS}


class PlainAnswer(Answer):
    def __init__(self, chosen, index, search):
        super().__init__(chosen, index, search)
        self.chosen = chosen

    def counts(self, name):
        """What one would write at first: a GROUP BY for each path of each facet."""
        others = {key: value for key, value in self.chosen.items() if key != name}
        queryset, found = CaseFilter(others).qs.order_by(), {}
        lines = Region.objects.lines() if name == "region" else {}
        for path in FACET[name].case_paths:
            rows = queryset.values_list(path).annotate(n=Count("pk", distinct=True))
            for value, number in rows:
                for code in lines.get(value, [value]):
                    found[code] = found.get(code, 0) + number
        return found


filters.Answer = PlainAnswer
CaseFilter.ordered = lambda question, sort=None: question.qs.order_by(
    "title_fr", "pk"
).values_list("pk", flat=True)

__all__ = ["application"]
