"""The queue of letters at the desk: each is read, then accepted, answered or refused, once."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.filters import CaseFilter
from cases.question_words import sentence
from editorial.lists import OfferedActions
from editorial.once import tell_saved
from languages.names import language_name

from . import settling
from .models import Kind, Letter, Standing

DEED = "_deed"  # the name of the buttons


class StandingFilter(admin.SimpleListFilter):
    """Where nothing is chosen, what waits."""

    title = _("state")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [*Standing.choices, ("all", _("All"))]

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]

    def value(self):
        return super().value() or Standing.OPEN

    def queryset(self, request, queryset):
        return queryset if self.value() == "all" else queryset.filter(standing=self.value())


@admin.register(Letter)
class LetterAdmin(OfferedActions):
    """Nothing of a letter is written by an editor but what became of it."""

    change_form_template = "admin/letters/letter_change.html"
    list_display = ["reference", "kind", "subject", "language", "received_at", "standing"]
    list_filter = [StandingFilter, "kind", "language"]
    list_select_related = ["case", "contribution"]
    search_fields = ["code", "words", "source", "answer"]
    actions = None
    fields = readonly_fields = []

    @admin.display(description=_("reference"))
    def reference(self, letter):
        return letter.reference

    @admin.display(description=_("about"))
    def subject(self, letter):
        if letter.thing:
            return letter.thing
        question = CaseFilter(QueryDict(letter.question))
        return sentence(question) if letter.question and question.is_valid() else "–"

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def may_settle(self, request, letter):
        return letter.is_open and self.has_change_permission(request, letter)

    def may_accept(self, request, letter):
        """Only who may write what it becomes."""
        if letter.kind == Kind.PROPOSAL:
            needed = "cases.add_case"
        elif letter.thing is None:
            return False
        else:
            opts = letter.thing._meta
            needed = f"{opts.app_label}.change_{opts.model_name}"
        return self.may_settle(request, letter) and request.user.has_perm(needed)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        letter = object_id and self.get_object(request, object_id)
        if not letter:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method == "POST":
            return self.settled(request, letter)
        shown = {
            "title": str(letter),
            "subtitle": None,
            "letter": letter,
            "about": self.subject(letter),
            "links": self.links(letter),
            "language": language_name(letter.language),
            "may_settle": self.may_settle(request, letter),
            "may_accept": self.may_accept(request, letter),
            "typed": getattr(request, "typed", {}),
            "deed": DEED,
        }
        return super().changeform_view(
            request, object_id, form_url, shown | (extra_context or {})
        )

    def settled(self, request, letter):
        deed = request.POST.get(DEED, "")
        if deed not in Standing.values or deed == Standing.OPEN:
            words = _("Nothing says what becomes of the letter: press one of the buttons.")
            return self.asked_again(request, letter, ValidationError(words))
        is_accepted = deed == Standing.ACCEPTED
        may = self.may_accept if is_accepted else self.may_settle
        if letter.is_open and not may(request, letter):
            raise PermissionDenied
        said = {"by": request.user, "answer": request.POST.get("answer", "")}
        try:
            if is_accepted:
                made = settling.accept(letter, title=request.POST.get("title", ""), **said)
            else:
                letter.settle(deed, **said)
        except ValidationError as refused:
            return self.asked_again(request, letter, refused)
        tell_saved(request)
        self.log_change(request, letter, letter.get_standing_display())
        if not is_accepted:
            self.message_user(request, _("Its writer reads your answer."), messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:letters_letter_changelist"))
        self.log_change(request, made, str(settling.origin(letter)))
        words = _(
            "Accepted. Write here, in your own words, what the letter says: its writer sees "
            "what becomes of it."
        )
        self.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(address_of(made))

    def asked_again(self, request, letter, refused):
        """What was typed stays in the page."""
        for words in refused.messages:
            self.message_user(request, words, messages.ERROR)
        request.typed, request.method = request.POST, "GET"
        response = self.changeform_view(request, str(letter.pk))
        response.status_code = 409 if not letter.is_open else 400
        return response

    def links(self, letter):
        """[(words, address)] of what it is about, for editors."""
        if not letter.thing:
            return []
        return [(_("At the desk"), address_of(letter.thing)),
                (_("Its history"), address_of(letter.thing, "history"))]  # fmt: skip


def address_of(thing, page="change"):
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[thing.pk])
