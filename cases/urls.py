from django.urls import path

from . import compare_view, map_view, views

app_name = "cases"

urlpatterns = [
    path("", views.case_list, name="list"),
    path("map/", map_view.case_map, name="map"),
    path("compare/", compare_view.case_compare, name="compare"),
    path("matrix/", views.case_matrix, name="matrix"),
    path("<slug:slug>/", views.case_detail, name="detail"),
    path("<slug:slug>/changes/", views.case_changes, name="changes"),
]
