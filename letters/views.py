"""A form of its own for what readers write, opened beside what it is about."""

from datetime import UTC, datetime

from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.filters import CaseFilter
from cases.models import Case
from contributions.models import Contribution
from editorial.models import FormerSlug
from languages.context import tongues
from languages.refusals import refused_question

from . import arrivals, opened
from .forms import FORMS
from .models import Kind, Letter
from .subjects import Subject
from .without_account import LetterThrottle, without_account

TOO_MANY = gettext_lazy(
    "Many letters came from your address within an hour. Nothing is lost: keep this page open "
    "and send it later."
)


@without_account
def about_case(request, slug):
    case = thing_of(Case, request, slug)
    return form_page(request, Kind.REMARK, Subject(case=case))


@without_account
def about_contribution(request, slug):
    contribution = thing_of(Contribution, request, slug)
    return form_page(request, Kind.REMARK, Subject(contribution=contribution))


def thing_of(model, request, slug):
    """What is published; also what was renamed or withdrawn while its form was open, so that
    no words are lost on the way."""
    if not was_opened(request):
        return get_object_or_404(model.objects.published(), slug=slug)
    now = FormerSlug.objects.now(model._meta.model_name, slug)
    return get_object_or_404(model.objects.exclude(published_on=None), slug=now or slug)


def was_opened(request):
    try:
        return bool(opened.read(request.POST.get(opened.FIELD, ""), request.path))
    except opened.NotOpened:
        return False


@without_account
def remark(request):
    return about_question(request, Kind.REMARK)


@without_account
def proposal(request):
    return about_question(request, Kind.PROPOSAL)


def about_question(request, kind):
    """Beside an answer, such as one without cases; or of the whole atlas."""
    question = CaseFilter(request.GET)
    if not question.is_valid():
        return refused_question(request, "letters/refused.html", {"question": question})
    return form_page(request, kind, Subject(question=question))


def form_page(request, kind, subject):
    if request.method != "POST":
        return shown(request, FORMS[kind](), subject)
    form = FORMS[kind](request.POST)
    try:
        came = opened.read(request.POST.get(opened.FIELD, ""), request.path)
    except opened.NotOpened as refused:
        form.is_valid()
        form.add_error(None, str(refused))
        return shown(request, form, subject, status=400)
    if not form.is_valid():
        return shown(request, form, subject, status=400, came=came)
    subject.read_at = datetime.fromtimestamp(came.at, UTC) if subject.thing else None
    return received(request, form, subject, came)


def received(request, form, subject, came):
    """To the page of the letter: a new one, or the one that the same form has made."""
    known = {"token": came.token, "digest": form.digest()}
    earlier = Letter.objects.filter(**known).first()
    if earlier is None:
        throttle = LetterThrottle()
        if not throttle.allow_request(request, None):
            form.add_error(None, TOO_MANY)
            response = shown(request, form, subject, status=429, came=came)
            response["Retry-After"] = str(throttle.wait())
            return response
        earlier = kept(form, subject, known)
    return redirect(earlier, permanent=False)


@transaction.atomic
def kept(form, subject, known):
    said = {**form.cleaned_data, **subject.columns, "kind": form.kind}
    said = {name: said[name] for name in said if name not in ("consent", "site")}
    letter, is_new = Letter.objects.get_or_create(
        **known, defaults=said | {"language": get_language()}
    )
    if is_new:
        arrivals.tell(letter)
    return letter


def shown(request, form, subject, status=200, came=None):
    """``came``: the form that was sent; the same goes out again, to be sent once more."""
    ticket = came or opened.Opened(request.path)
    query = subject.question.query() if subject.question else None
    context = {
        "form": form,
        "subject": subject,
        "opened": {"name": opened.FIELD, "value": ticket.signed},
        "title": title_of(form, subject),
        "is_proposal": form.kind == Kind.PROPOSAL,
        "tongues": tongues(request, query),
    }
    return render(request, "letters/letter_form.html", context, status=status)


def title_of(form, subject):
    if form.kind == Kind.PROPOSAL:
        return _("Propose a case")
    is_here = subject.thing or subject.label
    return _("Something is wrong or missing here") if is_here else _("Write to the editors")
