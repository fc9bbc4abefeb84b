"""Themes, groups and levers added to many cases at once. A page says first what will change of
each; what is published changes in its working copy, and waits there to be published."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from editorial import catalogue, revisions, rights, working_copies
from editorial.deeds import SURE
from editorial.deeds_of_several import MOST
from editorial.history import reason_in
from editorial.lists import SEEN, state_of
from editorial.revisions import Deed
from infrastructures.models import Lever

from .models import Case, CaseLever, Group, Theme

LOOK = "_look"


def boxes(rows, label):
    widget = forms.CheckboxSelectMultiple
    return forms.ModelMultipleChoiceField(rows, required=False, label=label, widget=widget)


class TiesForm(forms.Form):
    themes = boxes(Theme.objects.all(), _("Themes"))
    groups = boxes(Group.objects.all(), _("Groups"))
    levers = boxes(Lever.objects.select_related("function"), _("Levers"))

    def clean(self):
        if not any(self.cleaned_data.values()):
            raise forms.ValidationError(_("Choose at least one theme, group or lever."))


@dataclass
class Row:
    """``added``: the names of what it has not yet."""

    thing: Case
    address: str
    added: list
    seen: str
    waits: bool  # readers see it only once the change is published


class TiesOfSeveral(admin.ModelAdmin):
    @admin.action(description=_("Add themes, groups, levers"), permissions=["change"])
    def add_ties(self, request, queryset):
        things = list(queryset.select_related("working_copy")[: MOST + 1])
        if len(things) > MOST:
            words = _("At most %(most)s at once: choose fewer of them.") % {"most": MOST}
            return self.message_user(request, words, messages.ERROR)
        if not all(rights.may_write(request.user, one.pending or one) for one in things):
            raise PermissionDenied(_("Your account may not do this to all of them."))
        is_sent = LOOK in request.POST or SURE in request.POST
        form = TiesForm(request.POST if is_sent else None)
        is_ready = is_sent and form.is_valid()
        is_seen = all(f"{SEEN}{one.pk}" in request.POST for one in things)
        if not (is_ready and SURE in request.POST and is_seen):
            return self._ties_page(request, things, form, is_ready)
        with transaction.atomic():
            changed = sum(self._tied(request, one, form.cleaned_data) for one in things)
        words = ngettext(
            "%(count)s case was changed.", "%(count)s cases were changed.", changed
        )
        self.message_user(request, words % {"count": changed}, messages.SUCCESS)
        return None

    def _ties_page(self, request, things, form, is_ready):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Add themes, groups and levers"),
            "opts": self.opts,
            "form": form,
            "rows": [
                self._ties_row(one, form.cleaned_data if is_ready else {}) for one in things
            ],
            "is_ready": is_ready,
            "reason": reason_in(request),
            "look": LOOK,
            "tick": ACTION_CHECKBOX_NAME,
            "seen": SEEN,
            "list_address": request.get_full_path(),
        }
        status = 400 if form.errors else 200
        template = "admin/cases/case/ties_of_several.html"
        return TemplateResponse(request, template, context, status=status)

    def _ties_row(self, case, chosen):
        new = missing(case.pending or case, chosen)
        added = [str(tie) for ties in new.values() for tie in ties]
        waits = case.is_published
        return Row(case, self.address_of(case.pk), added, state_of(case), waits)

    def _tied(self, request, case, chosen):
        """Whether anything was added."""
        case = self.model._base_manager.select_for_update().get(pk=case.pk)
        thing = case.pending or case
        if not any(missing(thing, chosen).values()):
            return False
        if thing.is_published:
            thing, _keys = working_copies.open_copy(case, by=request.user)
        elif not thing.is_copy:
            revisions.record_first(thing)
        new = missing(thing, chosen)
        thing.themes.add(*new["themes"])
        thing.groups.add(*new["groups"])
        for lever in new["levers"]:
            CaseLever.objects.create(case=thing, lever=lever)
        thing.note_writer(request.user)
        thing.save()
        if not thing.is_copy:
            if thing.published_on:
                thing.revise()
            catalogue.changed(thing)
            revisions.record(thing, Deed.CHANGED, by=request.user, reason=reason_in(request))
        names = ", ".join(str(tie) for ties in new.values() for tie in ties)
        self.log_change(request, case, _("Added: %(names)s") % {"names": names})
        return True


def missing(case, chosen):
    """{part: what was chosen and it has not yet}"""
    had = {
        "themes": {theme.pk for theme in case.themes.all()},
        "groups": {group.pk for group in case.groups.all()},
        "levers": {row.lever_id for row in case.case_levers.all()},
    }
    return {part: [one for one in chosen.get(part, ()) if one.pk not in keys]
            for part, keys in had.items()}  # fmt: skip
