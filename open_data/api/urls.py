from django.urls import path, re_path

from ..table_rows import TABLES
from . import views

app_name = "api"

# What has a key of its own is also told one by one.
LISTS = ["sources", "results"]
ONE_BY_ONE = [
    "contributions", "places", "organisations", "functions", "levers", "recommendations",
    "groups", "themes", "regions", "countries",
]  # fmt: skip


def of_table(name):
    rows = views.Rows.as_view(table=TABLES[name])
    return path(f"{name}/", rows, name=name)


def one_of(name):
    row = views.OneRow.as_view(table=TABLES[name])
    return path(f"{name}/<slug:key>/", row, name=f"{name}_one")


urlpatterns = [
    path("cases/", views.Cases.as_view(), name="cases"),
    path("cases/<slug:slug>/", views.OneCase.as_view(), name="cases_one"),
    *map(of_table, LISTS + ONE_BY_ONE),
    *map(one_of, ONE_BY_ONE),
    path("openapi.json", views.Description.as_view(), name="openapi"),
    re_path("", views.Nowhere.as_view()),
]
