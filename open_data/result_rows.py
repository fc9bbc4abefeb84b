"""What changed, by lever and area of life, as a tidy table: a row for each result in each of
its cells, with codes, and with words in all languages. A result may stand in several cells: who
counts results counts ``case`` and ``result`` together."""

from itertools import islice

from django.utils import translation

from cases.models import Area, Evidence, Result, ResultKind
from languages.texts import CODES

HEAD = [
    "lever", *(f"lever_{code}" for code in CODES),
    "area", *(f"area_{code}" for code in CODES),
    "kind", *(f"kind_{code}" for code in CODES),
    "evidence", *(f"evidence_{code}" for code in CODES),
    "evidence_sign", "year", "case", *(f"case_{code}" for code in CODES),
    "result", *(f"statement_{code}" for code in CODES),
    "source", "source_title", "source_publisher", "source_url", "source_year",
]  # fmt: skip
AT_ONCE = 500  # cells that are read together


def result_rows(matrix):
    yield HEAD
    levers = {lever.slug: lever for lever in matrix.question.vocabulary.levers}
    cells = matrix.rows_of_results()
    while some := list(islice(cells, AT_ONCE)):
        keys = {key for _lever, _area, key in some}
        found = Result.objects.filter(pk__in=keys).select_related("case", "source")
        results = {result.pk: result for result in found}
        for lever, area, key in some:
            if key in results:
                yield row(levers[lever], area, results[key])


def row(lever, area, result):
    case, source = result.case, result.source
    sign = Evidence(result.evidence).sign if result.evidence else ""
    return [
        lever.slug, *in_each(lever, "short_name"),
        *coded(Area, area), *coded(ResultKind, result.kind), *coded(Evidence, result.evidence),
        sign, result.year, case.slug, *in_each(case, "title"),
        result.position, *in_each(result, "statement"),
        source.position, source.title, source.publisher, source.url, source.year,
    ]  # fmt: skip


def in_each(thing, name):
    """A text in the language of each column; empty where it was not written in it."""
    return [getattr(thing, f"{name}_{code}") for code in CODES]


def coded(values, code):
    """A code and its words; all empty where there is none."""
    if not code:
        return ["", *("" for _code in CODES)]
    told = []
    for language in CODES:
        with translation.override(language):
            told.append(str(values(code).label))
    return [code, *told]
