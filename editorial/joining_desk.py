"""The pages of the desk on which two things become one, and are parted again."""

import hashlib

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .joining import Joining, Refused
from .lists import OfferedActions, state_of
from .models import Merging
from .once import done_once
from .parting import Parting


class JoiningAdmin(admin.ModelAdmin):
    """Things that may become one: who may delete and change them may merge them."""

    change_form_template = "admin/editorial/joined_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge)
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<path:object_id>/merge/", view, name=name), *super().get_urls()]

    def get_actions(self, request):
        """Without what may not be done."""
        found = super().get_actions(request)
        if self.may_merge(request):
            label = gettext_lazy("Merge into…")
            found["merge_into"] = (type(self).merge_into, "merge_into", label)
        return found

    def merge_into(self, request, queryset):
        """From the list to the page of the one that was ticked."""
        keys = list(queryset.values_list("pk", flat=True)[:2])
        if len(keys) != 1:
            words = _("Tick the one that is to be merged into another: one at a time.")
            self.message_user(request, words, messages.ERROR)
            return None
        return HttpResponseRedirect(self._merge_address(keys[0]))

    def _merge_address(self, key):
        opts = self.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_merge", args=[key])

    def may_merge(self, request, *things):
        return all(
            self.has_delete_permission(request, one)
            and self.has_change_permission(request, one)
            for one in things or [None]
        )

    def render_change_form(self, request, context, *args, obj=None, **options):
        if obj is not None and self.may_merge(request, obj):
            context["merge_address"] = self._merge_address(obj.pk)
        return super().render_change_form(request, context, *args, obj=obj, **options)

    @done_once
    def merge(self, request, object_id):
        if not self.may_merge(request):
            raise PermissionDenied
        gone = self._found(object_id)
        data = request.POST if request.method == "POST" else request.GET
        form = self._form(gone)(data if "into" in data else None)
        if not form.is_bound:
            return self._page(request, gone, form)
        if data["into"] == str(gone.pk):
            words = _("A thing cannot be merged with itself: choose another.")
            return self._page(request, gone, form, status=400, refusal=words)
        if not form.is_valid():
            return self._page(request, gone, form, status=self._status_of(data["into"]))
        return self._made_one(request, Joining(gone, form.cleaned_data["into"]), form)

    def _made_one(self, request, joining, form):
        gone, kept = joining.gone, joining.kept
        if not self.may_merge(request, gone, kept):
            raise PermissionDenied
        try:
            joining.check()
            if request.method != "POST":
                return self._page(request, gone, form, joining)
            if request.POST.get("seen") != seen(joining):
                words = _("Something changed since this was shown: look at it once more.")
                return self._page(request, gone, form, joining, status=409, refusal=words)
            name = str(gone)
            merging = joining.carry_out(by=request.user)
        except Refused as refusal:
            words = " ".join(refusal.messages)
            return self._page(request, gone, form, status=refusal.status, refusal=words)
        self.log_change(request, kept, _("“%(gone)s” was merged into it.") % {"gone": name})
        undo = reverse("admin:editorial_merging_undo", args=[merging.pk])
        link = format_html('<a href="{}">{}</a>', undo, _("Undo"))
        told = format_html(_("“{}” is part of “{}” now. {}"), name, kept, link)
        self.message_user(request, told, messages.SUCCESS)
        opts = self.opts
        change = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[kept.pk])
        return HttpResponseRedirect(change)

    def _found(self, key):
        try:
            return get_object_or_404(self.model._base_manager, pk=unquote(key))
        except (ValueError, ValidationError, OverflowError) as error:
            raise Http404 from error

    def _form(self, gone):
        others = self.model._default_manager.exclude(pk=gone.pk)
        field = forms.ModelChoiceField(others, label=_("Merge into"), empty_label="—")
        return type("IntoForm", (forms.Form,), {"into": field})

    def _status_of(self, key):
        """What vanished, or never was, is not found; what is no key is a bad request."""
        return 404 if key.isdecimal() else 400

    def _page(self, request, gone, form, joining=None, *, status=200, refusal=""):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge “%(gone)s” into another") % {"gone": gone},
            "opts": self.opts,
            "original": gone,
            "form": form,
            "joining": joining,
            "lost": list(joining.lost()) if joining else [],
            "names": named(joining) if joining else [],
            "seen": seen(joining) if joining else "",
            "refusal": refusal,
        }
        template = "admin/editorial/merge.html"
        return TemplateResponse(request, template, context, status=status)


def named(joining):
    """(what it is called, text) of alternative names as they will be."""
    meta = joining.kept._meta
    names = joining.more_names.items()
    return [(meta.get_field(name).verbose_name, words) for name, words in names]


def seen(joining):
    """A digest of all that a page says will be done."""
    ties = [f"{row._meta.label} {row.pk} {twin and twin.pk}" for row, _f, twin in joining.ties]
    told = [state_of(joining.gone), state_of(joining.kept), *ties]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:32]


@admin.register(Merging)
class MergingAdmin(OfferedActions):
    """What became one, to be looked at and undone; nothing is typed here."""

    list_display = ["__str__", "kind", "made_at", "made_by", "undone_at"]
    list_filter = ["kind"]
    list_select_related = ["made_by"]
    search_fields = ["gone", "kept"]
    readonly_fields = ["gone", "kept", "kind", "made_at", "made_by", "undone_at"]
    change_form_template = "admin/editorial/merging_form.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo)
        return [
            path("<int:key>/undo/", view, name="editorial_merging_undo"),
            *super().get_urls(),
        ]

    def may_undo(self, request, merging):
        app, model = merging.told["model"].split(".")
        return all(request.user.has_perm(f"{app}.{deed}_{model}") for deed in ("add", "change"))

    @done_once
    def undo(self, request, key):
        merging = get_object_or_404(Merging, pk=key)
        if not self.may_undo(request, merging):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, merging)
        try:
            back, problems = Parting(merging).carry_out()
        except Refused as refusal:
            words = " ".join(refusal.messages)
            return self._page(request, merging, status=refusal.status, refusal=words)
        for words in problems:
            self.message_user(request, words, messages.WARNING)
        told = _("“%(back)s” is a thing of its own again.") % {"back": back}
        self.message_user(request, told, messages.SUCCESS)
        opts = back._meta
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[back.pk]))

    def _page(self, request, merging, *, status=200, refusal=""):
        moved, folded = (len(merging.told[name]) for name in ("moved", "folded"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo a merging"),
            "opts": self.opts,
            "original": merging,
            "ties": moved + folded,
            "refusal": refusal,
        }
        template = "admin/editorial/undo_merging.html"
        return TemplateResponse(request, template, context, status=status)
