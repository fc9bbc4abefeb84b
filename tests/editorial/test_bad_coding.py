"""What the coding refuses is said in words beside its field; nothing that was typed is lost."""

# ruff: noqa: F811

import re

import pytest

from cases.models import Case, Cost, Place, Result

from .forms import add_row
from .test_two_editors import opened, saved  # noqa: F401

COST = {"amount": "1000000", "currency": "EUR", "kind": "budget", "what_fr": "Le tout",
        "cites": "[1]", "year_from": "2020", "year_to": "2022"}  # fmt: skip


def beside(answer, name):
    """The words of the errors that stand beside a field."""
    page = re.sub(r"\s+", " ", answer.text)
    found = re.search(rf'id="id_{name}_error"[^>]*>(.*?)</ul>', page)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"currency": ""}, "currency", "obligatoire"),
        ({"currency": "euro"}, "currency", "3 caractères"),
        ({"currency": "eur"}, "currency", "trois capitales"),
        ({"year_from": "2022", "year_to": "2020"}, "year_to", "précède"),
        ({"cites": ""}, "cites", "source"),
    ],
)
def test_a_sum_that_cannot_be_is_said_beside_its_field(
    make_case,
    opened,
    saved,
    typed,
    field,
    words,
):
    case = make_case()
    form = opened(case)
    number = add_row(form, "costs", **COST | typed)

    answer = saved(case, form, title_en="Typed")

    assert answer.status_code == 400
    assert words in beside(answer, f"costs-{number}-{field}")
    assert 'value="Typed"' in answer.text
    assert 'value="1000000"' in answer.text
    assert not Cost.objects.exists()
    assert Case.objects.get(pk=case.pk).title_en != "Typed"


def test_a_lever_twice_is_said_beside_it(make_case, opened, saved):
    case = make_case(levers=["direct"])
    row = case.case_levers.get()
    form = opened(case)
    number = add_row(form, "case_levers", lever=str(row.lever_id), basis="cited")

    answer = saved(case, form, title_en="Typed")

    assert answer.status_code == 400
    assert "Une autre ligne dit la même chose" in beside(answer, f"case_levers-{number}-lever")
    assert "dans lever" not in answer.text
    assert 'value="Typed"' in answer.text
    assert case.case_levers.count() == 1


def test_two_answers_to_one_question_are_said_beside_it(make_case, opened, saved):
    case = make_case()
    form = opened(case)
    for _time in range(2):
        number = add_row(form, "starting_points", aspect="staff", text_fr="Dix [1].")

    answer = saved(case, form)

    assert answer.status_code == 400
    told = beside(answer, f"starting_points-{number}-aspect")
    assert "Une autre ligne dit la même chose" in told


def test_evidence_without_a_source_is_said_beside_it(make_case, opened, saved):
    case = make_case()
    form = opened(case)
    number = add_row(
        form,
        "results",
        source="",
        kind="outcome",
        evidence="compared",
        statement_fr="Un effet.",
    )

    answer = saved(case, form, title_en="Typed")

    assert answer.status_code == 400
    assert "obligatoire" in beside(answer, f"results-{number}-source")
    assert not Result.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"population": "2000000"},
        {"population": "2000000", "population_source": "Census"},
        {"population": "2000000", "population_year": "2020"},
        {"population_year": "2020", "population_source": "Census"},
    ],
)
def test_a_population_without_its_year_or_source_is_said_beside_it(
    make_place,
    opened,
    saved,
    typed,
):
    place = make_place()

    answer = saved(place, opened(place), **typed)

    assert answer.status_code == 400
    assert "son année et sa source" in beside(answer, "population_year")
    assert Place.objects.get(pk=place.pk).population is None
