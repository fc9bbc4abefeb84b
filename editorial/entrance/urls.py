"""Addresses of the way in, below that of the desk, by the names that allauth asks for."""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as StepAgainView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from . import views
from .views import Told


def framed(view, words):
    """A page of allauth in our frame, under this title."""
    own = {"title_of": lambda self: words}
    if hasattr(view, "form_valid"):
        own["form_valid"] = view.form_valid  # no deed of its own to write down
    return never_cache(type(view.__name__, (Told, view), own).as_view())


urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("sessions/", views.sessions, name="sessions"),
    path("step/", views.steps, name="mfa_index"),
    path("step/ask/", framed(AuthenticateView, _("Second step")), name="mfa_authenticate"),
    path("step/again/", framed(StepAgainView, _("Second step")), name="mfa_reauthenticate"),
    path("step/password/", framed(ReauthenticateView, _("Your password again")),
         name="account_reauthenticate"),
    path("step/app/", views.add_app, name="mfa_activate_totp"),
    path("step/app/remove/", views.remove_app, name="mfa_deactivate_totp"),
    path("step/keys/add/", views.add_key, name="mfa_add_webauthn"),
    path("step/keys/again/", framed(ReauthenticateWebAuthnView, _("Second step")),
         name="mfa_reauthenticate_webauthn"),
    path("step/keys/<int:pk>/remove/", views.remove_key, name="mfa_remove_webauthn"),
    path("step/codes/", framed(ViewRecoveryCodesView, _("Your list of codes")),
         name="mfa_view_recovery_codes"),
    path("step/codes/new/", views.new_codes, name="mfa_generate_recovery_codes"),
    path("city/none/", views.not_signed_in, name="socialaccount_login_cancelled"),
    path("city/error/", views.not_signed_in, name="socialaccount_login_error"),
    path("city/<slug:provider_id>/", views.to_city, name="openid_connect_login"),
    path("city/<slug:provider_id>/back/", views.from_city, name="openid_connect_callback"),
]  # fmt: skip
