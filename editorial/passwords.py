"""A forgotten password: Django's own pages, at the desk. They answer alike whether an address
has an account or not; one address is sent a few messages an hour, and one sender asks for so
many. The mail leaves once the answer has, so that the time it takes tells nothing either."""

import logging

from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from .entrance.forms import NewPasswordForm
from .entrance.journal import What, record
from .entrance.tries import address_of
from .limits import Limit

TO_ONE_ADDRESS = Limit("password", "5/hour")
OF_ONE_SENDER = Limit("password-sender", "20/hour")
log = logging.getLogger("atlas.mails")


class ForgottenForm(PasswordResetForm):
    def get_users(self, email):
        if TO_ONE_ADDRESS.refused(email.lower()):
            return []
        return super().get_users(email)


class ForgottenView(views.PasswordResetView):
    form_class = ForgottenForm

    def form_valid(self, form):
        """As Django's, with the mails after the answer."""
        if OF_ONE_SENDER.refused(address_of(self.request)):
            form.add_error("email", _("You have asked very often: wait for an hour."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        options = {
            "use_https": self.request.is_secure(),
            "domain_override": self.request.get_host(),
            "request": self.request,
        }
        language = get_language()

        def send():
            with override(language):
                form.save(**options)

        return Afterwards(self.get_success_url(), send)


class Afterwards(HttpResponseRedirect):
    """Does something once the server has sent the answer and closes it: before Django is told
    that the request is over, and lets its connection go."""

    def __init__(self, address, deed):
        super().__init__(address)
        self.deed = deed

    def close(self):
        try:
            self.deed()
        except Exception:  # nobody waits for it any more
            log.exception("A mail about a password could not be sent")
        finally:
            super().close()


class NewPasswordView(views.PasswordResetConfirmView):
    def form_valid(self, form):
        record(What.PASSWORD, form.user, request=self.request, said="by mail")
        return super().form_valid(form)


def own(request):
    """As Django's page of the desk, with a form that counts its tries. It is not on the way in:
    the second step is asked before it."""
    return views.PasswordChangeView.as_view(
        form_class=NewPasswordForm,
        success_url=reverse("admin:password_change_done"),
        extra_context=admin.site.each_context(request),
    )(request)


own = admin.site.admin_view(own, cacheable=True)

urlpatterns = [
    path(
        "",
        ForgottenView.as_view(),
        name="admin_password_reset",  # by this name the page of the login finds it
    ),
    path("sent/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "<uidb64>/<token>/",
        NewPasswordView.as_view(),
        name="password_reset_confirm",
    ),
    path("done/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
