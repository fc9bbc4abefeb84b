"""Reading the sheet: one row per case, a piece at a time, in one language."""

from django.utils import translation

from cases.models import Case
from languages.texts import preference

from .citable import of_case
from .licences import BOTH
from .sheet import CASES, RELATIONS, SHEET, TIES
from .styles import apa


def sheet(cases, language):
    """Rows for some cases (primary keys of one piece), in their order, as dicts whose keys
    are the names of SHEET. Texts are in the language, else in the next that has them."""
    with translation.override(language):
        own = own_rows(cases, language)
        for relation in RELATIONS:
            add_ties(own, relation, cases, language)
        return [in_columns(own[pk]) for pk in cases if pk in own]


def in_columns(row):
    return {column.name: row[column.name] for column in SHEET}


def own_rows(cases, language):
    found = Case.objects.published().filter(pk__in=cases).order_by()
    languages = preference(language)  # asked once: there may be many cases
    return {case.pk: own_row(case, languages) for case in found}


def own_row(case, languages):
    row, fallbacks = {}, []
    for column in CASES.columns:
        row[column.name], other = value_of(case, column, languages)
        if other:
            fallbacks.append(f"{column.name}:{other}")
    work = of_case(case)
    return row | {
        "fallbacks": fallbacks,
        "address": work.url,
        "cite_as": str(apa(work)),
        "licence": BOTH,
    }


def value_of(instance, column, languages):
    """(value, its language if it is not the first of the languages); nothing is None."""
    if not column.translated:
        value = getattr(instance, column.source)
        value = list(value) if isinstance(value, tuple) else value
        return (None if value == "" else value), ""
    for code in languages:
        if words := getattr(instance, f"{column.source}_{code}"):
            return words, "" if code == languages[0] else code
    return None, ""


def add_ties(own, relation, cases, language):
    """What the cases are tied to by one relation, read in one query."""
    ties = [tie for tie in TIES if tie.of == relation]
    listed = Case.objects.filter(pk__in=cases).order_by(*RELATIONS[relation])
    roles = ["case_organisations__role"] if relation == "organisations" else []
    found = {pk: [] for pk in own}
    for pk, *values in listed.values_list(
        "pk", *(tie.expression(language) for tie in ties), *roles
    ):
        if pk in found:
            found[pk].append(values)
    for pk, rows in found.items():
        for place, tie in enumerate(ties):
            mine = [row[place] for row in rows if not tie.role or row[-1] == tie.role]
            own[pk][tie.name] = tie.taken(mine)
