from django.urls import path

from . import views

app_name = "council"

urlpatterns = [
    path("cases/note/", views.note, name="note"),
    path("cases/note.<str:extension>", views.note_file, name="file"),
]
