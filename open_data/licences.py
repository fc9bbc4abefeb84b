"""Under which terms what leaves the atlas may be used."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Licence:
    name: str  # SPDX identifier
    title: str
    path: str
    covers: str


TEXTS = Licence(
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0 International",
    "https://creativecommons.org/licenses/by/4.0/",
    _("texts"),
)
DATA = Licence(
    "CC0-1.0",
    "Creative Commons Zero 1.0 Universal",
    "https://creativecommons.org/publicdomain/zero/1.0/",
    _("coded data"),
)
BOTH = f"{TEXTS.name} AND {DATA.name}"
