"""What a form of the desk takes: no text beyond all bounds, no key that is none. Each is
refused in words beside its field."""

import re

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.validators import MaxLengthValidator

from languages.texts import LONGEST

ROW = re.compile(r"(?P<part>.+)-(?P<number>[0-9]{1,6})-.+")
TOTAL = "-TOTAL_FORMS"
MOST_HOLES = 50  # rows that a form counts, and of which nothing came


def is_key(value):
    """Whether a database can be asked for it: a number, of those that it holds."""
    text = str(value)
    return text.isascii() and text.isdigit() and len(text) < 19


class OfKeys:
    """A select that fetches what is chosen: what is no key it cannot ask for."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [one for one in value if is_key(one)], attrs)


class KeySelect(OfKeys, AutocompleteSelect):
    pass


class KeySelectMultiple(OfKeys, AutocompleteSelectMultiple):
    pass


class KeysField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        for one in value or ():
            if not is_key(one):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": one},
                )
        return super().clean(value)


class BoundedFields(BaseModelAdmin):
    """For the whole and its inlines alike."""

    def formfield_for_dbfield(self, field, request, **options):
        made = super().formfield_for_dbfield(field, request, **options)
        if isinstance(made, forms.CharField) and made.max_length is None:
            # No attribute of the box: a browser would cut what is pasted, and say nothing.
            made.validators = [*made.validators, MaxLengthValidator(LONGEST)]
        return made

    def formfield_for_foreignkey(self, field, request, **options):
        if field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", KeySelect(field, self.admin_site))
        return super().formfield_for_foreignkey(field, request, **options)

    def formfield_for_manytomany(self, field, request, **options):
        options.setdefault("form_class", KeysField)
        if field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", KeySelectMultiple(field, self.admin_site))
        return super().formfield_for_manytomany(field, request, **options)


def with_rows_that_came(data):
    """A QueryDict that counts no more rows than came: each that it counts is drawn, whoever
    wrote the number."""
    last, came = {}, {}
    for row in filter(None, map(ROW.fullmatch, data)):
        part, number = row["part"], int(row["number"])
        last[part] = max(last.get(part, 0), number + 1)
        came.setdefault(part, set()).add(number)
    for part, count in last.items():
        if count - len(came[part]) > MOST_HOLES:
            raise SuspiciousOperation(f"{count} rows of {part}, and {len(came[part])} came")
    for name in [name for name in data if name.endswith(TOTAL)]:
        most = last.get(name.removesuffix(TOTAL), 0)
        if data[name].isdecimal() and int(data[name]) > most:
            data[name] = str(most)
    return data
