from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, TextField
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from editorial.days import DAYS
from editorial.desk import PublishableAdmin, ShownAdmin, language_fieldsets, only_one, slug_from
from editorial.desk_filters import AgeFilter, LanguageGapFilter
from editorial.inlines import PartInline
from editorial.joining_desk import JoiningAdmin
from editorial.likely_twins import LikelyTwins
from editorial.new_in_form import MakesNew
from editorial.ordering import OnceFormSet, OrderedFormSet, OrderedRowForm
from languages.texts import columns

from .checks import problems
from .content import CASE
from .desk_filters import CountryFilter, RegionFilter, SourcesAgeFilter, ThemeFilter
from .evidence_forms import ResultForm, ResultFormSet
from .models import (
    Case,
    CaseLever,
    CaseOrganisation,
    CasePlace,
    Contact,
    Copy,
    Cost,
    Country,
    Group,
    Organisation,
    OrganisationKind,
    Place,
    Region,
    Result,
    Source,
    StartingPoint,
    Theme,
)
from .place_desk import ChartedPlaces
from .source_numbers import cited_and_gone, citing, follow, rebase
from .ties_of_several import TiesOfSeveral
from .views import preview_of_case

admin.site.unregister(Tag)  # themes are ours; taggit's own table stays empty


class CaseForm(slug_from("title_fr")):
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(),
        required=False,
        label=_("Themes"),
        widget=forms.CheckboxSelectMultiple,
    )


SHORT_TEXTS = {TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 90})}}


class Ordered:
    """An inline whose rows are moved."""

    form = OrderedRowForm
    formset = OrderedFormSet


class PlaceInline(Ordered, PartInline, admin.TabularInline):
    model = CasePlace
    extra = 1
    known_by = ["place"]
    autocomplete_fields = ["place"]


class LeversOnce(OnceFormSet):
    once = "lever"


class AspectsOnce(OnceFormSet):
    once = "aspect"


class LeverInline(PartInline, admin.StackedInline):
    model = CaseLever
    formset = LeversOnce
    extra = 0
    min_num = 1
    known_by = ["lever"]
    autocomplete_fields = ["lever"]
    formfield_overrides = SHORT_TEXTS


class CostInline(Ordered, PartInline, admin.StackedInline):
    model = Cost
    extra = 0
    known_by = ["position"]
    fields = [
        ("position", "amount", "amount_to", "currency", "year_from", "year_to"),
        ("kind", "status", "cites"),
        *columns("what", "payer"),
    ]


class StartingPointInline(PartInline, admin.StackedInline):
    formset = AspectsOnce
    model = StartingPoint
    extra = 0
    known_by = ["aspect"]
    formfield_overrides = SHORT_TEXTS


class ContactInline(Ordered, PartInline, admin.StackedInline):
    model = Contact
    extra = 0
    known_by = ["url"]
    fields = [("position", "office", "seen_on", "cites"), "url"]


class CopyInline(Ordered, PartInline, admin.StackedInline):
    model = Copy
    extra = 0
    known_by = ["position"]
    autocomplete_fields = ["place"]
    fields = [("position", "direction", "place", "cites"), *columns("where", "what_changed")]


class OrganisationInline(Ordered, PartInline, admin.TabularInline):
    model = CaseOrganisation
    extra = 1
    known_by = ["organisation", "role"]
    autocomplete_fields = ["organisation"]


class SourceInline(Ordered, PartInline, admin.StackedInline):
    model = Source
    known_by = ["position"]
    extra = 0
    fields = [
        ("position", "kind", "language", "year", "consulted_on", "is_general"),
        "title",
        ("publisher", "url"),
    ]


class ResultInline(PartInline, admin.StackedInline):
    model = Result
    form = ResultForm
    formset = ResultFormSet
    known_by = ["position"]
    extra = 0
    fields = [
        ("position", "year", "source"),
        ("kind", "evidence"),
        "areas",
        *columns("statement"),
    ]
    formfield_overrides = SHORT_TEXTS

    def get_formset(self, request, obj=None, **options):
        self.case = obj  # an inline is made anew for each request
        return super().get_formset(request, obj, **options)

    def formfield_for_foreignkey(self, field, request, **options):
        """A result rests on a source of its own case, which may be new in the same form."""
        if field.name == "source":
            options["queryset"] = Source.objects.filter(case=self.case)
        return super().formfield_for_foreignkey(field, request, **options)


def cited_sources(cited):
    """What is said of {number: labels of the texts that cite it}."""
    return ValidationError({"sources": [
        _("Source %(number)s is cited in: %(texts)s. Take its marks away first.")
        % {"number": number, "texts": ", ".join(dict.fromkeys(texts))}
        for number, texts in sorted(cited.items())
    ]})  # fmt: skip


@admin.register(Case)
class CaseAdmin(TiesOfSeveral, LikelyTwins, PublishableAdmin):
    form = CaseForm
    named_by = [*columns("title"), "original_name"]
    content = CASE
    page = staticmethod(preview_of_case)
    proofreaders = [problems]
    list_display = ["__str__", "state", "identification", "sources_count", "results_count"]
    list_filter = [
        "state", LanguageGapFilter, AgeFilter, SourcesAgeFilter, RegionFilter, CountryFilter,
        "levers", ThemeFilter, "groups", "operation", "identification", "documentation",
    ]  # fmt: skip
    search_fields = [
        "slug", "original_name", "organisations__name", "organisations__acronym",
        *columns("title", "places__name", "places__country__name", "organisations__label"),
    ]  # fmt: skip
    actions = [*PublishableAdmin.actions, "add_ties"]
    date_hierarchy = "updated_at"
    prepopulated_fields = {"slug": ["title_fr"]}
    autocomplete_fields = ["groups", "recommendations"]
    inlines = [
        PlaceInline, LeverInline, OrganisationInline, SourceInline, ResultInline, CostInline,
        StartingPointInline, ContactInline, CopyInline,
    ]  # fmt: skip
    fieldsets = [
        (_("Facts"), {
            "fields": [
                "slug",
                ("original_name", "original_language"),
                ("start_year", "end_year", "operation"),
                ("identification", "documentation"),
                "groups",
                "themes",
                "recommendations",
            ],
        }),
        (_("Coding"), {
            "fields": [
                ("open_to_all", "evidence_year"), "local_role", "tier", "built_on",
            ],
        }),
        *language_fieldsets("title", "in_short", "summary", "context", "approach",
                            "challenges", "financing", "identification_note", "not_found"),
        (_("State"), {"fields": [
            ("state", *DAYS), ("state_changed_at", "state_changed_by"),
        ]}),
    ]  # fmt: skip

    def renumber(self, merged, base, now):
        cited = cited_and_gone(self.model, merged, base, now)
        rebase(merged, base, now)
        return cited_sources(cited) if cited else None

    def check_saved(self, form, formsets):
        sources = next((one for one in formsets if one.prefix == "sources"), None)
        if isinstance(sources, OrderedFormSet):
            if cited := citing(form.instance, sources.gone()):
                raise cited_sources(cited)
            follow(form.instance, sources.moves())
        super().check_saved(form, formsets)

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                how_many_sources=Count("sources", distinct=True),
                how_many_results=Count("results", distinct=True),
            )
        )

    @admin.display(description=_("sources"), ordering="how_many_sources")
    def sources_count(self, case):
        return case.how_many_sources

    @admin.display(description=_("results"), ordering="how_many_results")
    def results_count(self, case):
        return case.how_many_results


class WithCases(ShownAdmin):
    """A vocabulary in whose list each entry says how many cases use it."""

    ordering = ["slug"]

    def get_queryset(self, request):
        counted = Count("cases", filter=Q(cases__replaces=None), distinct=True)
        return super().get_queryset(request).annotate(how_many=counted)

    @admin.display(description=_("cases"), ordering="how_many")
    def cases_count(self, entry):
        return entry.how_many


@admin.register(Place)
class PlaceAdmin(ChartedPlaces, LikelyTwins, JoiningAdmin, WithCases):
    named_by = columns("name")
    noted_by = "within"
    list_display = ["__str__", "kind", "country", "region", "cases_count"]
    list_filter = ["kind", "country__region"]
    list_select_related = ["country", "region"]
    search_fields = ["slug", *columns("name", "country__name")]
    autocomplete_fields = ["country", "region"]
    prepopulated_fields = {"slug": ["name_fr"]}
    fields = [
        *columns("name"), "slug", "kind", "country", "region", "latitude", "longitude",
        "population", "population_year", "population_source",
    ]  # fmt: skip


@admin.register(Group)
class GroupAdmin(LikelyTwins, JoiningAdmin, WithCases):
    named_by = columns("name")
    form = only_one("name_fr")
    prepopulated_fields = {"slug": ["name_fr"]}
    list_display = ["__str__", "slug", "cases_count"]
    search_fields = ["slug", *columns("name", "alternative_names")]


@admin.register(Theme)
class ThemeAdmin(LikelyTwins, JoiningAdmin, WithCases):
    named_by = ["name", *columns("label")]
    form = only_one("name", "label_fr")
    list_display = ["__str__", "slug", "cases_count"]
    search_fields = ["slug", *columns("label", "alternative_names")]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Organisation)
class OrganisationAdmin(MakesNew, LikelyTwins, JoiningAdmin, WithCases):
    named_by = ["name", "acronym", *columns("label")]
    noted_by = "acronym"
    form = only_one("name", "label_fr")
    list_display = ["__str__", "acronym", "kind", "cases_count"]
    list_filter = ["kind"]
    search_fields = ["slug", "name", "acronym", *columns("label", "country__name")]
    prepopulated_fields = {"slug": ["name"]}

    def new_ones(self, request, words):
        """One for each kind: nothing else has to be known of it."""
        words = words if len(words) > 2 else ""
        return [(f"{kind}:{words}", self.name_of(f"{kind}:{words}"))
                for kind in OrganisationKind.values if words]  # fmt: skip

    def data_of(self, told):
        kind, _colon, name = told.partition(":")
        return {"name": name, "kind": kind, "slug": ""}

    def name_of(self, told):
        kind, _colon, name = told.partition(":")
        label = dict(OrganisationKind.choices).get(kind, kind)
        return f"{name} ({label})"


@admin.register(Country)
class CountryAdmin(ShownAdmin):
    list_display = ["__str__", "iso2", "iso3", "m49", "region", "section"]
    list_filter = ["section", "region"]
    list_select_related = ["region"]
    search_fields = ["iso2", "iso3", *columns("name")]


@admin.register(Region)
class RegionAdmin(ShownAdmin):
    list_display = ["__str__", "code", "level", "parent"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["code", *columns("name", "alternative_names")]
