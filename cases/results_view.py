"""What changed, by lever and area of life, for the answer to a question."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from languages.refusals import refused_question

from .filters import CaseFilter
from .models import ResultKind
from .results_matrix import PER_PAGE, ResultsMatrix
from .views import asked, page_of


@require_safe
def case_results(request):
    """Sentences in a table; or the question again with what is wrong in it (400). A page of a
    cell that there is none of is not found."""
    question = CaseFilter.of(request)
    context = asked(request, question, page=request.GET.get("page"))
    if not question.is_valid():
        return refused_question(request, "cases/case_results.html", context)
    matrix = ResultsMatrix(question)
    keys = matrix.of_one_cell
    page = page_of(keys or [], request.GET.get("page", 1), PER_PAGE)
    matrix.page = page.number
    context |= {
        "matrix": matrix,
        "kinds": kinds(question, matrix),
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "of_results": question.query(page=None),
    }
    return render(request, "cases/case_results.html", context)


def kinds(question, matrix):
    """[(words, query string, whether they are shown)]: which sorts of results there are."""
    choices = [
        (ResultKind.OUTCOME.label, [ResultKind.OUTCOME]),
        (ResultKind.OUTPUT.label, [ResultKind.OUTPUT]),
        (ResultKind.FINDING.label, [ResultKind.FINDING]),
        (_("All that is on record"), list(ResultKind)),
    ]
    shown = set(matrix.kinds)
    return [
        (label, question.query(result=[kind.value for kind in some]), shown == set(some))
        for label, some in choices
    ]
