"""What is wrong with the texts of a contribution, in words for an editor."""

from django.utils.translation import gettext as _

from languages.checks import (
    Grave,
    Problem,
    by_language,
    differences,
    faults,
    label_of,
    length,
    well_formed,
)
from languages.texts import CODES

NEEDED = ["title", "abstract"]  # in French, to be published
ABSTRACT = (40, 120)  # words, fewest and most


def problems(contribution, not_to_repeat=frozenset()):
    for name in ["title", "abstract", "note"]:
        text, where = by_language(contribution, name), label_of(contribution, name)
        for code, words in text.items():
            taken = frozenset() if name == "title" else not_to_repeat
            for fault in of_one_text(name, code, words, taken):
                yield Problem(contribution.slug, f"{where} ({code})", fault)
            if not words and (any(text.values()) or name != "note"):
                words = _("missing")
                is_grave = name in NEEDED and code == CODES[0]
                words = Grave(words) if is_grave else words
                yield Problem(contribution.slug, f"{where} ({code})", words)
        for difference in differences(text):
            yield Problem(contribution.slug, where, difference)
    if contribution.url and not well_formed(contribution.url):
        yield Problem(contribution.slug, _("address"), _("its address is malformed"))


def of_one_text(name, code, words, not_to_repeat):
    if not words:
        return
    yield from faults(words, code, not_to_repeat)
    fewest, most = ABSTRACT
    if name == "abstract" and not fewest <= length(words) <= most:
        yield _("has %(count)s words, not %(fewest)s to %(most)s") % {
            "count": length(words),
            "fewest": fewest,
            "most": most,
        }
