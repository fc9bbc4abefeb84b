"""The names of the languages that documents are written in, in the reader's language."""

from django.utils.translation import pgettext_lazy

NAMES = {
    "ar": pgettext_lazy("written in", "Arabic"),
    "ca": pgettext_lazy("written in", "Catalan"),
    "de": pgettext_lazy("written in", "German"),
    "en": pgettext_lazy("written in", "English"),
    "es": pgettext_lazy("written in", "Spanish"),
    "fr": pgettext_lazy("written in", "French"),
    "id": pgettext_lazy("written in", "Indonesian"),
    "it": pgettext_lazy("written in", "Italian"),
    "ko": pgettext_lazy("written in", "Korean"),
    "ml": pgettext_lazy("written in", "Malayalam"),
    "nl": pgettext_lazy("written in", "Dutch"),
    "pl": pgettext_lazy("written in", "Polish"),
    "pt": pgettext_lazy("written in", "Portuguese"),
    "tl": pgettext_lazy("written in", "Tagalog"),
    "tr": pgettext_lazy("written in", "Turkish"),
    "zh": pgettext_lazy("written in", "Chinese"),
}


def language_name(code):
    """As it is written after “in”: “espagnol”, “Spanish”; the code if it is not known."""
    return NAMES.get(code, code)
