"""The index says what the database says, whatever is asked of the real content."""

from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import index
from cases.answers import IndexedAnswer, PlainAnswer
from cases.filters import CaseFilter
from cases.having import PATHS
from languages.texts import CODES

from .test_questions import questions

WORDS = ["crèche", "guardería", "eau", "housing -water", '"milk bars"', "bogota quantum", "xyz"]


def sizes(answer, name):
    """{value: how many cases of the answer have it}, by whichever kind of set."""
    cases = answer.cases(without=name)
    found = {value: len(having & cases) for value, having in answer.having(name).items()}
    return {value: count for value, count in found.items() if count}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    questions(),
    st.none() | st.sampled_from(WORDS),
    st.sampled_from([None, "documented", "title", "place", "start", "relevance"]),
    st.sampled_from(sorted(PATHS)),
    st.sampled_from(CODES),
)
def test_the_index_and_the_database_give_the_same_answer(
    atlas, question, words, sort, name, language
):
    with translation.override(language):
        same_answer(question, words, sort, name)


def same_answer(question, words, sort, name):
    question |= {"q": words} if words else {}
    question |= {"sort": sort} if sort else {}
    asked = CaseFilter(question)
    assert isinstance(asked.answer, IndexedAnswer)
    plain = PlainAnswer(CaseFilter(question))

    keys = asked.keys()

    assert keys == plain.keys() == frozenset(asked.qs.values_list("pk", flat=True))
    assert list(asked.ordered()) == list(plain.ordered(asked.order))
    assert asked.answer.first(asked.cases(), 7) == plain.first(plain.cases(), 7)
    assert sizes(asked.answer, name) == sizes(plain, name)
    assert {
        year: len(cases & asked.cases()) for year, cases in asked.answer.by_year().items()
    } == {year: len(cases & keys) for year, cases in plain.by_year().items()}


def test_pages_cut_the_order_without_a_gap(atlas):
    pages = CaseFilter().ordered("title")

    assert [pk for start in range(0, 60, 7) for pk in pages[start : start + 7]] == list(pages)
    assert len(list(pages)) == len(pages) == 58


def test_many_cases_are_met_along_the_order(atlas, monkeypatch):
    sorted_ones = list(CaseFilter().ordered("title"))
    monkeypatch.setattr(index, "FEW", 0)

    assert list(CaseFilter().ordered("title")) == sorted_ones
