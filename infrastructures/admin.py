from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial.desk import ShownAdmin, language_fieldsets, slug_from

from .checks import problems
from .models import Function, Idea, Lever, Recommendation

WORDS = language_fieldsets("name", "short_name", "summary", "description")


@admin.register(Function)
class FunctionAdmin(ShownAdmin):
    form = slug_from("short_name_fr")
    proofreaders = [problems]
    list_display = ["__str__", "position", "slug"]
    fieldsets = [(None, {"fields": ["slug", "position"]}), *WORDS]


@admin.register(Lever)
class LeverAdmin(ShownAdmin):
    form = slug_from("short_name_fr")
    proofreaders = [problems]
    list_display = ["number", "__str__", "function"]
    list_display_links = ["__str__"]
    list_filter = ["function"]
    list_select_related = ["function"]
    search_fields = ["short_name_fr", "short_name_en", "short_name_es", "name_fr", "slug"]
    fieldsets = [
        (None, {"fields": ["function", "slug", "position"]}),
        *language_fieldsets(
            "name", "short_name", "summary", "description", "practice", "questions"
        ),
    ]

    @admin.display(description=_("number"))
    def number(self, lever):
        return lever.number


class OrderedTextAdmin(ShownAdmin):
    """Of a text that has its place among others, and levers."""

    form = slug_from("title_fr")
    proofreaders = [problems]
    list_display = ["position", "__str__"]
    list_display_links = ["__str__"]
    search_fields = ["slug", "title_fr", "title_en", "title_es"]
    autocomplete_fields = ["levers"]
    fieldsets = [
        (None, {"fields": ["slug", "position", "levers"]}),
        *language_fieldsets("title", "body"),
    ]


@admin.register(Recommendation)
class RecommendationAdmin(OrderedTextAdmin):
    pass


@admin.register(Idea)
class IdeaAdmin(OrderedTextAdmin):
    pass
