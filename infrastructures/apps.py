from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InfrastructuresConfig(AppConfig):
    name = "infrastructures"
    verbose_name = _("Functions and levers")

    def ready(self):
        from editorial import kinds
        from search.kinds import register

        from .content import WITH_HISTORY
        from .documents import FUNCTION, KIND

        register(FUNCTION, KIND)
        kinds.register(*WITH_HISTORY)
