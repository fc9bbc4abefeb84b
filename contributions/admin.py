from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from editorial.days import DAYS
from editorial.desk import PublishableAdmin, ShownAdmin, language_fieldsets, only_one, slug_from
from editorial.desk_filters import AgeFilter, LanguageGapFilter
from editorial.inlines import PartInline
from editorial.joining_desk import JoiningAdmin
from editorial.likely_twins import LikelyTwins
from editorial.new_in_form import MakesNew
from editorial.ordering import OrderedFormSet, OrderedRowForm
from languages.texts import columns

from .checks import problems
from .content import CONTRIBUTION
from .models import Author, Authorship, Contribution, ContributionOrganisation
from .views import preview_of_contribution


class AuthorInline(PartInline, admin.TabularInline):
    model = Authorship
    form = OrderedRowForm
    formset = OrderedFormSet
    extra = 1
    known_by = ["author"]
    autocomplete_fields = ["author"]


class OrganisationInline(PartInline, admin.TabularInline):
    model = ContributionOrganisation
    form = OrderedRowForm
    formset = OrderedFormSet
    extra = 1
    known_by = ["organisation"]
    autocomplete_fields = ["organisation"]


@admin.register(Contribution)
class ContributionAdmin(LikelyTwins, PublishableAdmin):
    named_by = [*columns("title"), "original_title"]
    form = slug_from("title_fr")
    content = CONTRIBUTION
    page = staticmethod(preview_of_contribution)
    proofreaders = [problems]
    list_display = ["__str__", "state", "format", "language", "cases_count", "updated_at"]
    list_filter = [
        "state", LanguageGapFilter, AgeFilter, "format", "language", "is_synthesis", "levers",
    ]  # fmt: skip
    search_fields = [
        "slug",
        "original_title",
        "authors__name",
        "organisations__name",
        "organisations__acronym",
        *columns("title", "organisations__label"),
    ]
    prepopulated_fields = {"slug": ["title_fr"]}
    autocomplete_fields = ["levers", "cases"]
    inlines = [AuthorInline, OrganisationInline]
    fieldsets = [
        (_("Facts"), {
            "fields": [
                "original_title",
                "slug",
                ("language", "format", "year", "stage"),
                "url",
                "supervised_by",
                "is_synthesis",
                "levers",
                "cases",
                "abstract_basis",
            ],
        }),
        *language_fieldsets("title", "abstract", "note"),
        (_("State"), {"fields": [
            ("state", *DAYS), ("state_changed_at", "state_changed_by"),
        ]}),
    ]  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(how_many=Count("cases", distinct=True))

    @admin.display(description=_("cases"), ordering="how_many")
    def cases_count(self, contribution):
        return contribution.how_many


@admin.register(Author)
class AuthorAdmin(MakesNew, LikelyTwins, JoiningAdmin, ShownAdmin):
    named_by = ["name"]
    form = only_one("name")
    ordering = ["slug"]
    list_display = ["name", "contributions_count"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def new_ones(self, request, words):
        return [(words, words)] if len(words) > 2 else []

    def data_of(self, told):
        return {"name": told, "slug": ""}

    def name_of(self, told):
        return told

    def get_queryset(self, request):
        of_originals = Q(contributions__replaces=None)
        counted = Count("contributions", filter=of_originals, distinct=True)
        return super().get_queryset(request).annotate(how_many=counted)

    @admin.display(description=_("contributions"), ordering="how_many")
    def contributions_count(self, author):
        return author.how_many
