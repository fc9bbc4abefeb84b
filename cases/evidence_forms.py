"""The rows of sources and results in the form of a case."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.ordering import OrderedFormSet, OrderedRowForm

from .models import Result

NEW = re.compile(r"sources-([0-9]{1,6})$")  # the row of a source that is new in the same form


class SourceChoice(forms.ModelChoiceField):
    """A source of the case, or the name of a row that is new in the same form."""

    def to_python(self, value):
        return value if NEW.match(str(value)) else super().to_python(value)

    def validate(self, value):
        if not isinstance(value, str):
            super().validate(value)


class ResultForm(OrderedRowForm):
    sources = None  # the formset of the sources of the same form

    class Meta:
        model = Result
        fields = "__all__"
        field_classes = {"source": SourceChoice}

    def clean_source(self):
        chosen = self.cleaned_data["source"]
        if not isinstance(chosen, str):
            return chosen
        number = int(NEW.match(chosen)[1])
        rows = self.sources.forms if self.sources is not None else []
        row = rows[number] if number < len(rows) else None
        if row is None or not row.has_changed() or self.sources._should_delete_form(row):
            raise ValidationError(_("Choose a source of this case, or one that is new here."))
        return row.instance

    def _get_validation_exclusions(self):
        return {*super()._get_validation_exclusions(), "source"}


class ResultFormSet(OrderedFormSet):
    parts = {}  # the other formsets of the same form, by their prefix

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.sources = self.parts.get("sources")
        if self.is_bound and form.sources is not None and (new := self._new_sources()):
            choices = form.fields["source"].widget
            choices.choices = [*choices.choices, *new]

    def _new_sources(self):
        return [
            (row.prefix, row["title"].value())
            for row in self.parts["sources"].extra_forms
            if row["title"].value()
        ]
