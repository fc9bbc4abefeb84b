"""The editors' desk says what a careful reader would find wrong in the texts."""

from django.contrib import admin, messages
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class ProofreadAdmin(admin.ModelAdmin):
    """What ``check_content`` would say of an item stands above its form, and is an action of
    the list. Copied words are left to the command, which is given the other texts."""

    proofreaders = []  # functions that yield the problems of an item
    actions = ["proofread"]

    def problems_of(self, item):
        return [problem for read in self.proofreaders for problem in read(item)]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "to_mend"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return [(None, {"fields": ["to_mend"]}), *fieldsets] if obj else fieldsets

    @admin.display(description=_("to mend"))
    def to_mend(self, item):
        """As saved: what is being typed is read when it is saved."""
        found = [(problem.where, problem.words) for problem in self.problems_of(item)]
        if not found:
            return _("Nothing was found.")
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", found))

    @admin.action(description=_("Check the texts"), permissions=["view"])
    def proofread(self, request, queryset):
        for item in queryset:
            count = len(self.problems_of(item))
            self.message_user(
                request,
                ngettext("%(item)s: %(count)s thing to mend.",
                         "%(item)s: %(count)s things to mend.", count)
                % {"item": item, "count": count},
                messages.WARNING if count else messages.SUCCESS,
            )  # fmt: skip
