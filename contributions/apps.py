from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = _("Contributions")

    def ready(self):
        from editorial import kinds
        from search.kinds import register

        from .content import KINDS
        from .documents import AUTHOR, KIND

        register(AUTHOR, KIND)
        kinds.register(*KINDS)
