from django.urls import path

from . import exports, feeds, releases, selections, views
from .package import RELIABILITY

app_name = "open_data"

urlpatterns = [
    path("cases/export.<str:extension>", exports.export, name="export"),
    path("cases/matrix.csv", exports.matrix, name="matrix"),
    path("cases/compare.<str:extension>", exports.compared, name="compared"),
    path("cases/results.<str:extension>", exports.results, name="results"),
    path("cases/feed.atom", feeds.feed, name="feed"),
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
    path(
        "contributions/<slug:slug>/notice.<str:extension>",
        exports.notice_reference,
        name="notice_reference",
    ),
    path("data/", views.data, name="data"),
    path("data/package.zip", exports.package, name="package"),
    path("data/releases/", releases.release_list, name="releases"),
    path("data/releases/<int:number>/", releases.release_detail, name="release"),
    path(
        "data/releases/<int:number>/atlas-release.zip",
        releases.release_file,
        name="release_file",
    ),
    path(
        "data/releases/<int:number>/atlas-edition.zip",
        releases.release_edition,
        name="release_edition",
    ),
    path(
        "data/releases/<int:number>/changes.csv",
        releases.release_changes,
        name="release_changes",
    ),
    path("selections/new/", selections.keep, name="keep"),
    path("selections/<slug:code>/", selections.selection_detail, name="selection"),
    path(
        "selections/<slug:code>/selection.json",
        selections.selection_json,
        name="selection_json",
    ),
    path(
        "selections/<slug:code>/selection.csv", selections.selection_csv, name="selection_csv"
    ),
    path("data/api/", views.api, name="api"),
    path("data/reliability/", views.reliability, name="reliability"),
    *(
        path(
            f"data/reliability/{name}.csv",
            exports.reliability,
            {"table": name},
            name=f"reliability_{name}",
        )
        for name in RELIABILITY
    ),
    path("data/codebook/", views.codebook, name="codebook"),
    path("data/codebook/values/", views.coded_values, name="coded_values"),
]
