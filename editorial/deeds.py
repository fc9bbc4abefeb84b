"""The deeds of a form: submit, return, publish, archive, reopen, put away. Where something is
open or must be said, a page lists it and asks once more; else both steps are one."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from languages.texts import CODES, too_long

from . import rights, working_copies
from .history import REASON, reason_in, said
from .kinds import checksum
from .lists import state_of
from .models import Tombstone
from .once import done_once
from .open_points import open_points
from .pending import PendingAdmin
from .publication import TransitionRefused
from .unsaved_words import unsaved_words

BUTTONS = {
    "_submit": "submit",
    "_return": "send_back",
    "_publish_change": "publish",
    "_archive": "archive",
    "_reopen": "reopen",
    "_discard": "discard",
}
DISCARD = "_discard"
ALONE = "_alone"  # why nobody else publishes it
SEEN = "_published"  # the seal of what was published when the form was shown
SURE = "_sure"  # the seal of what a page of confirmation showed
LOOKED = "_looked"  # the seal of the words that the shown tombstone had
WHY = "why_of_a_deed"  # in the session: [address of its page, the words typed before it]


@dataclass(frozen=True)
class Page:
    """The words of a page on which a deed is confirmed."""

    title: str
    lead: str
    button: str
    done: str
    lists: bool = True  # what is open


PAGES = {
    "submit": Page(
        _("Submit it for review?"),
        _("A reviewer reads it next. You can take it back until then."),
        _("Submit"),
        _("Submitted for review."),
    ),
    "send_back": Page(
        _("Return it?"),
        _("It becomes a draft again. Who wrote it reads your words on top of the form."),
        _("Return"),
        _("Returned."),
    ),
    "publish": Page(
        _("Publish it?"),
        _("Readers see it as soon as you press the button at the foot of this page."),
        _("Publish now"),
        _("Published: readers see it now."),
    ),
    "archive": Page(
        _("Archive it?"),
        _("Readers will not find it any more. Its address says that it is withdrawn, and why; "
          "nothing is deleted."),
        _("Archive"),
        _("Archived: its address says that it is withdrawn, and why."),
        lists=False,
    ),
    "reopen": Page(
        _("Reopen it as a draft?"),
        _("It can be written and published again. Until then its address goes on saying that "
          "it is withdrawn."),
        _("Reopen"),
        _("Reopened: it is a draft."),
        lists=False,
    ),
}  # fmt: skip


class DeedsAdmin(PendingAdmin):
    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_deed"
        view = self.admin_site.admin_view(self.deed_view)
        way = path("<path:object_id>/deed/<slug:deed>/", view, name=name)
        return [way, *super().get_urls()]

    def deed_address(self, thing, deed):
        way = self.address_of(thing.original.pk).removesuffix("change/")
        return f"{way}deed/{deed}/"

    def open_of(self, thing):
        return open_points(thing, self.problems_of(thing))

    # --- the form ------------------------------------------------------------------------

    def pressed(self, request, object_id):
        pressed = [deed for button, deed in BUTTONS.items() if button in request.POST]
        thing = self.get_object(request, unquote(object_id)) if pressed else None
        if thing is None:
            return None
        if not all(rights.MAY[deed](request.user, thing) for deed in pressed):
            raise PermissionDenied(_("Your account may not do this."))
        if DISCARD in request.POST:
            return self._discard(request, object_id)
        return None

    def response_change(self, request, obj):
        for button, deed in BUTTONS.items():
            if button in request.POST:
                return self._led(request, obj, deed)
        response = super().response_change(request, obj)
        if obj.is_copy and not getattr(request, "is_unchanged", False):
            words = _("It waits as a pending change: until it is published, readers see what "
                      "they saw before.")  # fmt: skip
            self.message_user(request, words)
        return response

    def _led(self, request, thing, deed):
        """What was typed is saved. Done at once, if nothing is open and nothing to be said.
        What they may do is asked again: until the form was saved, another may have moved it."""
        if not rights.MAY[deed](request.user, thing):
            raise PermissionDenied(_("Your account may not do this."))
        is_live = thing.is_published and not thing.is_copy
        if is_live and deed in ("publish", "submit"):
            return super().response_change(request, thing)  # nothing was changed
        self._tell_saved(request)
        self.tell_taken(request)
        if self.is_plain(request, thing, deed):
            return self._done(request, thing, deed)
        address = self.deed_address(thing, deed)
        request.session[WHY] = [address, reason_in(request)]
        return HttpResponseRedirect(address)

    def is_plain(self, request, thing, deed):
        """Whether no page needs to ask before it."""
        if deed == "send_back":
            return bool(reason_in(request))
        if deed not in ("submit", "publish") or self.open_of(thing):
            return False
        if getattr(request, "taken", ()):
            return False  # there are words that this one has not read yet
        if deed == "submit":
            return True
        is_clear = not (thing.is_copy and working_copies.Standing(thing).both)
        return is_clear and not thing.is_alone(request.user)

    # --- the page ------------------------------------------------------------------------

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    @done_once
    def deed_view(self, request, object_id, deed):
        request.is_at_copy = True
        with transaction.atomic():
            thing = self.get_object(request, unquote(self._of_original(object_id)))
            if thing is not None and request.method == "POST":
                thing = self.held(thing.original.pk)
            if deed not in PAGES or thing is None:
                raise Http404
            if not rights.MAY[deed](request.user, thing):
                raise PermissionDenied(_("Your account may not do this."))
            if request.method != "POST":
                return self._deed_page(request, thing, deed)
            return self._confirmed(request, thing, deed)

    def _confirmed(self, request, thing, deed):
        if request.POST.get(SURE) != state_of(thing.original):
            words = _("It was changed since this page was shown: look at it once more.")
            return self._deed_page(request, thing, deed, words, 409)
        if words := unsaid(request, [thing], deed):
            return self._deed_page(request, thing, deed, words, 400)
        if deed == "archive" and request.POST.get(LOOKED) != seal_of(reasons_in(request)):
            return self._deed_page(request, thing, deed)  # the tombstone, with these words
        try:
            with transaction.atomic():
                return self._done(request, thing, deed)
        except TransitionRefused as refusal:
            return self._deed_page(request, thing, deed, " ".join(refusal.messages), 409)

    def _deed_page(self, request, thing, deed, refusal="", status=200):
        context = self.page_context(request, thing, PAGES[deed].title)
        context |= {
            "deed": deed,
            "words": PAGES[deed],
            "open": self.open_of(thing) if PAGES[deed].lists else None,
            "is_open": rights.is_open(deed, thing),
            "standing": working_copies.Standing(thing) if thing.is_copy else None,
            "is_alone": deed == "publish" and thing.is_alone(request.user),
            "reason": reason_in(request) or typed_before(request),
            "alone": said(request, ALONE),
            "seal": state_of(thing.original),
            "refusal": refusal,
            "may_return": "send_back" in rights.deeds_of(request.user, thing),
            "return_address": self.deed_address(thing, "send_back"),
            "history_address": self.address_of(thing.original.pk, "history"),
        }
        if deed == "archive":
            context |= told_of_stone(thing.original, reasons_in(request))
        template = "admin/editorial/deed.html"
        return TemplateResponse(request, template, context, status=status)

    # --- done ----------------------------------------------------------------------------

    def _done(self, request, thing, deed):
        if deed == "publish" and thing.is_unread:
            thing.submit(**self._told(request))
        is_change = self.do(request, deed, thing)
        words = PAGES[deed].done
        if deed == "publish" and is_change is False:
            words = _("This change said what is published already: it was put away.")
        self.log_change(request, thing, log_of(self.actions_label(deed), request))
        request.is_unchanged = False
        request.session.pop(WHY, None)
        self.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(self.address_of(thing.original.pk))

    def do(self, request, deed, thing):
        """A deed is done to the pending change of a thing, if it has one; what leaves the
        public, or comes back, is the thing itself."""
        if deed == "archive":
            return thing.original.archive(**self._told(request), reason=reasons_in(request))
        if deed == "reopen":
            thing.original.reopen(**self._told(request))
            return working_copies.fold_in(thing.original)
        copy = thing if thing.is_copy else thing.pending or thing
        if deed == "publish":
            return self._publish(request, copy)
        return getattr(copy, deed)(**self._told(request))

    def _publish(self, request, thing):
        if forbidding := self.open_of(thing).sentences:
            raise TransitionRefused(forbidding)
        alone = said(request, ALONE)
        if not thing.is_copy:
            return thing.publish(**self._told(request), alone=alone)
        seen, why = request.POST.get(SEEN, ""), reason_in(request)
        return working_copies.publish_copy(
            thing, by=request.user, reason=why, seen=seen, alone=alone
        )

    def _told(self, request):
        return {"by": request.user, "why": reason_in(request) or reasons_in(request)[CODES[0]]}

    def _discard(self, request, object_id):
        """Asks once more, and shows what would be lost."""
        with transaction.atomic():
            copy = self.held(unquote(object_id))
            if copy is None or not copy.is_copy:
                self.message_user(request, _("There is no pending change."), messages.INFO)
                return HttpResponseRedirect(self.address_of(object_id))
            is_sure = request.POST.get(SURE) == state_of(copy)
            refusal = too_long(reason_in(request))
            if is_sure and not refusal:
                working_copies.discard(copy, by=request.user, reason=reason_in(request))
                self.log_change(request, copy, log_of(_("Pending change discarded"), request))
                words = _("The pending change was discarded. Readers see what they saw before.")
                self.message_user(request, words, messages.SUCCESS)
                return HttpResponseRedirect(self.address_of(object_id))
        standing = working_copies.Standing(copy)
        context = self.page_context(request, copy, _("Discard this change?"))
        context |= {"changes": standing.differences, "reason": reason_in(request)}
        form, formsets = self.unbound(request, copy)
        forms = [form, *(one for formset in formsets for one in formset.forms)]
        context |= {"unsaved": unsaved_words(request, standing.mine, forms)}
        context |= {"seal": state_of(copy), "discard": DISCARD, "sure": SURE}
        context |= {"refusal": refusal}
        template, status = "admin/editorial/discard.html", 400 if refusal else 200
        return TemplateResponse(request, template, context, status=status)

    # --- what is shown -------------------------------------------------------------------

    def render_change_form(self, request, context, add=False, change=False, form_url="",
                           obj=None):  # fmt: skip
        if obj is not None:
            deeds = rights.deeds_of(request.user, obj)
            if obj.is_published and rights.may_publish(request.user, obj):
                deeds.add("publish")  # what is typed now, in one step
            context["deeds"] = deeds
            context["may_save"] = self.has_change_permission(request, obj)
            context["return_address"] = self.deed_address(obj, "send_back")
            context["reason"] = reason_in(request)
        return super().render_change_form(request, context, add, change, form_url, obj)


def reasons_in(request):
    """{language: why it is withdrawn}"""
    return {code: said(request, f"{REASON}_{code}") for code in CODES}


def typed_before(request):
    """Why, as it was typed in the form that led to this page."""
    address, why = request.session.get(WHY, ("", ""))
    return why if request.method != "POST" and address == request.path else ""


def unsaid(request, things, deed):
    """Words, if something must be said and was not. Who takes back what they submitted owes
    no reason."""
    for words in [reason_in(request), said(request, ALONE), *reasons_in(request).values()]:
        if too := too_long(words):
            return too
    if deed == "archive" and not reasons_in(request)[CODES[0]]:
        return _("Say why, in French at least: readers have cited it.")
    is_owed = any(thing.submitted_by_id != request.user.pk for thing in things)
    if deed == "send_back" and is_owed and not reason_in(request):
        return _("Say what should be mended.")
    return ""


def seal_of(reasons):
    return checksum(reasons)


def told_of_stone(thing, reasons):
    """What the tombstone will say, in each language, with the words typed so far."""
    stone = Tombstone(slug=thing.slug, withdrawn_at=timezone.now())
    for code in CODES:
        setattr(stone, f"title_{code}", getattr(thing, f"title_{code}"))
        setattr(stone, f"reason_{code}", reasons[code])
    sides = []
    for code in CODES:
        with translation.override(code):
            side = {"code": code, "title": str(stone.title), "reason": str(stone.reason or "")}
        sides.append(side | {"typed": reasons[code], "name": f"{REASON}_{code}"})
    is_shown = bool(reasons[CODES[0]])
    return {"stone": sides, "looked": seal_of(reasons) if is_shown else ""}


def log_of(deed, request):
    why = reason_in(request) or reasons_in(request)[CODES[0]]
    return f"{deed} ({why})" if why else str(deed)
