"""Deeds on a list are done to what the list showed: what another changed since is left."""

import hashlib

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

SEEN = "_seen-"  # + id: the state of a row as the list showed it


def state_of(thing):
    """A digest of all columns of a row; what belongs to it moves its date of change."""
    values = [str(field.value_from_object(thing)) for field in thing._meta.concrete_fields]
    if copy := getattr(thing, "pending", None):
        values += [str(copy.pk), copy.state, str(copy.updated_at)]
    return hashlib.sha256("\0".join(values).encode()).hexdigest()[:32]


class OfferedActions(admin.ModelAdmin):
    """Django shows the list once more to whoever sends an action that is not offered."""

    def changelist_view(self, request, extra_context=None):
        sent = set(request.POST.getlist("action")) - {""} if request.method == "POST" else set()
        if sent and not sent <= self.get_actions(request).keys():
            raise PermissionDenied(_("Your account may not do this."))
        return super().changelist_view(request, extra_context)


class GuardedList(OfferedActions):
    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, obj):
        tick = super().action_checkbox(obj)
        seen = '<input type="hidden" name="{}{}" value="{}">'
        return tick + format_html(seen, SEEN, obj.pk, state_of(obj))

    def response_action(self, request, queryset):
        with transaction.atomic():
            stale = self._changed_since(request)
            if stale:
                for thing in stale:
                    self.message_user(
                        request,
                        _("“%s” was changed by another since this list was shown: look at it "
                          "once more.") % thing,
                        messages.ERROR,
                    )  # fmt: skip
                request.POST = self._without(request.POST, stale)
                if not request.POST.getlist(ACTION_CHECKBOX_NAME):
                    return HttpResponseRedirect(request.get_full_path())
            return super().response_action(request, queryset)

    def _changed_since(self, request):
        seen = {
            pk: request.POST[f"{SEEN}{pk}"]
            for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)
            if pk.isdecimal() and f"{SEEN}{pk}" in request.POST
        }
        rows = self.model._base_manager.select_for_update(of=["self"]).filter(pk__in=seen)
        if hasattr(self.model, "working_copy"):  # of which the state of a row tells
            rows = rows.select_related("working_copy")
        return [thing for thing in rows if state_of(thing) != seen[str(thing.pk)]]

    def _without(self, data, stale):
        data = data.copy()
        gone = {str(thing.pk) for thing in stale}
        kept = [pk for pk in data.getlist(ACTION_CHECKBOX_NAME) if pk not in gone]
        data.setlist(ACTION_CHECKBOX_NAME, kept)
        return data
