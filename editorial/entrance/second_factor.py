"""Who publishes, or gives roles, has a second step: SECOND_FACTOR says of whom it is asked.

allauth asks at each signing in who has one. Here it is seen to that who must have one does.
"""

from functools import cache
from importlib import import_module

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from .. import form_ids
from ..kinds import kinds
from ..roles import permission

ENROLLED = "second-step"  # in a session: it has passed the step, or set it up
# At the desk, but on the way in: what leads to the step, and what leads out.
LEFT_OPEN = {"admin:logout", "admin:login", "admin:jsi18n", "resume", "admin_password_reset"}
LEFT_OPEN_MODULES = ("editorial.entrance.urls", "editorial.passwords")


def must_have(user):
    if settings.SECOND_FACTOR == "everybody":
        return user.is_staff
    if settings.SECOND_FACTOR == "publishers":
        return user.is_staff and any(user.has_perm(right) for right in rights_that_ask())
    return False


def rights_that_ask():
    """By whatever way an account has one of them: a role, a group, a right of its own."""
    yield from (permission("publish", one) for one in kinds if kinds[one].is_published_by_deeds)
    yield from ("editorial.add_user", "editorial.change_user")


@cache
def left_open():
    """Names of what is open before the step."""
    return LEFT_OPEN | {
        one.name for module in LEFT_OPEN_MODULES for one in import_module(module).urlpatterns
    }


def is_of_desk(request):
    """By its address: what is added below that of the desk is asked for, too."""
    return request.path.startswith(reverse("admin:index"))


def has_passed(request):
    records = get_authentication_records(request, request.user)
    by_step = any(told.get("method") == "mfa" for told in records)
    return by_step or request.session.get(ENROLLED) == request.user.pk


class SecondFactor:
    """A middleware after that of authentication: the desk opens once the step is passed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, arguments, options):
        if not is_of_desk(request) or request.resolver_match.view_name in left_open():
            return None
        if not request.user.is_authenticated or not must_have(request.user):
            return None
        if has_passed(request):
            return None
        if request.method == "POST" and form_ids.read(request):
            return None  # opened while it was allowed: what was typed is not lost for a rule
        name = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_index"
        back = request.get_full_path() if request.method == "GET" else reverse("admin:index")
        return redirect(f"{reverse(name)}?{urlencode({'next': back})}")
