from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WaitingConfig(AppConfig):
    name = "waiting"
    verbose_name = _("What waits")

    def ready(self):
        from editorial import telling
        from letters import arrivals

        from . import notices

        telling.listen(notices.of_deed)
        arrivals.listen(notices.of_letter)
