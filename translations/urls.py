from django.contrib import admin
from django.urls import path

from . import sheet_views, views

app_name = "translations"
at_desk = admin.site.admin_view

urlpatterns = [
    path("", at_desk(views.worklist), name="worklist"),
    path("sheet.xlsx", at_desk(sheet_views.take_away), {"form": "xlsx"}, name="xlsx"),
    path("sheet.csv", at_desk(sheet_views.take_away), {"form": "csv"}, name="csv"),
    path("sheet/", at_desk(sheet_views.bring_back), name="bring_back"),
    path(
        "skip/<slug:kind>/<int:key>/<slug:language>/<path:path>/",
        at_desk(views.skip),
        name="skip",
    ),
    path(
        "<slug:kind>/<int:key>/<slug:language>/<path:path>/", at_desk(views.pair), name="pair"
    ),
]
