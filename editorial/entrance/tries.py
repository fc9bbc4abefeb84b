"""How often a way in may be tried. A try is counted before its password is looked at, so that
many at once are no more than one after the other; what was right is given back."""

from dataclasses import dataclass
from ipaddress import ip_address
from math import ceil

from django.utils.translation import ngettext
from rest_framework.throttling import BaseThrottle

from ..limits import Limit, network

# The first two make whoever fails wait longer; the last ones hold however many addresses or
# accounts are tried. An account that is tried from everywhere is shut for an hour at most:
# SECURITY.md says what that costs.
OF_ACCOUNT_HERE = [Limit("entrance-here", "5/minute"), Limit("entrance-here-hour", "20/hour")]
OF_ADDRESS = Limit("entrance-address", "60/hour")
OF_ACCOUNT = Limit("entrance-account", "100/hour")
# A code of an app is good for a minute and a half, in every process and without a cache.
OF_CODE = Limit("entrance-code", "1/hour")


def address_of(request):
    """Whence a request comes, by as many proxies as PROXY_COUNT says."""
    return BaseThrottle().get_ident(request)


def ip_of(request):
    """The same as a database takes it; None of what is no address (a proxy may say "unknown",
    or add a port)."""
    try:
        return str(ip_address(address_of(request).partition("%")[0]))
    except ValueError:
        return None


@dataclass
class Try:
    """One try to be let in as ``name`` (of an account, whether there is one or not)."""

    address: str
    name: str

    def __post_init__(self):
        name = self.name.casefold()
        self.counted = []
        self.limits = [
            *((limit, f"{network(self.address)} {name}") for limit in OF_ACCOUNT_HERE),
            (OF_ADDRESS, self.address),
            (OF_ACCOUNT, name),
        ]

    def refused(self):
        """How many seconds it must wait; 0 if it may, which is then counted."""
        for limit, who in self.limits:
            if wait := limit.refused(who):
                self.give_back()
                return wait
            self.counted.append((limit, who))
        return 0

    def give_back(self):
        """What was right, or not looked at, is no try."""
        for limit, who in self.counted:
            limit.give_back(who)
        self.counted = []


def wait_in_words(seconds):
    minutes = ceil(seconds / 60)
    return ngettext(
        "Too many tries. Wait for a minute, then try again.",
        "Too many tries. Wait for %(minutes)s minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}
