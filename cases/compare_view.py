"""Two to four cases of an answer, side by side."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from languages.context import tongues
from languages.refusals import refused_question

from .arranging import moved, of_cases
from .cards import cards, cards_of
from .filters import CaseFilter
from .models import Case
from .near_words import told
from .ordering import Sort
from .picked import MOST as MOST_PICKED
from .picked import InOrder
from .question_words import sentence
from .related import related
from .side_by_side import FEWEST, MOST, SideBySide


@require_safe
def case_compare(request):
    """The cases of the question in columns; or, for too few or too many, a choice (400)."""
    question = CaseFilter.of(request)
    context = {"question": question, "sentence": sentence(question)}
    if not question.is_valid():
        return refused_question(request, "cases/case_compare.html", context)
    context |= {
        "tongues": tongues(request, question.query().rstrip("?")),
        "withdrawn": [name for name in question.chosen.get("case", ()) if name.is_withdrawn],
        "count": question.count,
    }
    cases = compared(question)
    if cases is None:
        return refused_question(request, "cases/case_compare.html", context | choice(question))
    picked = InOrder(case.slug for case in cases)
    context |= {
        "table": SideBySide(cases),
        "columns": list(columns(question, cases)),
        "kept": of_cases(question, picked, question.order == Sort.CHOSEN),
    }
    return render(request, "cases/case_compare.html", context)


def compared(question):
    """The cases in their order; None for too few or too many."""
    keys = question.ordered()
    if not FEWEST <= len(keys) <= MOST:
        return None
    cases = Case.objects.published().for_page().in_order(keys[:MOST])
    return cases if len(cases) >= FEWEST else None


def choice(question):
    """What may be chosen from: too many cases, the first of them; for one, what is near it."""
    keys = question.ordered()[:MOST_PICKED]
    cases = Case.objects.published()
    if len(keys) < FEWEST:
        one = cases.for_page().in_order(keys)
        near = [card for case in one for card in related(case)]
        choices = [(card, True) for card in cards(one)] + [(card, False) for card in near]
    else:
        choices = [(card, False) for card in cards_of(keys)]
    return {"choices": choices, "most": MOST}


def columns(question, cases):
    """(case, {deed: query string}) of what can be done with each. Each case has its
    ``nearness``, if the question names a town."""
    told(question, cases)
    slugs = [case.slug for case in cases]
    for case in cases:
        after = {deed: moved(slugs, case.slug, deed) for deed in ("up", "down", "out")}
        yield (
            case,
            {
                deed: of_cases(question, rest, in_this_order=True)
                for deed, rest in after.items()
                if rest != slugs
            },
        )
