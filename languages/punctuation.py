"""Signs between words, as each language sets them."""

from django.utils.translation import gettext as _


def labelled(label, words):
    """``label: words``; French has a space before the colon."""
    return _("%(label)s: %(words)s") % {"label": label, "words": words}
