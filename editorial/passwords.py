"""A forgotten password: Django's own pages, at the desk. They answer alike whether an address
has an account or not; one address is sent a few messages an hour, and one sender asks for so
many."""

from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.urls import path
from django.utils.translation import gettext_lazy as _
from rest_framework.throttling import BaseThrottle

from .limits import Limit

TO_ONE_ADDRESS = Limit("password", "5/hour")
OF_ONE_SENDER = Limit("password-sender", "20/hour")


class ForgottenForm(PasswordResetForm):
    def get_users(self, email):
        if TO_ONE_ADDRESS.refused(email.lower()):
            return []
        return super().get_users(email)


class ForgottenView(views.PasswordResetView):
    form_class = ForgottenForm

    def form_valid(self, form):
        if OF_ONE_SENDER.refused(BaseThrottle().get_ident(self.request)):
            form.add_error("email", _("You have asked very often: wait for an hour."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().form_valid(form)


urlpatterns = [
    path(
        "",
        ForgottenView.as_view(),
        name="admin_password_reset",  # by this name the page of the login finds it
    ),
    path("sent/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "<uidb64>/<token>/",
        views.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path("done/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
