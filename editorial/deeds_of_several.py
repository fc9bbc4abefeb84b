"""The same deeds as actions of the list: a second page says what will be done to which, what
readers would see changed, what is open of each, and asks why."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from languages.punctuation import joined

from . import rights
from .changes_of_several import Change, changes, read_together
from .deeds import PAGES, SURE, DeedsAdmin, log_of, reasons_in, unsaid
from .history import REASON, reason_in
from .lists import SEEN, state_of
from .once import done_once
from .open_points import OpenPoints
from .proofreading import ProofreadAdmin
from .publication import TransitionRefused

MOST = 50  # at once: each is read once more, and its history written
COMPARED = {"submit", "publish"}  # what readers would see is looked at before


@dataclass
class Row:
    """One of several; ``refusal``: words, if the deed will not be done to it. ``change``: None
    of what is no pending change."""

    thing: object
    address: str
    open: OpenPoints
    refusal: str
    seen: str  # its state, as the page shows it
    change: Change | None = None


class DeedsOfSeveral(DeedsAdmin):
    actions = [*ProofreadAdmin.actions, "submit", "send_back", "publish", "archive", "reopen"]

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit(self, request, queryset):
        return self.move(request, queryset, "submit")

    @admin.action(description=_("Return to draft"), permissions=["change"])
    def send_back(self, request, queryset):
        return self.move(request, queryset, "send_back")

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset):
        return self.move(request, queryset, "publish")

    @admin.action(description=_("Archive"), permissions=["publish"])
    def archive(self, request, queryset):
        return self.move(request, queryset, "archive")

    @admin.action(description=_("Reopen as a draft"), permissions=["publish"])
    def reopen(self, request, queryset):
        return self.move(request, queryset, "reopen")

    @done_once
    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, extra_context)

    def actions_label(self, deed):
        return getattr(type(self), deed).short_description

    def move(self, request, queryset, deed):
        things = list(queryset[: MOST + 1])
        if len(things) > MOST:
            words = _("At most %(most)s at once: choose fewer of them.") % {"most": MOST}
            return self._several(request, [], deed, words)
        if not all(rights.MAY[deed](request.user, one.pending or one) for one in things):
            raise PermissionDenied(_("Your account may not do this to all of them."))
        is_sure = SURE in request.POST and all(
            f"{SEEN}{one.pk}" in request.POST for one in things
        )
        refusal = is_sure and unsaid(request, [one.pending or one for one in things], deed)
        if not is_sure or refusal:
            return self._several(request, things, deed, refusal)
        moved = sum(self._moved(request, one, deed) for one in things)
        if moved:
            words = ngettext("%(count)s was moved.", "%(count)s were moved.", moved)
            self.message_user(request, words % {"count": moved}, messages.SUCCESS)
        return None

    def _moved(self, request, thing, deed):
        try:
            with transaction.atomic():
                self.do(request, deed, thing)
        except TransitionRefused as refusal:
            for reason in refusal.messages:
                self.message_user(request, f"{thing}: {reason}", messages.ERROR)
            return False
        self.log_change(request, thing, log_of(self.actions_label(deed), request))
        return True

    def _several(self, request, things, deed, refusal):
        moved = [self._of(one, deed) for one in things]
        read_together(moved)
        told = changes(moved) if deed in COMPARED else {}
        rows = [self._row(request, one, deed, told) for one in things]
        context = {
            **self.admin_site.each_context(request),
            "title": PAGES[deed].title,
            "opts": self.opts,
            "deed": deed,
            "words": PAGES[deed],
            "rows": rows,
            "is_compared": deed in COMPARED,
            "going": sum(not row.refusal for row in rows),
            "refusal": refusal,
            "reason": reason_in(request),
            "reasons": [(f"{REASON}_{code}", code, said)
                        for code, said in reasons_in(request).items()],
            "tick": ACTION_CHECKBOX_NAME,
            "seen": SEEN,
            "list_address": request.get_full_path(),
        }  # fmt: skip
        template = "admin/editorial/deed_of_several.html"
        status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
        return TemplateResponse(request, template, context, status=status)

    def _of(self, thing, deed):
        """What it is done to."""
        return thing if deed in ("archive", "reopen") else thing.pending or thing

    def _row(self, request, thing, deed, told):
        moved = self._of(thing, deed)
        change = told.get(moved.pk)
        found = self.open_of(moved) if PAGES[deed].lists else OpenPoints()
        refusal = ""
        if not rights.is_open(deed, moved) or (deed == "publish" and moved.is_unread):
            refusal = _("It is %(now)s: this step is not open to it.") % {
                "now": moved.get_state_display().lower()
            }
        elif deed == "publish" and found.forbids:
            refusal = _("Something forbids it.")
        elif deed == "publish" and change and change.standing.both:
            refusal = _(
                "What is published was changed meanwhile where this change writes, too "
                "(%(what)s): compare the two on its own page."
            ) % {"what": joined(change.standing.labels_of_both)}
        elif deed == "publish" and moved.is_alone(request.user):
            refusal = _("You wrote the last words of it: another publishes it, or you do, on "
                        "its own page, and say why.")  # fmt: skip
        address = self.address_of(thing.pk)
        return Row(moved, address, found, refusal, state_of(thing), change)
