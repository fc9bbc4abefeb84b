"""The languages of the atlas, in one place; their order is that in which texts are tried.

A fourth one begins with a line here: ``docs/a-fourth-language.md`` says what follows.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Language(NamedTuple):
    """``own_name``: as its readers write it. ``region``: whose dates and spelling are used."""

    code: str
    name: str
    own_name: str
    region: str

    @property
    def tag(self):
        """As documents name it: ``fr-FR``."""
        return f"{self.code}-{self.region}"

    @property
    def locale(self):
        """As services name it: ``fr_FR``."""
        return f"{self.code}_{self.region}"


KNOWN = {
    language.code: language
    for language in (
        Language("fr", _("French"), "français", "FR"),
        Language("en", _("English"), "English", "GB"),
        Language("es", _("Spanish"), "español", "ES"),
    )
}
CODES = tuple(KNOWN)
# Each language named in itself: a reader looks for their own word.
OWN_NAMES = {code: language.own_name for code, language in KNOWN.items()}
