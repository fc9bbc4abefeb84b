"""The note of a question: a page, and files of it."""

from functools import wraps
from threading import BoundedSemaphore

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cases.arranging import moved, of_cases
from cases.filters import CaseFilter
from cases.question_words import sentence
from languages.addresses import absolute
from languages.context import tongues
from languages.refusals import refusal, refused_question

from .files import FORMATS
from .note import CouncilNote, cases_of
from .reader_words import OF_CASE, TITLE, WordsForm
from .throttles import NoteThrottle

PAGE = "council/note.html"
PATIENCE = 2  # seconds that a file waits for those before it: a page may want the thread
RETRY = 20  # seconds after which it may be asked for again
MOVE = "move"  # "up accra": what a button of the list of cases sends
at_once = BoundedSemaphore(2)  # a file of thirty cases takes some tens of megabytes


def with_note(view):
    """Gives the view the note, or says in words why there is none."""

    @wraps(view)
    def answered(request, **kwargs):
        question = CaseFilter.of(request)
        context = {"question": question, "sentence": sentence(question)}
        if not question.is_valid():
            return refused_question(request, PAGE, context)
        cases, count = cases_of(question)
        context["withdrawn"] = [
            name for name in question.chosen.get("case", ()) if name.is_withdrawn
        ]
        if not cases:
            return refused_question(request, PAGE, context | {"count": 0})
        is_sent = request.method == "POST" and MOVE not in request.POST
        words = WordsForm(request.POST if is_sent else request.GET, cases)
        note = CouncilNote(question, cases, count)
        context |= {"note": note, "words": words, "count": count}
        if words.is_valid():
            words.hold_within(absolute(note_path(question, words)))
        if words.errors:
            return refused_question(request, PAGE, context)
        note.words = words
        return view(request, context, **kwargs)

    return answered


def note_path(question, words):
    return f"{reverse('council:note')}{question.query(**words.asked)}".rstrip("?")


@csrf_exempt  # it acts for nobody and keeps nothing
@require_http_methods(["GET", "HEAD", "POST"])
@with_note
def note(request, context):
    """What is sent is written into the address, which is the note."""
    question, words = context["question"], context["words"]
    path = note_path(question, words)
    if MOVE in request.POST:
        return redirect(rearranged(context, request.POST[MOVE]))
    if request.method == "POST":
        return redirect(path)
    asked = question.query(**words.asked)
    context |= {
        "tongues": tongues(request, asked),
        "asked": asked.rstrip("?"),
        "question_alone": question.query(sort=None).rstrip("?"),
        "address": absolute(path),
        "strays": words.strays(),
        "formats": FORMATS.values(),
    }
    return render(request, PAGE, context)


def rearranged(context, move):
    """The address of the same note with its cases in another order, or one fewer. They are
    named in it from then on; what the question was stays in the title."""
    note, question = context["note"], context["question"]
    deed, _space, slug = move.partition(" ")
    slugs = moved([case.slug for case in note.cases], slug, deed)
    withdrawn = [name for name in context["withdrawn"] if name not in slugs]
    words = {
        name: said
        for name, said in context["words"].asked.items()
        if deed != "out" or name != OF_CASE + slug or slug in slugs
    }
    if not note.is_chosen:
        words.setdefault("title", note.own_title[:TITLE])
    query = of_cases(question, [*slugs, *withdrawn], in_this_order=True, **words)
    place = f"#at-{slug}" if slug in slugs else "#order"
    return f"{reverse('council:note')}{query}{place}"


@require_safe
@with_note
def note_file(request, context, extension):
    """The same as a file to keep; or, for a format that is not known, those that are."""
    if extension not in FORMATS:
        told = {"asked": extension[:20], "formats": FORMATS.values()}
        return refusal(request, "open_data/unknown_format.html", told)
    if refused := NoteThrottle().refused(request, "council/too_many.html"):
        return refused
    if not at_once.acquire(timeout=PATIENCE):
        response = refusal(request, "council/busy.html", status=503)
        response["Retry-After"] = RETRY
        return response
    try:
        body = FORMATS[extension].write(context["note"])
    finally:
        at_once.release()
    response = HttpResponse(body, content_type=FORMATS[extension].media_type)
    name = _("council-note")
    response["Content-Disposition"] = f'attachment; filename="atlas-{name}.{extension}"'
    return response
