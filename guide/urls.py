from django.contrib import admin
from django.urls import path

from . import views

app_name = "guide"

urlpatterns = [
    path("", admin.site.admin_view(views.chapter), name="first"),
    path("<slug:name>/", admin.site.admin_view(views.chapter), name="chapter"),
]
