"""Who is let in without the pages of allauth: what it would have kept is kept all the same."""

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.contrib.auth import login

from .adapters import ways
from .journal import What, record


def let_in(request, user, step=None):
    """``step``: the Authenticator that was asked for, if the account has a second step."""
    login(request, user)
    record_authentication(request, user, "password")
    if step:
        step.record_usage()
        record_authentication(request, user, "mfa", id=step.pk, type=step.type)
    UserSession.objects.create_from_request(request)
    record(What.SIGNED_IN, user, request=request, said=ways(request, user))
