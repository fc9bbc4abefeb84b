"""The site without its index, for the comparison: the same pages, counted and cut by SQL."""

# ruff: noqa: I001 (the project is set up by the first import, which the others need)
from config.wsgi import application

from django.db.models import Count

from cases.filters import CaseFilter
from cases.having import PATHS


def counts(question, name):
    """What one would write at first: a GROUP BY for each path of each facet."""
    found = dict.fromkeys((value for value, _label in question.form.fields[name].choices), 0)
    queryset = question.narrowed(without=name).order_by()
    lines = question.vocabulary.region_lines
    for path in PATHS[name]:
        rows = queryset.values_list(path).annotate(n=Count("pk", distinct=True))
        for value, number in rows:
            for code in lines.get(value, [value]) if name == "region" else [value]:
                if code in found:
                    found[code] += number
    return found


CaseFilter.counts = counts
CaseFilter.ordered = lambda question, sort=None: (
    question.narrowed().order_by("title_fr", "pk").values_list("pk", flat=True)
)

__all__ = ["application"]
