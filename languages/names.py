"""The names of the languages that documents are written in, in the reader's language."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "ca": _("Catalan"),
    "de": _("German"),
    "en": _("English"),
    "es": _("Spanish"),
    "fr": _("French"),
    "id": _("Indonesian"),
    "it": _("Italian"),
    "nl": _("Dutch"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "tl": _("Tagalog"),
    "tr": _("Turkish"),
}


def language_name(code):
    """Its name in lower case where the language of the page wants it; else the code."""
    return NAMES.get(code, code)
