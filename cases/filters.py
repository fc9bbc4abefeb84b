"""The one filter: it parses, checks and answers the reader's question.

A question is a query string. Within one parameter any of the values will do, between
parameters all must hold. The list, its counts, and every other representation of the
answer read the question here and nowhere else.
"""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    FilterSet,
    MultipleChoiceFilter,
    NumberFilter,
)

from search.engines import listed
from search.searching import Search

from . import index, vocabulary
from .answers import IndexedAnswer, PlainAnswer
from .documents import NUMBER
from .having import PATHS
from .models import Case, Documentation, Identification, Operation, Section
from .models.evidence import SANE_YEARS
from .ordering import Sort
from .vocabulary import ROWS


class AnyOfField(forms.MultipleChoiceField):
    """Known values only; the refusal names every unknown one, and an empty one is none."""

    def to_python(self, value):
        return [item for item in super().to_python(value) if item]

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


class AnyOf(MultipleChoiceFilter):
    """Cases that have any of the chosen values of a facet, whichever path leads there."""

    field_class = AnyOfField

    def __init__(self, name, *, choices=(), **options):
        self.paths = PATHS[name]
        super().__init__(choices=choices, field_name=self.paths[0], **options)

    def filter(self, queryset, values):
        if not values:
            return queryset
        values = self.expanded(values)
        hit = Q()
        for path in self.paths:
            hit |= Q(**{f"{path}__in": values})
        # A subquery, so that a case with two of the values is not listed twice.
        return queryset.filter(pk__in=Case.objects.filter(hit).values("pk"))

    def expanded(self, values):
        return values


class RegionFilter(AnyOf):
    """A region includes its sub-regions and their countries."""

    def expanded(self, values):
        lines = self.parent.vocabulary.region_lines
        return [code for code, line in lines.items() if set(line) & set(values)]


class YearField(forms.IntegerField):
    def __init__(self, **options):
        first, last = SANE_YEARS
        super().__init__(min_value=first, max_value=last, **options)
        self.error_messages["invalid"] = _("A year is written with four digits, such as 2015.")
        self.error_messages["min_value"] = self.error_messages["max_value"] = _(
            "A year is between 1800 and 2100."
        )


class YearFilter(NumberFilter):
    field_class = YearField

    def get_max_validator(self):
        return None  # the field has its own bounds, and words for them


class QuestionForm(forms.Form):
    """What was typed must also make sense together."""

    def clean(self):
        years = super().clean()
        first, last = years.get("from"), years.get("to")
        if first and last and first > last:
            self.add_error("to", _("The last year is before the first one."))
        return years


class CaseFilter(FilterSet):
    NOT_NARROWING = {"sort", "exact"}

    q = CharFilter(method="with_words", label=_("Search"), max_length=200)
    exact = ChoiceFilter(
        choices=[("1", _("exact words only"))], method="leave", label=_("Exact words only")
    )
    function = AnyOf("function", label=_("Function"))
    lever = AnyOf("lever", label=_("Lever"))
    region = RegionFilter("region", label=_("Region"))
    country = AnyOf("country", label=_("Country"))
    section = AnyOf("section", choices=Section.choices, label=_("UCLG section"))
    group = AnyOf("group", label=_("For whom"))
    theme = AnyOf("theme", label=_("Theme"))
    operation = AnyOf("operation", choices=Operation.choices, label=_("Operation"))
    identification = AnyOf(
        "identification", choices=Identification.choices, label=_("Identification")
    )
    documentation = AnyOf(
        "documentation", choices=Documentation.choices, label=_("Documentation")
    )
    # "from" is a word of Python, hence the namespace of the class.
    vars()["from"] = YearFilter("start_year", "gte", label=_("Started from"))
    to = YearFilter("start_year", "lte", label=_("Started until"))
    sort = ChoiceFilter(choices=Sort.with_words, method="leave", label=_("Sort"))

    class Meta:
        model = Case
        fields = []  # all are declared above: nothing is filterable by accident
        form = QuestionForm

    def __init__(self, data=None, queryset=None, **options):
        self.is_of_all_published = queryset is None
        if queryset is None:
            queryset = Case.objects.published()
        super().__init__({} if data is None else data, queryset, **options)

    @property
    def form(self):
        if not hasattr(self, "_form"):
            form = super().form
            for name in ROWS:
                # A function: read when a value is checked or the facet shown, else never.
                form.fields[name].choices = partial(self._choices, name)
        return self._form

    @cached_property
    def vocabulary(self):
        return vocabulary.current()

    def _choices(self, name):
        return self.vocabulary.choices(name)

    def with_words(self, queryset, name, words):
        return queryset.filter(pk__in=listed(self.search.keys(NUMBER)))

    def leave(self, queryset, name, value):
        return queryset

    @property
    def chosen(self):
        """The valid part of the question: {parameter: value or values}, empty ones left out."""
        self.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @cached_property
    def search(self):
        """The search for the words of the question."""
        return Search(self.chosen.get("q", ""), exact="exact" in self.chosen)

    @property
    def order(self):
        """The order asked for; without a wish, the best first where there are words."""
        words = "q" in self.chosen
        asked = self.chosen.get("sort") or (Sort.RELEVANCE if words else Sort.DOCUMENTED)
        return asked if words or asked != Sort.RELEVANCE else Sort.DOCUMENTED

    @property
    def sorts(self):
        return Sort.with_words if "q" in self.chosen else Sort.choices

    @property
    def is_partial(self):
        """True if nothing has all the words, and the answer is what has the most of them."""
        return "q" in self.chosen and self.answer.ranking.is_partial

    def narrowed(self, without=None):
        """The queryset of the answer; or of the question without one of its parameters."""
        queryset = self.queryset.all()
        for name, value in self.chosen.items():
            if name != without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    @cached_property
    def answer(self):
        kept = index.current() if self.is_of_all_published else None
        return IndexedAnswer(self, kept) if kept else PlainAnswer(self)

    def cases(self, without=None):
        """The set of the cases of the answer, of whatever kind: ``&``, ``len``."""
        return self.answer.cases(without)

    def keys(self, without=None):
        """The primary keys of the answer; or of the question without one parameter."""
        return self.answer.keys(without)

    def holds(self):
        """What tells of a primary key whether its case is in the answer."""
        return partial(self.answer.has, self.cases())

    def ordered(self, sort=None):
        """The primary keys of the answer in an order, to be counted and cut in pages."""
        return self.answer.ordered(sort or self.order)

    def counts(self, name):
        """Cases per value of a facet, its own choice left out: what a choice would give."""
        counts = dict.fromkeys((value for value, _label in self.form.fields[name].choices), 0)
        cases = self.cases(without=name)
        for value, having in self.answer.having(name).items():
            if value in counts:
                counts[value] = len(having & cases)
        return counts
