"""Form fields of the question: any of some values, and a bound of a range."""

from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.models import FormerSlug


class AnyOfField(forms.MultipleChoiceField):
    """Known values only; the refusal names every unknown one, and an empty one is none."""

    def to_python(self, value):
        return list(dict.fromkeys(item for item in super().to_python(value) if item))

    def validate(self, value):
        unknown = [item for item in value if not self.valid_value(item)]
        if unknown:
            raise ValidationError(
                [
                    ValidationError(
                        _("“%(value)s” is not a value of “%(facet)s”."),
                        code="invalid_choice",
                        params={"value": item[:80], "facet": self.label},
                    )
                    for item in unknown
                ]
            )


class FacetField(AnyOfField):
    """The values of a facet. A form copies its fields for each request: of this one, all but
    the way to its values is shared. ``kind``: of the things that are its values, where they
    can be renamed; a former name asks for the present one."""

    labels = staticmethod(dict)  # the form puts {value: label} of the reader's language here

    def __init__(self, *, kind="", **options):
        super().__init__(required=False, **options)
        self.kind = kind

    def to_python(self, value):
        asked = super().to_python(value)
        unknown = [item for item in asked if not self.valid_value(item)] if self.kind else ()
        if not unknown:
            return asked
        now = FormerSlug.objects.present(self.kind, unknown)
        return list(dict.fromkeys(now.get(item, item) for item in asked))

    def __deepcopy__(self, memo):
        return copy(self)

    @property
    def choices(self):
        return list(self.labels().items())

    @choices.setter
    def choices(self, choices):
        self._choices = ()  # those of the vocabulary alone

    def valid_value(self, value):
        return value in self.labels()


class BoundField(forms.IntegerField):
    """The first or last number of a range; ``outside`` is said of what no fact may be."""

    is_bound_of_range = True  # its words say no name of their own

    def __init__(self, *, invalid, outside, **options):
        messages = {"invalid": invalid, "min_value": outside, "max_value": outside}
        super().__init__(required=False, error_messages=messages, **options)
