"""Who may change a case may change all its parts: an inline asks what its whole asks."""

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets

from . import rights
from .bounds import BoundedFields
from .new_in_form import MakesNew, field_for
from .side_by_side import SideBySide
from .translating import columns_in


class PartInline(BoundedFields, SideBySide, InlineModelAdmin):
    """To stand before the kind of inline. Who writes texts in some languages alone is shown
    the rest, and neither adds nor moves nor removes a row."""

    def whole(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def may_write(self, request, obj):
        if obj is None:
            return self.whole().has_add_permission(request)
        return rights.may_write(request.user, obj)

    def has_view_permission(self, request, obj=None):
        return self.whole().has_view_or_change_permission(request, obj)

    def has_add_permission(self, request, obj):
        return self.may_write(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may_write(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.may_write(request, obj) or bool(self.texts_for(request, obj))

    def texts_for(self, request, obj):
        """The texts of a row that may be written where the rest may not."""
        codes = rights.languages_of(request.user, obj) if obj is not None else []
        return columns_in(self.model, codes)

    def get_readonly_fields(self, request, obj=None):
        shown = super().get_readonly_fields(request, obj)
        if not (texts := self.texts_for(request, obj)):
            return shown
        fields = flatten_fieldsets(self.fieldsets or [(None, {"fields": self._all_fields()})])
        return [*shown, *(name for name in fields if name not in [*shown, *texts])]

    def formfield_for_foreignkey(self, field, request, **options):
        """What its vocabulary can make of words may be new in the same form."""
        target = self.admin_site._registry.get(field.remote_field.model)
        if field.name in self.autocomplete_fields and isinstance(target, MakesNew):
            return field_for(field, target, request, **options)
        return super().formfield_for_foreignkey(field, request, **options)

    def formfield_for_dbfield(self, field, request, **options):
        made = super().formfield_for_dbfield(field, request, **options)
        if made is not None and hasattr(made, "target"):
            made.widget.can_add_related = False  # no other window is needed for it
        return made

    def _all_fields(self):
        own = {self.model._meta.pk.name, self.whole().opts.model_name}
        editable = [field.name for field in self.model._meta.fields if field.editable]
        return self.fields or [name for name in editable if name not in own]

    def get_formset(self, request, obj=None, **options):
        if self.texts_for(request, obj):  # rows keep their places
            options |= {"form": forms.ModelForm, "formset": forms.BaseInlineFormSet}
        return super().get_formset(request, obj, **options)
