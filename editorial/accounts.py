"""Accounts at the desk: roles are given here, by nobody more than they have themselves."""

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .entrance.journal import What, record
from .lists import OfferedActions
from .once import OnceAdmin
from .role_table import role_table
from .roles import Role, may_give, permissions_of

ROLES = (_("Roles"), {"fields": ["roles", "languages"]})
LET_IN = (_("Let in"), {"fields": ["is_active", "last_login", "date_joined"]})
BEYOND = (_("Beyond roles"), {
    "fields": ["is_staff", "is_superuser", "groups", "user_permissions"],
    "classes": ["collapse"],
})  # fmt: skip


RIGHTS_FIELDS = [
    "roles", "languages", "is_active", "is_staff", "is_superuser", "groups", "user_permissions",
]  # fmt: skip


def rights_in_words(account, form, told):
    """``roles: editor → editor, reviewer; is_active: True → False``, as the fields say it."""
    changes = []
    for name in told or ["roles"]:
        before, now = form.initial.get(name), form.cleaned_data.get(name)
        changes.append(f"{name}: {in_row(before)} → {in_row(now)}")
    return "; ".join(changes)


def in_row(value):
    if isinstance(value, str | bool) or value is None:
        return str(value or "–")
    return ", ".join(str(one) for one in value) or "–"


def has_more(other, than):
    """Whether an account may do something that another may not."""
    if than.is_superuser:
        return False
    return other.is_superuser or not than.has_perms(rights_in_store(other))


def rights_in_store(user):
    """Those of an account that is shut, too: it may be opened again."""
    own = Permission.objects.filter(Q(user=user) | Q(group__user=user))
    given = own.order_by().values_list("content_type__app_label", "codename")
    return {f"{app}.{code}" for app, code in given} | permissions_of(user.roles)


class RolesForm:
    """A form that gives roles; ``giver`` is who is at the desk."""

    giver = None

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if field := self.fields.get("roles"):
            had = set(self.instance.roles)
            field.choices = [
                choice
                for choice in field.choices
                if choice[0] in had or may_give(self.giver, choice[0])
            ]

    def clean_roles(self):
        roles = self.cleaned_data["roles"]
        for role in set(roles) ^ set(self.instance.roles):
            if not may_give(self.giver, role):
                raise PermissionDenied(_("Your account may not give or take this role."))
        return roles

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if Role.TRANSLATOR in cleaned.get("roles", ()) and not cleaned.get("languages"):
            self.add_error("languages", _("Into which languages do they translate?"))
        return cleaned


class AccountForm(RolesForm, UserChangeForm):
    pass


class NewAccountForm(RolesForm, AdminUserCreationForm):
    pass


class EditorAdmin(OfferedActions, OnceAdmin, UserAdmin):
    form = AccountForm
    add_form = NewAccountForm
    list_display = [
        "username",
        "first_name",
        "last_name",
        "email",
        "roles_in_words",
        "is_active",
    ]
    list_filter = ["is_active"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Who it is"), {"fields": ["first_name", "last_name", "email"]}),
        ROLES,
        LET_IN,
    ]
    readonly_fields = ["last_login", "date_joined"]
    actions = ["take_step_away"]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        (_("Who it is"), {"fields": ["first_name", "last_name", "email"]}),
        ROLES,
    ]

    @admin.display(description=_("roles"))
    def roles_in_words(self, user):
        return ", ".join(str(Role(role).label) for role in user.roles) or "–"

    # --- who may -------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not has_more(obj, request.user))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not has_more(obj, request.user))

    def get_fieldsets(self, request, obj=None):
        shown = super().get_fieldsets(request, obj)
        return [*shown, BEYOND] if obj and request.user.is_superuser else shown

    def get_readonly_fields(self, request, obj=None):
        """Nobody gives themselves a role, or shuts themselves out."""
        shown = [*super().get_readonly_fields(request, obj)]
        is_own = obj is not None and obj.pk == request.user.pk
        if is_own and not request.user.is_superuser:
            shown += ["roles", "languages", "is_active"]
        return shown

    def get_form(self, request, obj=None, **options):
        form = super().get_form(request, obj, **options)
        return type(form.__name__, (form,), {"giver": request.user})

    def save_model(self, request, obj, form, change):
        """Giving a role lets the account in; taking the last one shuts it out."""
        if "roles" in form.changed_data and "is_staff" not in form.changed_data:
            obj.is_staff = obj.is_superuser or bool(obj.roles)
        super().save_model(request, obj, form, change)
        told = [name for name in RIGHTS_FIELDS if name in form.changed_data]
        if told or not change:
            record(What.RIGHTS, obj, request=request, by=request.user,
                   said=rights_in_words(obj, form, told))  # fmt: skip

    def log_change(self, request, obj, message):
        """Also called for a password that an administrator gives."""
        if request.resolver_match.view_name == "admin:auth_user_password_change":
            record(What.PASSWORD, obj, request=request, by=request.user)
        return super().log_change(request, obj, message)

    @admin.action(
        description=_("Take their second step away (lost device)"), permissions=["change"]
    )
    def take_step_away(self, request, accounts):
        """Whoever lost a device sets up another at the next signing in."""
        for account in accounts:
            if has_more(account, request.user) or account == request.user:
                self.message_user(
                    request,
                    _("“%(who)s” is left as it was: your account may not do this to it.")
                    % {"who": account},
                    messages.ERROR,
                )
            elif Authenticator.objects.filter(user=account).delete()[0]:
                record(What.STEP_REMOVED, account, request=request, by=request.user)
                self.message_user(
                    request, _("“%(who)s” has no second step any more.") % {"who": account}
                )

    # --- what roles are ------------------------------------------------------------------

    def get_urls(self):
        view = self.admin_site.admin_view(self.roles_view)
        return [path("roles/", view, name="editorial_user_roles"), *super().get_urls()]

    @method_decorator(require_safe)
    def roles_view(self, request):
        """For everybody at the desk."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who may do what"),
            "opts": self.opts,
            "roles": Role,
            "lines": role_table(),
            "own": [Role(role).label for role in request.user.roles],
        }
        return TemplateResponse(request, "admin/editorial/roles.html", context)
