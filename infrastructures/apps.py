from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InfrastructuresConfig(AppConfig):
    name = "infrastructures"
    verbose_name = _("Functions and levers")

    def ready(self):
        from search.kinds import register

        from .documents import FUNCTION, KIND

        register(FUNCTION, KIND)
