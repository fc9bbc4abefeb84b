from django.urls import path

from . import compare_view, kept_cells, map_view, near_view, results_view, views

app_name = "cases"

urlpatterns = [
    path("", views.case_list, name="list"),
    path("map/", map_view.case_map, name="map"),
    path("compare/", compare_view.case_compare, name="compare"),
    path("matrix/", views.case_matrix, name="matrix"),
    path("kept-cells/", kept_cells.keep_cells, name="keep_cells"),
    path("results/", results_view.case_results, name="results"),
    path("near/", near_view.near_town, name="near"),
    path("near/towns.json", near_view.towns, name="towns"),
    path("<slug:slug>/", views.case_detail, name="detail"),
    path("<slug:slug>/changes/", views.case_changes, name="changes"),
]
