"""A page that asks whether to delete carries what it showed: what was changed since is looked
at once more, and nothing is deleted unseen."""

from copy import copy

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from .deleted_words import deleted_in_words
from .history import reason_in
from .lists import state_of
from .once import done_once

SHOWN = "_shown"  # the seal of what the page showed


class SeenDeletion(admin.ModelAdmin):
    delete_selected_confirmation_template = "admin/editorial/delete_several.html"

    def get_deleted_objects(self, objs, request):
        return deleted_in_words(objs, request, self.admin_site)

    @done_once
    @transaction.atomic
    def delete_view(self, request, object_id, extra_context=None):
        context = {"reason": reason_in(request), **(extra_context or {})}
        thing = self._to_delete(request, object_id)
        if thing is None or not self.has_delete_permission(request, thing):
            return super().delete_view(request, object_id, context)
        context["seal"] = seal = state_of(thing)
        if request.method != "POST" or request.POST.get(SHOWN) == seal:
            return super().delete_view(request, object_id, context)
        context["refusal"] = _(
            "It was changed since this page was shown: look at it once more."
        )
        asked = copy(request)
        asked.POST = QueryDict()  # the page again, with nothing said
        answer = super().delete_view(asked, object_id, context)
        answer.status_code = 409
        return answer

    def _to_delete(self, request, object_id):
        """Held to the end of the transaction, so that nobody changes it meanwhile."""
        try:
            rows = self.model._base_manager.select_for_update()
            rows.filter(pk=unquote(object_id)).first()
            return self.get_object(request, unquote(object_id))
        except (ValueError, ValidationError, OverflowError):
            return None
