"""Forms of the way in: each try is counted, each refusal is written down."""

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as StepAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .journal import What, account_named, record
from .tries import OF_CODE, Try, address_of, wait_in_words

TYPED = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]


class CountedForm:
    """A form whose check is a try. ``wait`` is how many seconds are to be waited, if any."""

    wait = 0

    def try_as(self, request, name):
        """Counts it; raises ValidationError when it is one too many."""
        self.attempt = Try(address_of(request), name)
        if wait := self.attempt.refused():
            self.wait = wait
            record(What.TOO_OFTEN, account_named(name), request=request)
            raise ValidationError(wait_in_words(wait), code="too-often")


class SignInForm(CountedForm, AdminAuthenticationForm):
    """Name and password of an account that is let in. Says the same of an account that is
    not there, is shut, has no role, or has another password."""

    def clean(self):
        name = self.cleaned_data.get("username")
        if not (name and self.cleaned_data.get("password")):
            return self.cleaned_data
        self.try_as(self.request, name)
        try:
            cleaned = super().clean()
        except ValidationError:
            record(What.REFUSED, account_named(name), request=self.request)
            raise
        self.attempt.give_back()
        return cleaned


class CodeField(forms.CharField):
    def __init__(self, **options):
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        super().__init__(
            label=_("Code"), max_length=40, widget=forms.TextInput(attrs=attrs), **options
        )

    def to_python(self, value):
        """As people copy it: with spaces, in two halves."""
        return "".join((super().to_python(value) or "").split())


def check_code(form, request, user, code):
    """The Authenticator whose code it is. A code of an app is good once."""
    form.try_as(request, f"code of {user.pk}")
    for found in Authenticator.objects.filter(user=user, type__in=TYPED).order_by("-type"):
        if found.wrap().validate_code(code) and is_first_time(found, code):
            form.attempt.give_back()
            return found
    record(What.WRONG_CODE, user, request=request)
    raise ValidationError(_("This code is wrong, or no longer valid."), code="wrong-code")


def is_first_time(found, code):
    """Those of a list are crossed out in the list."""
    is_of_app = found.type == Authenticator.Type.TOTP
    return not (is_of_app and OF_CODE.refused(f"{found.user_id} {code}"))


class OfRequest(CountedForm):
    """The forms of allauth know no request; it is kept beside the thread by its middleware."""

    @property
    def request(self):
        from allauth.core import context

        return context.request


class CodeForm(OfRequest, AuthenticateForm):
    code = CodeField()

    def clean_code(self):
        code = self.cleaned_data["code"]
        self.authenticator = check_code(self, self.request, self.user, code)
        return code


class CodeAgainForm(CodeForm, StepAgainForm):
    pass


class FirstCodeForm(OfRequest, ActivateTOTPForm):
    code = CodeField(help_text=_("Six figures, which the app shows once it has the key."))

    def clean_code(self):
        self.try_as(self.request, f"first code of {self.user.pk}")
        try:
            code = super().clean_code()
        except ValidationError as error:
            raise ValidationError(
                _("This is not the code of the key above. Is the clock of your device right?")
            ) from error
        self.attempt.give_back()
        return code


class OwnPassword(OfRequest):
    """A form that asks for the password of who is signed in."""

    def checked(self, check):
        """What ``check()`` gives, or its ValidationError, counted."""
        self.try_as(self.request, self.user.get_username())
        try:
            password = check()
        except ValidationError:
            record(What.REFUSED, self.user, request=self.request)
            raise
        self.attempt.give_back()
        return password


class PasswordAgainForm(OwnPassword, ReauthenticateForm):
    def clean_password(self):
        return self.checked(super().clean_password)


class NewPasswordForm(OwnPassword, AdminPasswordChangeForm):
    """Of one's own, at the desk."""

    def clean_old_password(self):
        return self.checked(super().clean_old_password)

    def save(self, commit=True):
        record(What.PASSWORD, self.user, request=self.request)
        return super().save(commit)


class KeyForm(OfRequest, AuthenticateWebAuthnForm):
    def clean_credential(self):
        self.try_as(self.request, f"key of {self.user.pk}")
        try:
            found = super().clean_credential()
        except ValidationError as error:
            record(What.WRONG_CODE, self.user, request=self.request)
            raise ValidationError(_("This is not a key of your account.")) from error
        self.attempt.give_back()
        return found


class KeyAgainForm(KeyForm, ReauthenticateWebAuthnForm):
    pass


class SecondStep(forms.Form):
    """A field beside a password, for accounts that have a second step."""

    code = CodeField(
        required=False,
        help_text=_("If your account has a second step: of your app, or one of your list."),
    )

    def check_second_step(self, request, user):
        """The Authenticator, or None if the account has none."""
        if not is_mfa_enabled(user):
            return None
        if not (code := self.cleaned_data.get("code")):
            raise ValidationError(
                _(
                    "Your account has a second step: type its code. If it is a key, sign in in "
                    "another window, then press again here."
                ),
                code="second-step",
            )
        return check_code(self, request, user, code)
