"""The one filter: it parses and checks the reader's question, and writes it down again.

A question is a query string. Within one parameter any of the values will do, between
parameters all must hold. The list, its counts, and every other representation of the
answer read the question here and nowhere else.
"""

from copy import copy
from functools import cache, cached_property, partial

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from search.engines import listed
from search.searching import Search

from . import facet_index, facets, nearness, vocabulary
from .answer import Answer
from .documents import NUMBER
from .facet_fields import FacetField
from .facet_kinds import Choices, Range
from .models import Case, OpenToAll
from .ordering import Sort
from .picked import InOrder

ALL_RESIDENTS = "all-residents"
ORDERING = (*nearness.PARAMETERS, "sort")


class Parameter(Filter):
    """A parameter of the question, by its form field. What it means is said by its facet:
    two bounds of a range are one condition, which two filters could not say."""

    def __init__(self, field):
        super().__init__(label=field.label)
        self._field = field

    def __deepcopy__(self, memo):
        return copy(self)  # for each request: the field is shared


class Fields(dict):
    """Of every form. Those that are given their values are each form's own; the others change
    nothing and are never changed, so that all share them."""

    def __deepcopy__(self, memo):
        return {
            name: copy(field) if isinstance(field, FacetField) else field
            for name, field in self.items()
        }


class QuestionForm(forms.Form):
    """What was typed must also make sense together."""

    def clean(self):
        chosen = super().clean()
        for facet in facets.FACETS:
            if isinstance(facet, Range) and (fault := facet.fault(chosen)):
                self.add_error(facet.last, fault)
        return nearness.settled(chosen)


@cache
def filters_of(declared):
    """{name: parameter} of a question about some facets, in the order of its words."""
    fields = {
        "q": forms.CharField(label=_("Search"), max_length=200, required=False),
        "exact": forms.ChoiceField(
            label=_("Exact words only"), choices=[("1", _("exact words only"))], required=False
        ),
    }
    for facet in declared:
        fields |= facet.fields()
    fields |= nearness.fields()
    fields["sort"] = forms.ChoiceField(label=_("Sort"), choices=Sort.known, required=False)
    return {name: Parameter(field) for name, field in fields.items()}


@cache
def form_of(declared):
    """The class of the form for some facets, made once and not for each request."""
    fields = {name: parameter.field for name, parameter in filters_of(declared).items()}
    form = type("QuestionForm", (QuestionForm,), {})
    form.base_fields = Fields(fields)
    return form


def as_asked_today(data):
    """“All residents” was a group; old addresses ask for it still."""
    if not isinstance(data, QueryDict) or ALL_RESIDENTS not in data.getlist("group"):
        return data
    asked = data.copy()
    asked.setlist("group", [one for one in data.getlist("group") if one != ALL_RESIDENTS])
    asked.appendlist("open_to_all", OpenToAll.ANYONE.value)
    return asked


class CaseFilter(FilterSet):
    """``data``: a QueryDict, or a dict of values."""

    class Meta:
        model = Case
        fields = []  # all come from the facets: nothing is filterable by accident

    def __init__(self, data=None):
        self.base_filters = filters_of(tuple(facets.FACETS))
        super().__init__(as_asked_today({} if data is None else data), Case.objects.published())

    @classmethod
    def of(cls, request):
        """The question of a request, read once for all who answer it."""
        if not hasattr(request, "question_of_cases"):
            request.question_of_cases = cls(request.GET)
        return request.question_of_cases

    @staticmethod
    def parameters():
        """The names that a question understands."""
        return filters_of(tuple(facets.FACETS))

    @cached_property
    def vocabulary(self):
        return vocabulary.current()

    def get_form_class(self):
        return form_of(tuple(facets.FACETS))

    @property
    def form(self):
        if not hasattr(self, "_form"):
            fields = super().form.fields
            for facet in facets.FACETS:
                if isinstance(facet, Choices):
                    # A function: read when a value is checked or the facet shown, else never.
                    fields[facet.name].labels = partial(self.vocabulary.labels, facet)
            for name in nearness.HAS:
                fields[name].labels = partial(nearness.labels, name, self.vocabulary)
        return self._form

    @cached_property
    def chosen(self):
        """The valid part of the question: {parameter: value or values}, empty ones left out."""
        self.is_valid()
        cleaned = self.form.cleaned_data.items()
        return {name: value for name, value in cleaned if value not in ("", None, [])}

    @cached_property
    def search(self):
        """The search for the words of the question."""
        exact = "exact" in self.chosen
        return Search(self.chosen.get("q", ""), exact, facet_index.current().book)

    @property
    def order(self):
        """The order asked for, if the question has it; without a wish, its first one."""
        orders = dict(self.sorts)
        asked = self.chosen.get("sort")
        return asked if asked in orders else next(iter(orders))

    @property
    def sorts(self):
        """[(order, words)]: those that words give, or a choice by hand, come first."""
        given = [sort for name, sort in Sort.BY_PARAMETER.items() if name in self.chosen]
        return [*given, *Sort.choices]

    # --- what it is written down as -----------------------------------------------------

    def query(self, **changes):
        """The question as a query string, question mark included: what asks the same is
        written the same. Made of what was understood, not of what was typed. ``changes``
        are other values, None for none; what is no part of the question comes last."""
        asked, known = nearness.settled(self.chosen | changes), self.parameters()
        names = [name for name in known if name in asked]
        names += [name for name in asked if name not in known]
        written = QueryDict(mutable=True)
        for name in names:
            value = asked[name]
            if value not in ("", None, []):
                written.setlist(name, in_canonical_order(value))
        return f"?{written.urlencode()}" if written else "?"

    def unordered_query(self, **changes):
        """The question without what only orders its answer: two that find the same for the
        same reason are written the same."""
        return self.query(**dict.fromkeys(ORDERING) | changes)

    def without(self, name, value, **shown):
        """The query string of the question without one of its choices."""
        chosen = self.chosen[name]
        rest = None
        if isinstance(chosen, list):
            rest = type(chosen)(one for one in chosen if one != value)
        return self.query(**{name: rest}, **shown)

    def typed(self, name):
        """What was understood of a parameter; else what was typed, to be mended."""
        return self.chosen.get(name, self.data.get(name) or "")

    @property
    def trail(self):
        """The query string that lets the page of a case know its answer."""
        return self.query(sort=self.order)

    # --- what it finds ------------------------------------------------------------------

    def filter_queryset(self, queryset):
        """What ``qs`` is: the cases asked for, by the database alone. The plain truth."""
        for facet in facets.FACETS:
            if asked := facet.asked(self.chosen):
                # A subquery, so that a case with two of the values is not listed twice.
                having = Case.objects.filter(facet.condition(asked)).order_by()
                queryset = queryset.filter(pk__in=having.values("pk"))
        if "q" in self.chosen:
            queryset = queryset.filter(pk__in=listed(self.search.keys(NUMBER)))
        return queryset

    @cached_property
    def answer(self):
        search = self.search if "q" in self.chosen else None
        return Answer(self.chosen, facet_index.current(), search)

    @property
    def is_partial(self):
        """True if nothing has all the words, and the answer is what has the most of them."""
        return "q" in self.chosen and self.answer.ranking.is_partial

    @cached_property
    def rest(self):
        """The primary keys of what comes after the answer: it has a part of what is asked."""
        return self.answer.rest() if "q" in self.chosen else []

    @property
    def count(self):
        return len(self.answer.cases())

    def keys(self):
        """The primary keys of the answer."""
        return self.answer.keys()

    def holds(self):
        """What tells of a primary key whether its case is in the answer."""
        return partial(self.answer.has, self.answer.cases())

    def ordered(self, sort=None):
        """The primary keys of the answer in an order, to be counted and cut in pages."""
        return self.answer.ordered(sort or self.order)

    def counts(self, name):
        """{value: cases} of a facet, its own choice left out; 0 for what no case has."""
        counted = self.answer.counts(name)
        return {
            value: counted.get(value, 0) for value, _label in self.form.fields[name].choices
        }


def in_canonical_order(value):
    """The values of a parameter as they are written: sorted, unless their order is asked."""
    if isinstance(value, InOrder):
        return value
    return sorted(value) if isinstance(value, list) else [value]
