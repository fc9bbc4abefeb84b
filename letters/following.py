"""The page by which the writer of a letter follows it, without an account."""

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.filters import CaseFilter
from cases.question_words import sentence
from editorial.revisions import PUBLISHED, Revision
from languages.texts import Text

from .models import Kind, Letter, Standing
from .without_account import without_account

ERASE = "erase"  # the button by which a writer takes name and address back


@without_account
def sent(request, code):
    """For whoever has its address: its writer, if he told nobody."""
    rows = Letter.objects.select_related("case", "contribution")
    letter = get_object_or_404(rows, code=code)
    if request.method == "POST":
        if ERASE in request.POST:
            Letter.objects.filter(pk=letter.pk).erase_senders()
        return redirect(letter)
    context = {
        "letter": letter,
        "about": about(letter),
        "outcome": outcome(letter),
        "days": settings.SENDER_DAYS,
        "erase": ERASE,
    }
    return render(request, "letters/letter_sent.html", context)


def about(letter):
    """{"label", "address"} of what it was written beside, as long as that is public; None if
    there is nothing to name."""
    if letter.about:
        return {"label": letter.about.title, "address": letter.about.get_absolute_url()}
    question = CaseFilter(QueryDict(letter.question))
    if letter.question and question.is_valid():
        label = Text(sentence(question), get_language())
        return {"label": label, "address": list_of(question)}
    return None


def list_of(question):
    return f"{reverse('cases:list')}{question.query()}"


def outcome(letter):
    """{"words", "address"}: what became of it; nothing that is not published is named."""
    words = {
        Standing.OPEN: _("An editor reads it."),
        Standing.DONE: _("What was done stands below."),
        Standing.REFUSED: _("The editors do not follow it; the reason stands below."),
    }
    if letter.standing != Standing.ACCEPTED:
        return {"words": words[letter.standing], "address": ""}
    return of_proposal(letter) if letter.kind == Kind.PROPOSAL else of_remark(letter)


def of_proposal(letter):
    if letter.case and letter.case.is_published:
        address = letter.case.get_absolute_url()
        return {"words": _("The case is published."), "address": address}
    return {"words": _("The editors write the case; it is not published yet."), "address": ""}


def of_remark(letter):
    thing = letter.about
    if thing is None:
        return {"words": _("What it was about is no longer published."), "address": ""}
    shown = Revision.objects.of(thing).filter(state=PUBLISHED)
    if shown.filter(made_at__gt=letter.settled_at).exists():
        address = thing.get_absolute_url()
        return {"words": _("The page was changed since."), "address": address}
    return {
        "words": _("The change is being written; readers do not see it yet."),
        "address": "",
    }
