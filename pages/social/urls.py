from django.urls import path, re_path

from . import views

app_name = "social"

urlpatterns = [
    path("image.png", views.home_image, name="home"),
    path("cases/<slug:slug>/image.png", views.case_image, name="case"),
    path("functions/<slug:slug>/image.png", views.function_image, name="function"),
    path("levers/<slug:slug>/image.png", views.lever_image, name="lever"),
    re_path(r"^regions/(?P<code>\d{3})/image\.png$", views.region_image, name="region"),
    path("contributions/<slug:slug>/image.png", views.contribution_image, name="contribution"),
]
