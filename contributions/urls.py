from django.urls import path

from . import views

app_name = "contributions"

urlpatterns = [
    path("", views.contribution_list, name="list"),
    path("stages/", views.stages, name="stages"),
    path("<slug:slug>/", views.contribution_detail, name="detail"),
    path("<slug:slug>/changes/", views.contribution_changes, name="changes"),
]
