from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The project itself, for the commands that know every room."""

    name = "config"
