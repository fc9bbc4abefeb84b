"""The desk shows what may be there already, while a title or a name is typed; without a script
it says so once it is saved."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .likeness import alike

LONGEST = 200  # letters that are looked at


class LikelyTwins(admin.ModelAdmin):
    named_by = ()  # the fields in which a thing says what it is called
    noted_by = None  # what tells two of a name apart

    class Media:
        js = ["js/alike.js"]

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_alike"
        view = self.admin_site.admin_view(self.alike_view)
        return [path("alike/", view, name=name), *super().get_urls()]

    @method_decorator(require_safe)
    def alike_view(self, request):
        """``?q=words``, and ``&not=7`` for what is being written: JSON."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        typed = request.GET.get("q", "")[:LONGEST]
        found = self.likely_twins(request, typed, request.GET.get("not", ""))
        told = [{"label": label, "note": note, "address": to} for label, note, to in found]
        return JsonResponse({"alike": told, **self.more_of(request, typed)})

    def more_of(self, request, typed):
        """A hook: what else the script of the form is told."""
        return {}

    def likely_twins(self, request, typed, pk=""):
        """[(name, what tells it apart, address)] of what may be the same."""
        rows = self.get_queryset(request)
        if str(pk).isdecimal():
            rows = rows.exclude(pk=pk)
        keys = [key for key, _name in alike(typed, rows.values_list("pk", *self.named_by))]
        things = rows.in_bulk(keys)
        opts = self.opts
        change = f"admin:{opts.app_label}_{opts.model_name}_change"
        return [
            (str(things[key]), self.note_of(things[key]), reverse(change, args=[key]))
            for key in keys
        ]

    def note_of(self, thing):
        return str(getattr(thing, self.noted_by) or "") if self.noted_by else ""

    def formfield_for_dbfield(self, field, request, **options):
        made = super().formfield_for_dbfield(field, request, **options)
        if made is not None and field.name in self.named_by:
            opts = self.opts
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_alike")
            made.widget.attrs |= {
                "data-alike": address,
                "data-alike-lead": _("Is it one of these?"),
                "data-alike-tab": _("opens in another tab"),
            }
        return made

    def response_add(self, request, obj, post_url_continue=None):
        typed = dict.fromkeys(filter(None, (getattr(obj, name) for name in self.named_by)))
        found = {to: (to, label) for words in typed
                 for label, _note, to in self.likely_twins(request, words, obj.pk)}  # fmt: skip
        if found:
            links = format_html_join(", ", '<a href="{}">{}</a>', list(found.values())[:5])
            words = _("It looks like something that is there already: {}. Are they the same?")
            self.message_user(request, format_html(words, links), messages.WARNING)
        return super().response_add(request, obj, post_url_continue)
