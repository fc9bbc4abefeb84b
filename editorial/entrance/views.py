"""Pages of the way in."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as city_views
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from requests import RequestException

from . import adapters, second_factor
from .forms import SignInForm
from .journal import What, record

DESK = reverse_lazy("admin:index")


def way_on(request):
    """Where ``next`` leads, if it is a page of this site; else to the desk."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()):
        return str(DESK)
    try:
        place = resolve(asked.partition("?")[0].partition("#")[0])
    except (Resolver404, ValueError):
        return str(DESK)
    return asked if place.url_name else str(DESK)  # the desk takes what has no name, for a 404


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    if request.method != "POST" and admin.site.has_permission(request):
        return redirect(way_on(request))
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if request.user != form.get_user():
            logout(request)  # else the step of the other is not asked, and nobody changes
        login = Login(user=form.get_user(), redirect_url=way_on(request))
        name = {"username": form.get_user().get_username()}
        return perform_password_login(request, name, login)
    context = adapters.page(
        _("Sign in"), form=form, next=way_on(request), app_path=reverse("admin:login"),
        city=settings.OIDC_NAME if settings.OIDC_URL else "",
    )  # fmt: skip
    response = render(
        request, "entrance/sign_in.html", context, status=429 if form.wait else 200
    )
    if form.wait:
        response["Retry-After"] = str(form.wait)
    return response


# --- the second step --------------------------------------------------------------------


class Told:
    """A page of allauth with our frame; its deed is written down."""

    title = what = None
    said = ""

    def get_context_data(self, **more):
        shown = super().get_context_data(**more)
        must = second_factor.must_have(self.request.user)
        return adapters.page(self.title_of(), must=must) | shown

    def title_of(self):
        return _("Your second step")

    def form_valid(self, form):
        response = super().form_valid(form)
        record(self.what, self.request.user, request=self.request, said=self.said)
        if self.what == What.STEP_ADDED:
            self.request.session[second_factor.ENROLLED] = self.request.user.pk
        return response


class Steps(Told, IndexView):
    pass


class AddApp(Told, ActivateTOTPView):
    what, said = What.STEP_ADDED, "totp"


class RemoveApp(Told, DeactivateTOTPView):
    what, said = What.STEP_REMOVED, "totp"


class AddKey(Told, AddWebAuthnView):
    what, said = What.STEP_ADDED, "webauthn"

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["name"].label = capfirst(_("name"))  # theirs is in English alone
        return form


class RemoveKey(Told, RemoveWebAuthnView):
    what, said = What.STEP_REMOVED, "webauthn"
    success_url = reverse_lazy("mfa_index")


class NewCodes(Told, GenerateRecoveryCodesView):
    what, said = What.STEP_ADDED, "recovery_codes"


# --- sessions ---------------------------------------------------------------------------


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request):
    """Where the account is signed in; each can be ended, or all others at once."""
    if request.method == "POST":
        if key := request.POST.get("end"):
            number = int(key) if key.isdecimal() and len(key) < 15 else 0
            ended = [get_object_or_404(UserSession, user=request.user, pk=number)]
        else:
            others = UserSession.objects.filter(user=request.user)
            ended = list(others.exclude(session_key=request.session.session_key))
        for session in ended:
            session.end()
        record(What.SESSION_ENDED, request.user, request=request, said=str(len(ended)))
        messages.success(request, _("Ended: who was signed in there is so no more."))
        return redirect("sessions")
    shown = UserSession.objects.purge_and_list(request.user)
    shown.sort(key=lambda one: one.created_at, reverse=True)
    own = request.session.session_key
    context = adapters.page(
        _("Where you are signed in"),
        sessions=[(one, one.session_key == own) for one in shown],
        hours=settings.SESSION_HOURS,
    )
    return render(request, "entrance/sessions.html", context)


# --- the accounts of the city -----------------------------------------------------------


def of_city(view):
    """The city's own server may be away: then in words, and the password is left."""

    def answered(request, provider_id):
        try:
            return view(request, provider_id)
        except (RequestException, KeyError, ValueError):
            return adapters.page_without_city(request, status=503)

    return never_cache(answered)


to_city = of_city(city_views.login)
from_city = of_city(city_views.callback)


def not_signed_in(request):
    return adapters.page_without_city(request)


steps, remove_app, remove_key, new_codes = (
    view.as_view() for view in (Steps, RemoveApp, RemoveKey, NewCodes)
)
add_app, add_key = (never_cache(view.as_view()) for view in (AddApp, AddKey))
