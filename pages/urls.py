from django.urls import path, re_path

from . import accessibility, search, views

app_name = "pages"

urlpatterns = [
    path("", views.home, name="home"),
    path("infrastructures-of-care/", views.frame, name="frame"),
    path("functions/<slug:slug>/", views.function, name="function"),
    path("levers/<slug:slug>/", views.lever, name="lever"),
    path("recommendations/", views.recommendations, name="recommendations"),
    re_path(r"^regions/(?P<code>\d{3})/$", views.region, name="region"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("search/", search.search, name="search"),
    path("search/suggestions.json", search.suggestions, name="suggestions"),
    path("about/", views.about, name="about"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
]
