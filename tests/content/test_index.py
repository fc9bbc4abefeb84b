"""The index says what the database says, whatever is asked of the real content."""

from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import ordering
from cases.facets import CASE, FACETS
from cases.filters import CaseFilter
from cases.models import Case, Documentation, Identification
from languages.folding import sorting_key
from languages.texts import CODES

from .files import CASES
from .test_questions import questions

WORDS = ["crèche", "guardería", "eau", "housing -water", '"milk bars"', "bogota quantum", "xyz"]


def recounted(question, facet, values):
    """{value: cases} of a facet by the database, its own choice left out."""
    chosen = {name: asked for name, asked in question.items() if name not in facet.parameters}
    return {value: CaseFilter(chosen | asking(facet, value)).qs.count() for value in values}


def asking(facet, value):
    """The question for one value: of a range, the same number twice."""
    alone = len(facet.parameters) == 1
    return dict.fromkeys(facet.parameters, [value] if alone else value)


def plainly_ordered(cases, sort):
    """Primary keys, sorted as a reader would expect, from the rows alone."""
    names = {
        "documented": lambda case: (
            case.identification == Identification.UNIDENTIFIED,
            Documentation.values.index(case.documentation),
            -(case.told_until or 0),
        ),
        "title": lambda case: 0,
        "place": lambda case: (
            (False, sorting_key(case.main_place.name)) if case.main_place else (True,)
        ),
        "start": lambda case: case.start_year or 9999,
    }
    by_title = sorted(cases.order_by("pk"), key=lambda case: sorting_key(case.title)[0])
    return [case.pk for case in sorted(by_title, key=names[sort])]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    questions(),
    st.none() | st.sampled_from(WORDS),
    st.sampled_from([None, "documented", "title", "place", "start", "relevance"]),
    st.sampled_from([facet for facet in FACETS if facet is not CASE]),  # it counts nothing
    st.sampled_from(CODES),
)
def test_the_index_and_the_database_give_the_same_answer(
    atlas, question, words, sort, facet, language
):
    with translation.override(language):
        same_answer(question, words, sort, facet)


def same_answer(question, words, sort, facet):
    question |= {"q": words} if words else {}
    question |= {"sort": sort} if sort else {}
    asked = CaseFilter(question)

    keys = asked.keys()

    assert keys == frozenset(asked.qs.values_list("pk", flat=True))
    assert sorted(asked.ordered()) == sorted(keys)
    if asked.order != "relevance":
        assert list(asked.ordered()) == plainly_ordered(asked.qs, asked.order)
    counts = asked.answer.counts(facet.name)
    few = dict(list(counts.items())[:4])
    assert few == recounted(question, facet, few)
    first = asked.answer.first(asked.answer.cases(), 7)
    assert first == plainly_ordered(Case.objects.filter(pk__in=keys), "documented")[:7]


def test_pages_cut_the_order_without_a_gap(atlas):
    pages = CaseFilter().ordered("title")

    assert [pk for start in range(0, CASES, 7) for pk in pages[start : start + 7]] == list(
        pages
    )
    assert len(list(pages)) == len(pages) == CASES


def test_many_cases_are_met_along_the_order(atlas, monkeypatch):
    sorted_ones = list(CaseFilter().ordered("title"))
    monkeypatch.setattr(ordering, "FEW", 0)

    assert list(CaseFilter().ordered("title")) == sorted_ones
