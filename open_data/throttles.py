"""Limits as the API knows them: a class that a view names."""

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from editorial.limits import Limit
from languages.refusals import refusal


class AddressThrottle(BaseThrottle):
    """As often as ``rate`` says for each address, whatever it asks of ``scope``."""

    scope = rate = ""
    seconds = 0

    def allow_request(self, request, view):
        self.seconds = Limit(self.scope, self.rate).refused(self.get_ident(request))
        return not self.seconds

    def wait(self):
        return self.seconds

    def refused(self, request, template):
        """The answer in words to a request that is one too many; None to one that may pass."""
        if self.allow_request(request, None):
            return None
        response = refusal(request, template, status=429)
        response["Retry-After"] = str(self.wait())
        return response


class ApiThrottle(AddressThrottle):
    scope = "api"

    @property
    def rate(self):
        return settings.API_RATE


class SelectionThrottle(AddressThrottle):
    """Selections stay for ever: one address may keep so many an hour."""

    scope, rate = "selection", "60/hour"
