"""What allauth asks of the project: words, addresses, what is kept, and who is let in."""

from time import time

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from ..models import User
from .journal import What, record
from .keys import fernet_key
from .tries import ip_of

FRESH = 900  # seconds after which whoever changes their second step says again who they are


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def add_message(self, *args, **options):
        """Our pages say it themselves."""

    def get_client_ip(self, request):
        return ip_of(request) or "0.0.0.0"  # the list of sessions takes nothing else

    def post_login(self, request, user, **told):
        response = super().post_login(request, user, **told)
        record(What.SIGNED_IN, user, request=request, said=ways(request, user))
        return response

    def respond_user_inactive(self, request, user):
        return no_rights(request)

    def is_reauthentication_required(self, *, app, **more):
        """Who has just signed in is not asked again, nor who has nothing to be asked for."""
        user = context.request.user
        records = get_authentication_records(context.request, user)
        # Of a time to come, from before a clock was set back, it is not known how long ago.
        is_fresh = any(0 <= time() - told["at"] < FRESH for told in records)
        return not is_fresh and bool(self.get_reauthentication_methods(user))


def ways(request, user):
    """By what somebody signed in: ``password``, ``password, totp``, ``socialaccount``."""
    records = get_authentication_records(request, user)
    return ", ".join(told.get("type") or told["method"] for told in records)


class SecondStepAdapter(DefaultMFAAdapter):
    """The secret of an app lies in the database under the key of the project."""

    def _fernet(self):
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return MultiFernet([Fernet(fernet_key(key)) for key in keys])

    def encrypt(self, text):
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return self._fernet().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self):
        return str(_("Atlas of Care"))

    def _get_user_identifier(self, user):
        return user.get_username()

    def generate_authenticator_name(self, user, type):
        return str(_("My key"))


class CityAdapter(DefaultSocialAccountAdapter):
    """Who comes with an account of the city. It says who somebody is, and nothing else: what
    they may do is said here. A new one waits until an administrator gives it a role."""

    def pre_social_login(self, request, sociallogin):
        sociallogin.state["process"] = AuthProcess.LOGIN  # whatever the address asked for
        if not sociallogin.is_existing:
            if known := self.account_of(sociallogin):
                sociallogin.connect(request, known)
            else:
                self.save_under_a_free_name(request, sociallogin)
                record(What.CAME, sociallogin.user, request=request)
        if not (sociallogin.user.is_active and sociallogin.user.is_staff):
            raise ImmediateHttpResponse(no_rights(request))

    def save_under_a_free_name(self, request, sociallogin):
        """No address that the city has not verified is kept: its owner would be led into this
        account when they come."""
        user = sociallogin.user
        sociallogin.email_addresses = verified_of(sociallogin)
        user.email = next((told.email for told in sociallogin.email_addresses), "")
        wished = [user.username, user.email, user.first_name, "city"]
        user.username = get_adapter(request).generate_unique_username(wished)
        self.save_user(request, sociallogin)

    def account_of(self, sociallogin):
        """The one account with an address that the city says it has verified; not one that
        somebody of the city has already: addresses pass on, accounts do not."""
        verified = verified_of(sociallogin)
        found = User.objects.filter(email__iexact=verified[0].email) if verified else ()
        if len(found) != 1:
            return None
        taken = SocialAccount.objects.filter(
            user=found[0], provider=sociallogin.account.provider
        )
        return None if taken.exists() else found[0]

    def on_authentication_error(self, request, provider, **told):
        raise ImmediateHttpResponse(page_without_city(request))


def verified_of(sociallogin):
    return [told for told in sociallogin.email_addresses if told.verified]


def no_rights(request):
    return render(request, "entrance/no_rights.html", page(_("No rights yet")), status=403)


def page_without_city(request, status=403):
    title = page(_("You were not signed in"))
    return render(request, "entrance/no_city.html", title, status=status)


def page(title, **more):
    """What each page of the way in is made from."""
    from django.contrib import admin

    shown = {**admin.site.each_context(context.request), "title": title}
    return shown | {"is_nav_sidebar_enabled": False} | more
