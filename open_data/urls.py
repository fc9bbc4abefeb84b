from django.urls import path

from . import exports, views

app_name = "open_data"

urlpatterns = [
    path("cases/export.<str:extension>", exports.export, name="export"),
    path(
        "cases/<slug:slug>/reference.<str:extension>",
        exports.case_reference,
        name="case_reference",
    ),
    path(
        "contributions/<slug:slug>/reference.<str:extension>",
        exports.contribution_reference,
        name="contribution_reference",
    ),
    path("data/", views.data, name="data"),
    path("data/api/", views.api, name="api"),
    path("data/codebook/", views.codebook, name="codebook"),
]
