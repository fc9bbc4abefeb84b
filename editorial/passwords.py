"""A forgotten password: Django's own pages, at the desk. Nobody learns which addresses have an
account, and nobody is sent more than a few messages."""

from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.urls import path

from .limits import Limit

TO_ONE_ADDRESS = Limit("password", "5/hour")


class ForgottenForm(PasswordResetForm):
    def get_users(self, email):
        if TO_ONE_ADDRESS.refused(email.lower()):
            return []
        return super().get_users(email)


urlpatterns = [
    path(
        "",
        views.PasswordResetView.as_view(form_class=ForgottenForm),
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
