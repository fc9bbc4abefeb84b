"""What the coding of the published cases has, and what it has not: figures that a change of the
content moves, to be held against those of before."""

import re
from collections import Counter

from languages.texts import CODES

from .filters import CaseFilter
from .matrix import Matrix
from .models import Aspect, Evidence, ResultKind

SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\Wa-z\d_]|[«“¿¡*\[])")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
# A sentence that tells of our search, or of the synthesis, and not of the case.
OF_THE_SEARCH = {
    "fr": re.compile(
        r"\bsynthèse\b|\b(?:page|évaluation|étude|source)s? trouvée?s?\b|\bété (?:re)?trouvé"
        r"|\baucune source\b|\bsources? (?:consultée|lue)s?\b|\bsources? ne\b|\bintrouvable",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\bsynthesis\b|\b(?:page|assessment|source)s?(?: that (?:was|were))? found\b"
        r"|\b(?:was|were|been) found\b|\bno source\b|\bsources? (?:do|does|did) not\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\bsíntesis\b|\b(?:página|evaluación|fuente)s? (?:que se )?encontr(?:ada|ó)s?\b"
        r"|\bno se (?:ha )?encontr|\bninguna fuente\b|\bfuentes? no\b",
        re.IGNORECASE,
    ),
}
TEXTS = ["title", "in_short", "summary", "context", "approach", "challenges", "financing",
         "not_found", "identification_note"]  # fmt: skip


def counts(cases):
    """[(title, [(what, how many, of how many or None)])] of cases as they are read for their
    pages (``for_page``)."""
    cases = list(cases)
    return [
        ("levers of a case", levers(cases)),
        ("empty cells of lever by region", [empty_cells()]),
        ("cases with", having(cases)),
        ("results by kind", results(cases, "kind", ResultKind)),
        ("results by evidence", results(cases, "evidence", Evidence)),
        ("what there is to start with, not known", unknown(cases)),
        ("sentences of summaries about the search", about_the_search(cases)),
        ("words of the texts of cases", words(cases)),
    ]


def levers(cases):
    of_each = Counter(len(case.case_levers.all()) for case in cases)
    return [(f"{number} levers", of_each[number], len(cases)) for number in sorted(of_each)]


def empty_cells():
    matrix = Matrix(CaseFilter(), "lever", "region")
    return "empty", matrix.gaps, matrix.size


def having(cases):
    rows = {"a sum of money": "costs", "an office to ask": "contacts", "a result": "results",
            "an account of how it was copied": "copies"}  # fmt: skip
    return [
        (name, sum(bool(getattr(case, path).all()) for case in cases), len(cases))
        for name, path in rows.items()
    ]


def results(cases, name, values):
    found = Counter(getattr(result, name) for case in cases for result in case.results.all())
    told = [(code, found[code], found.total()) for code in values.values]
    return told + ([("not coded", found[""], found.total())] if found[""] else [])


def unknown(cases):
    """Of each aspect, and of all of them together."""
    known = Counter(row.aspect for case in cases for row in case.starting_points.all())
    told = [(code, len(cases) - known[code], len(cases)) for code in Aspect.values]
    return [*told, ("all", sum(row[1] for row in told), sum(row[2] for row in told))]


def about_the_search(cases):
    found = []
    for code in CODES:
        texts = [getattr(case, f"summary_{code}") for case in cases]
        sentences = [one for text in texts for one in SENTENCE.split(text) if one.strip()]
        about = sum(bool(OF_THE_SEARCH[code].search(one)) for one in sentences)
        found.append((code, about, len(sentences)))
    return found


def words(cases):
    found = Counter()
    for case in cases:
        for code in CODES:
            told = [getattr(case, f"{name}_{code}") for name in TEXTS]
            told += [getattr(row, f"statement_{code}") for row in case.results.all()]
            told += [getattr(row, f"text_{code}") for row in case.starting_points.all()]
            told += [getattr(row, f"rationale_{code}") for row in case.case_levers.all()]
            found[code] += sum(len(WORD.findall(text)) for text in told)
    return [(code, found[code], None) for code in CODES]
