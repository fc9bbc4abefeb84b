"""Which contributions a reader asks for: of a function, of a lever, of a stage. A question is
a query string, as for cases: within one parameter any value will do, between them all must
hold."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.facet_fields import AnyOfField
from infrastructures.models import Function, Lever

from .models import Contribution

LOOKUPS = {
    "function": "levers__function__slug__in",
    "lever": "levers__slug__in",
    "stage": "stage__in",
}


class QuestionForm(forms.Form):
    function = AnyOfField(label=_("Function"), required=False)
    lever = AnyOfField(label=_("Lever"), required=False)
    stage = AnyOfField(label=_("Stage of GOLD VII"), required=False)

    def __init__(self, data):
        super().__init__(data)
        self.functions = list(Function.objects.prefetch_related("levers"))
        levers = Lever.objects.values_list("slug", flat=True)
        stages = Contribution.objects.published().order_by("stage").distinct()
        self.fields["function"].choices = [(one.slug, str(one)) for one in self.functions]
        self.fields["lever"].choices = [(slug, slug) for slug in levers]
        self.fields["stage"].choices = [
            (str(number), str(number)) for number in stages.values_list("stage", flat=True)
        ]


class Question:
    """``chosen`` holds what was asked and is known: {parameter: values}."""

    def __init__(self, data):
        self.form = QuestionForm(data)
        self.is_valid = self.form.is_valid()
        asked = self.form.cleaned_data
        self.chosen = {name: asked[name] for name in LOOKUPS if asked.get(name)}

    def answer(self):
        rows = Contribution.objects.published()
        for name, values in self.chosen.items():
            rows = rows.filter(**{LOOKUPS[name]: values})
        return rows.distinct()

    def query(self, **changes):
        """The query string of this question, with some changes; what is None is left out."""
        told = {**self.chosen, **changes}
        return f"?{urlencode({k: v for k, v in told.items() if v is not None}, doseq=True)}"
