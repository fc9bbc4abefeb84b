"""Roles as Django asks for rights: a group with no table of permissions to keep in step."""

from django.contrib.auth.backends import BaseBackend

from .roles import permissions_of


class RoleBackend(BaseBackend):
    def get_group_permissions(self, user, obj=None):
        if not user.is_active or user.is_anonymous or obj is not None:
            return set()
        return permissions_of(user.roles)

    def has_module_perms(self, user, app_label):
        """Whether the desk shows a room at all."""
        return any(one.startswith(f"{app_label}.") for one in self.get_group_permissions(user))
