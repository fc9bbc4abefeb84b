"""Signs between words, as each language sets them: what templates and sentences join with.

No template types a sign between two of its values: the colon of French, the comma of Arabic and
the “u” of Spanish are told here.
"""

import re

from django.utils.formats import number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext as _

MINUS = "−"
STOPS = (".", "!", "?", "…")
# A word that would sound like the one before it: (what it begins with, what stands then).
SOUNDS = {
    "es": {
        " o ": (re.compile(r"h?[oóòô]", re.IGNORECASE), " u "),
        " y ": (re.compile(r"(h?[ií](?![aeéoó]))", re.IGNORECASE), " e "),
    }
}


def comma():
    return _(", ")


def semicolon():
    return _("; ")


def dot():
    """Between words of equal weight on one line."""
    return pgettext("between words on one line", " · ")


def colon():
    return pgettext("place and case", ": ")


def labelled(label, words):
    """``label: words``; French has a space before the colon."""
    return _("%(label)s: %(words)s") % {"label": label, "words": words}


def joined(parts, sign=comma):
    """The parts that say something, a sign between them; safe if one of them is."""
    parts = [part for part in parts if part not in (None, "")]
    if any(isinstance(part, SafeString) for part in parts):
        return mark_safe(sign().join(conditional_escape(part) for part in parts))
    return sign().join(str(part) for part in parts)


def alternatives(labels):
    """``one or other``; Spanish says “u” before an o."""
    return in_a_row(labels, gettext(" or "))


def in_a_row(labels, word):
    """Labels with a word between them, such as “ or ”, as it sounds before each."""
    labels = [str(label) for label in labels]
    sounds, instead = SOUNDS.get((get_language() or "")[:2], {}).get(word, (None, word))
    said = labels[:1]
    for label in labels[1:]:
        said += [instead if sounds and sounds.match(label) else word, label]
    return "".join(said)


def lowered(label):
    """A label within a sentence."""
    label = str(label)
    return f"{label[:1].lower()}{label[1:]}"


def stopped(words):
    """A sentence with its stop; one that ends with an abbreviation has it already."""
    return words if str(words).rstrip().endswith(STOPS) else f"{words}."


def coordinates(latitude, longitude):
    """In degrees, two decimals: ``4.71, −74.07``; with a decimal comma ``4,71 ; −74,07``."""
    return joined([signed(latitude), signed(longitude)], between_numbers)


def signed(number):
    """A number with two decimals, its minus as long as a plus."""
    return rounded(number, 2).replace("-", MINUS)


def rounded(number, decimals):
    """In figures with so many decimals. Django alone cuts off what a number has beyond them,
    and nothing has no minus."""
    return number_format(round(number, decimals) + 0, decimals, force_grouping=True)


def between_numbers():
    """A comma would be taken for a decimal one in the languages that have that."""
    return semicolon() if number_format(0.5, 1)[1] == "," else comma()
