from django.urls import path, re_path

from . import subjects
from .views import image, image_of_question


def of(read):
    return {"picture_of": read}


app_name = "social"

urlpatterns = [
    path("image.png", image, of(subjects.of_home), "home"),
    path("cases/compare/image.png", image_of_question, of(subjects.of_compared), "compared"),
    path("cases/note/image.png", image_of_question, of(subjects.of_note), "note"),
    path("cases/<slug:slug>/image.png", image, of(subjects.of_case), "case"),
    path("functions/<slug:slug>/image.png", image, of(subjects.of_function), "function"),
    path("levers/<slug:slug>/image.png", image, of(subjects.of_lever), "lever"),
    re_path(r"^regions/(?P<code>\d{3})/image\.png$", image, of(subjects.of_region), "region"),
    path("contributions/<slug:slug>/image.png", image, of(subjects.of_contribution),
         "contribution"),
]  # fmt: skip
