"""From what somebody typed to a question that names a town."""

from functools import cached_property

from django import forms
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from languages.context import tongues
from languages.folding import sorting_key
from languages.refusals import refused_question
from towns import source

from . import vocabulary
from .filters import CaseFilter
from .near_field import LARGEST, LONGEST, Near
from .typed_town import Typed, least_population


def countries():
    names = vocabulary.current().country_names
    listed = sorted(names.items(), key=lambda country: sorting_key(country[1]))
    return [("", "—"), *listed]


class TownForm(forms.Form):
    """A town by its name; or its country and its population, typed by hand."""

    town = forms.CharField(label=gettext_lazy("Your town"), max_length=LONGEST, required=False)
    town_country = forms.ChoiceField(
        label=gettext_lazy("Its country"), choices=countries, required=False
    )
    town_population = forms.IntegerField(
        label=gettext_lazy("Its inhabitants"), min_value=1, max_value=LARGEST, required=False
    )

    def clean(self):
        told = super().clean()
        given = [bool(told.get(name)) for name in ("town_country", "town_population")]
        if not self.errors and any(given) and not all(given):
            raise forms.ValidationError(_("Give both the country and the inhabitants."))
        return told

    @property
    def near(self):
        """The town that is meant beyond doubt, or None."""
        told = self.cleaned_data
        if told["town_country"]:
            return Near.by_hand(told["town_country"], told["town_population"])
        town = self.typed.meant if told["town"] else None
        return Near.to(town) if town else None

    @cached_property
    def typed(self):
        return Typed(self.cleaned_data["town"])


@require_safe
def near_town(request):
    """To the list, nearest to the town first; or a choice, where what was typed may mean
    several towns, or none (404)."""
    question, form = CaseFilter.of(request), TownForm(request.GET)
    context = {
        "question": question, "form": form, "gazetteer_source": source,
        "least": least_population(),
    }  # fmt: skip
    if not (question.is_valid() and form.is_valid()):
        return refused_question(request, "cases/near_town.html", context)
    if near := form.near:
        return HttpResponseRedirect(list_near(question, near))
    words = form.cleaned_data["town"]
    context["tongues"] = tongues(request, question.query(town=words).rstrip("?"))
    if words:
        context |= {
            "words": words,
            "typed": form.typed,
            "choices": choices(question, form.typed),
        }
    found = not words or context["choices"]
    return render(request, "cases/near_town.html", context, status=200 if found else 404)


@require_safe
def towns(request):
    """The towns that the letters typed so far may be on the way to, as JSON."""
    question = CaseFilter.of(request)
    typed = Typed(request.GET.get("town", "")[:LONGEST])
    found = typed.begun or typed.alike if typed.town and question.is_valid() else []
    return JsonResponse({"suggestions": [suggestion(question, town) for town in found]})


def suggestion(question, town):
    near = Near.to(town)
    note = f"{near.country_name} · {near.inhabitants}"
    return {"label": label_of(near), "note": note, "address": list_near(question, near)}


def choices(question, typed):
    """[(town, address of its list)]"""
    towns = map(Near.to, typed.choices)
    return [(near, label_of(near), list_near(question, near)) for near in towns]


def label_of(near):
    if not near.beside:
        return near.name
    return _("%(town)s (near %(other)s)") % {"town": near.name, "other": near.beside}


def list_near(question, near):
    return reverse("cases:list") + question.query(near=near, sort=None)
