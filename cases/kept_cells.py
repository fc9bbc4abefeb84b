"""The cases of some cells of the matrix, named one by one in the address of a list, of a
comparison or of a note. A cell is the question that it links to."""

from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from languages.refusals import refused_question

from .arranging import of_cases
from .filters import CaseFilter
from .models import Case
from .picked import MOST, InOrder
from .question_words import sentence

CELLS = 100  # each costs a question
WAYS = {"list": "cases:list", "compare": "cases:compare", "note": "council:note"}


@require_safe
def keep_cells(request):
    """``cell``: query strings; ``to``: what is made of their cases. Leads there; or says why
    not (400)."""
    cells = list(dict.fromkeys(request.GET.getlist("cell")))
    if len(cells) > CELLS:
        words = _("Up to %(most)s cells can be ticked together; %(count)s are ticked.")
        return refused(request, None, words % {"most": CELLS, "count": len(cells)})
    questions = [CaseFilter(QueryDict(cell)) for cell in cells]
    wrong = next((one for one in questions if not one.is_valid()), None)
    if wrong or not questions:
        return refused(request, wrong, _("Tick at least one cell of the matrix."))
    keys = dict.fromkeys(key for one in questions for key in one.ordered()[: MOST + 1])
    if not keys:
        return refused(request, None, _("Tick at least one cell of the matrix."))
    if len(keys) > MOST:
        count = len(frozenset().union(*(one.keys() for one in questions)))
        words = _(
            "The ticked cells hold %(count)s cases, and up to %(most)s can be kept together. "
            "Tick fewer cells, or narrow the question."
        ) % {"count": count, "most": MOST}
        return refused(request, None, words)
    slugs = dict(Case.objects.published().filter(pk__in=keys).values_list("pk", "slug"))
    chosen = InOrder(slugs[key] for key in keys if key in slugs)
    way = WAYS.get(request.GET.get("to"), WAYS["list"])
    return HttpResponseRedirect(reverse(way) + of_cases(questions[0], chosen))


def refused(request, question, words):
    question = question or CaseFilter({})
    context = {"question": question, "sentence": sentence(question), "words": words}
    return refused_question(request, "cases/kept_cells.html", context)
