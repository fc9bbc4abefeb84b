"""The one filter: it parses, checks and answers the reader's question.

A question is a query string. Within one parameter any of the values will do, between
parameters all must hold. The list, its counts, and every other representation of the
answer read the question here and nowhere else.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    FilterSet,
    MultipleChoiceFilter,
    NumberFilter,
)

from .models import Case, Documentation, Identification, Operation, Section
from .models.evidence import SANE_YEARS
from .search import matching
from .vocabulary import Vocabulary


class Sort:
    """The orders of a list; the first is taken when the question says nothing."""

    DOCUMENTED, TITLE, PLACE, START = "documented", "title", "place", "start"
    choices = [
        (DOCUMENTED, _("newest documentation")),
        (TITLE, _("title")),
        (PLACE, _("place")),
        (START, _("start year")),
    ]


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
    """Cases that have any of the chosen values at the end of a path.

    ``paths`` may be several: a case counts once for a value, whichever path leads there.
    """

    field_class = AnyOfField

    def __init__(self, *paths, choices, **options):
        super().__init__(choices=choices, field_name=paths[0], **options)
        self.paths = paths

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

    def pairs(self):
        """The distinct (case, value) pairs of the published cases, from which counts are
        made; the same for every question."""
        found = set()
        for path in self.paths:
            rows = self.parent.queryset.order_by().values_list("pk", path)
            found.update(rows.distinct())
        return {(case, value) for case, value in found if value}


class RegionFilter(AnyOf):
    """A region includes its sub-regions and their countries."""

    @property
    def tree(self):
        return self.parent.vocabulary.regions

    def expanded(self, values):
        return [region.code for region in self.tree if self._line(region) & set(values)]

    def pairs(self):
        lines = {region.code: self._line(region) for region in self.tree}
        return {(case, code) for case, leaf in super().pairs() for code in lines[leaf]}

    def _line(self, region):
        """The codes of a region and of all that contain it."""
        by_pk = self.parent.vocabulary.regions_by_pk
        line = set()
        while region:
            line.add(region.code)
            region = by_pk.get(region.parent_id)
        return line


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


# The facets whose values are rows: parameter, attribute of the vocabulary, key of a row.
ROWS = {
    "function": ("functions", "slug"),
    "lever": ("levers", "slug"),
    "region": ("regions", "code"),
    "country": ("countries", "iso2"),
    "group": ("groups", "slug"),
    "theme": ("themes", "slug"),
}


class CaseFilter(FilterSet):
    q = CharFilter(method="search", label=_("Search"), max_length=200)
    function = AnyOf("levers__function__slug", choices=[], label=_("Function"))
    lever = AnyOf("levers__slug", choices=[], label=_("Lever"))
    region = RegionFilter(
        "places__country__region__code", "places__region__code", choices=[], label=_("Region")
    )
    country = AnyOf("places__country__iso2", choices=[], label=_("Country"))
    section = AnyOf(
        "places__country__section", choices=Section.choices, label=_("UCLG section")
    )
    group = AnyOf("groups__slug", choices=[], label=_("For whom"))
    theme = AnyOf("themes__slug", choices=[], label=_("Theme"))
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
    sort = ChoiceFilter(choices=Sort.choices, method="leave", label=_("Sort"))

    class Meta:
        model = Case
        fields = []  # all are declared above: nothing is filterable by accident
        form = QuestionForm

    def __init__(self, data=None, queryset=None, **options):
        self.vocabulary = Vocabulary()
        self._found, self._keys = {}, {}
        if queryset is None:
            queryset = Case.objects.published()
        super().__init__({} if data is None else data, queryset, **options)

    @property
    def form(self):
        if not hasattr(self, "_form"):
            form = super().form
            for name, (rows, key) in ROWS.items():
                form.fields[name].choices = [
                    (getattr(row, key), str(row)) for row in getattr(self.vocabulary, rows)
                ]
        return self._form

    def search(self, queryset, name, words):
        if words not in self._found:  # asked once, though every count passes here
            self._found[words] = matching(words)
        return queryset.filter(pk__in=self._found[words])

    def leave(self, queryset, name, value):
        return queryset

    @property
    def chosen(self):
        """The valid part of the question: {parameter: value or values}, empty ones left out."""
        self.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def keys(self, without=None):
        """The primary keys of the answer; or of the answer to the question without one of
        its parameters. Each is asked of the database once."""
        name = without if without in self.chosen else None
        if name not in self._keys:
            queryset = self.queryset.order_by()
            for other, value in self.chosen.items():
                if other != name:
                    queryset = self.filters[other].filter(queryset, value)
            self._keys[name] = frozenset(queryset.values_list("pk", flat=True))
        return self._keys[name]

    def counts(self, name):
        """Cases per value of a facet, its own choice left out: what a choice would give."""
        counts = dict.fromkeys((value for value, _label in self.form.fields[name].choices), 0)
        keys = self.keys(without=name)
        for case, value in self.filters[name].pairs():
            if case in keys and value in counts:
                counts[value] += 1
        return counts
