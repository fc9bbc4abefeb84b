"""A form in which texts of some languages are written, and the rest is shown."""

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets

from languages.texts import translated_names

from . import rights


def columns_in(model, codes):
    """The columns of its texts in these languages."""
    return [f"{name}_{code}" for name in translated_names(model) for code in codes]


class TranslatedAdmin(admin.ModelAdmin):
    def texts_for(self, request, obj):
        codes = rights.languages_of(request.user, obj) if obj is not None else []
        return columns_in(self.model, codes)

    def get_readonly_fields(self, request, obj=None):
        shown = super().get_readonly_fields(request, obj)
        if not (texts := self.texts_for(request, obj)):
            return shown
        fields = flatten_fieldsets(self.fieldsets)
        return [*shown, *(name for name in fields if name not in [*shown, *texts])]

    def get_prepopulated_fields(self, request, obj=None):
        typed = super().get_prepopulated_fields(request, obj)
        shown = self.get_readonly_fields(request, obj)
        return {name: by for name, by in typed.items() if name not in shown}
