from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self):
        from editorial import kinds
        from search.kinds import register

        from .content import KINDS
        from .documents import KIND, VOCABULARY

        register(KIND, *VOCABULARY)
        kinds.register(*KINDS)
