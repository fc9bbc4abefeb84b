from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group

from languages.texts import columns

from .accounts import EditorAdmin
from .desk import ShownAdmin
from .models import Tombstone, User
from .once import OnceAdmin

admin.site.unregister(Group)
admin.site.register(User, EditorAdmin)


@admin.register(Group)
class RightsAdmin(OnceAdmin, GroupAdmin):
    """Of Django, for what roles do not say; no role has a right to it."""


@admin.register(Tombstone)
class TombstoneAdmin(ShownAdmin):
    """The reason alone is written here; the stone comes and goes with its case."""

    keeps_deleted = False
    list_display = ["__str__", "kind", "withdrawn_at", "has_reason"]
    list_filter = ["kind"]
    search_fields = ["slug", *columns("title")]
    readonly_fields = ["kind", "slug", *columns("title"), "withdrawn_at"]

    @admin.display(
        boolean=True, description=Tombstone._meta.get_field("reason_fr").verbose_name
    )
    def has_reason(self, stone):
        return bool(stone.reason)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
