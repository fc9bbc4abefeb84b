from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("pages.urls")),
        path("cases/", include("cases.urls")),
        path("contributions/", include("contributions.urls")),
    ),
]
