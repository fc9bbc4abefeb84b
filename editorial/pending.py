"""The desk writes into working copies: the form of a published thing shows its pending change,
and what is saved there waits until somebody publishes it."""

from django.contrib import admin
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from . import made_from, previews, rekeying, working_copies
from .publication import State


class PendingFilter(admin.SimpleListFilter):
    title = _("pending change")
    parameter_name = "pending"

    def lookups(self, request, model_admin):
        return [("yes", _("any")), (State.DRAFT, State.DRAFT.label),
                (State.IN_REVIEW, State.IN_REVIEW.label), ("no", _("none"))]  # fmt: skip

    def queryset(self, request, queryset):
        asked = self.value()
        if asked in (State.DRAFT, State.IN_REVIEW):
            return queryset.filter(working_copy__state=asked)
        return queryset.filter(working_copy__isnull=asked == "no") if asked else queryset


def behind_of(thing):
    """[(label, language, address of the text beside its original)] of what is behind."""
    if not thing.behind:
        return []
    labels = {one.path: one.label for one in made_from.passages_of(thing)}
    kind = thing._meta.model_name
    return [
        (labels[path], code,
         reverse("translations:pair", args=[kind, thing.original.pk, code, path]))
        for code, paths in thing.behind.items()
        for path in paths
        if path in labels
    ]  # fmt: skip


def marked_right(copy):
    """[(label, language)] of translations that are behind in what is published, and that this
    change says are right, or writes anew."""
    was, now = copy.replaces.behind, copy.behind
    labels = {one.path: one.label for one in made_from.passages_of(copy)} if was else {}
    return [
        (labels[path], code)
        for code, paths in was.items()
        for path in paths
        if path not in now.get(code, {}) and path in labels
    ]


class PendingAdmin(admin.ModelAdmin):
    """To stand before the classes that save: a form that was read for a published row is
    turned to its working copy before anything is written."""

    # --- which row -----------------------------------------------------------------------

    def get_queryset(self, request):
        """One line a thing; where it has a working copy, the line says so."""
        return (
            super().get_queryset(request).filter(replaces=None).select_related("working_copy")
        )

    def get_object(self, request, object_id, from_field=None):
        thing = super().get_object(request, object_id, from_field)
        if thing is not None and getattr(request, "is_at_copy", False):
            return thing.pending or thing
        return thing

    def held(self, pk):
        thing = super().held(pk)
        copies = self.model._base_manager.select_for_update()
        return (thing and copies.filter(replaces=thing).first()) or thing

    def copied_rows(self, thing, began_at):
        is_from_published = thing.is_copy and began_at == thing.replaces_id
        return thing.began_with.get("rows", {}) if is_from_published else {}

    def _of_original(self, object_id):
        """A working copy has no address of its own: it is found at that of what it replaces."""
        pk = unquote(object_id)
        if pk.isdecimal():
            copies = self.model._base_manager.filter(pk=pk).exclude(replaces=None)
            object_id = next((quote(one.replaces_id) for one in copies), object_id)
        return str(object_id)

    def history_view(self, request, object_id, extra_context=None):
        return super().history_view(request, self._of_original(object_id), extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return super().delete_view(request, self._of_original(object_id), extra_context)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_pending"
        view = self.admin_site.admin_view(self.pending_view)
        return [path("<path:object_id>/pending/", view, name=name), *super().get_urls()]

    @method_decorator(require_safe)
    def pending_view(self, request, object_id):
        """A pending change beside what is published, in words."""
        thing = self.get_object(request, unquote(self._of_original(object_id)))
        if thing is None or not thing.pending:
            raise Http404(_("There is no pending change."))
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        context = self.page_context(request, thing.pending, _("Compare"))
        context["changes"] = working_copies.Standing(thing.pending).differences
        context["marked"] = marked_right(thing.pending)
        context |= self.commented(request, thing.pending)
        return TemplateResponse(request, "admin/editorial/pending.html", context)

    # --- saving --------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.is_at_copy = True
        if (original := self._of_original(object_id)) != object_id:
            if request.method != "POST":
                return HttpResponseRedirect(self.address_of(original))
            object_id = original
        if request.method == "POST" and (answer := self.pressed(request, object_id)):
            return answer
        return super().changeform_view(request, object_id, form_url, extra_context)

    def pressed(self, request, object_id):
        """A hook: an answer, if a button was pressed that is not about saving."""

    def address_of(self, pk, page="change"):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[quote(pk)])

    def save_model(self, request, obj, form, change):
        if change and not obj.is_copy and obj.is_published:
            copy, keys = working_copies.open_copy(obj, by=request.user)
            rekeying.turn_into(obj, copy, keys, form, request.formsets)
        obj.note_writer(request.user)
        super().save_model(request, obj, form, change)

    def log_change(self, request, obj, message):
        """The history of a thing is one, whether it is written into or its working copy."""
        return super().log_change(request, obj.original, message)

    # --- what is shown -------------------------------------------------------------------

    def page_context(self, request, thing, title):
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(thing),
            "original": thing.original,
            "thing": thing,
            "opts": self.opts,
            "media": self.media,
            "change_address": self.address_of(thing.original.pk),
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="",
                           obj=None):  # fmt: skip
        if obj is not None:
            context["pending"] = obj if obj.is_copy else None
            context["standing"] = working_copies.Standing(obj) if obj.is_copy else None
            context["is_live"] = obj.original.is_published
            context["behind"] = behind_of(obj)
            context["published_address"] = self.get_view_on_site_url(obj)
            context["preview"] = None if obj.is_published else previews.link_to(obj)
            context["compare"] = self.address_of(obj.original.pk, "pending")
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("pending change"), ordering="working_copy__state")
    def pending_change(self, thing):
        return thing.pending.get_state_display() if thing.pending else "–"

    def get_list_display(self, request):
        return [*super().get_list_display(request), "pending_change"]

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), PendingFilter]
