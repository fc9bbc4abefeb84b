from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = _("Contributions")

    def ready(self):
        from search.kinds import register

        from .documents import AUTHOR, KIND

        register(AUTHOR, KIND)
