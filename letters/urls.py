from django.urls import path

from . import following, views

app_name = "letters"

urlpatterns = [
    path("case/<slug:slug>/", views.about_case, name="about_case"),
    path("contribution/<slug:slug>/", views.about_contribution, name="about_contribution"),
    path("remark/", views.remark, name="remark"),
    path("proposal/", views.proposal, name="proposal"),
    path("sent/<slug:code>/", following.sent, name="sent"),
]
