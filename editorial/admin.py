from allauth.account import admin as _account  # noqa: F401 - registers, to be taken back
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _mfa  # noqa: F401
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as _socialaccount  # noqa: F401
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions import admin as _usersessions  # noqa: F401
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group

from languages.texts import columns

from .accounts import EditorAdmin
from .desk import ShownAdmin
from .lists import OfferedActions
from .models import AccountEvent, Tombstone, User
from .once import OnceAdmin

# What these hold is set up by its owner, or by settings; no form of the desk shows it.
for model in [Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken,
              UserSession]:  # fmt: skip
    if admin.site.is_registered(model):
        admin.site.unregister(model)
admin.site.register(User, EditorAdmin)


@admin.register(Group)
class RightsAdmin(OfferedActions, OnceAdmin, GroupAdmin):
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


@admin.register(AccountEvent)
class AccountEventAdmin(OfferedActions):
    """To be read; nobody writes, changes or deletes what happened."""

    list_display = ["at", "what", "account", "by", "address", "said"]
    list_filter = ["what"]
    search_fields = ["account__username", "address"]
    list_select_related = ["account", "by"]
    date_hierarchy = "at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
