"""What is wrong with the texts of a function, a lever or a recommendation, in words for an
editor. Lengths are those of docs/writing.md."""

from django.utils.translation import gettext as _

from languages.checks import Problem, by_language, differences, faults, label_of, length
from languages.texts import translated_names

NAMES = ["name", "short_name"]  # given: they may equal those of other texts
SUMMARY = 35  # words, at most


def problems(entry, not_to_repeat=frozenset()):
    for name in translated_names(type(entry)):
        text, where = by_language(entry, name), label_of(entry, name)
        for code, words in text.items():
            taken = frozenset() if name in NAMES else not_to_repeat
            for fault in of_one_text(name, code, words, taken):
                yield Problem(entry.slug, f"{where} ({code})", fault)
        for difference in differences(text):
            yield Problem(entry.slug, where, difference)


def of_one_text(name, code, words, not_to_repeat):
    if not words:
        yield _("missing")
        return
    yield from faults(words, code, not_to_repeat)
    if name == "summary" and length(words) > SUMMARY:
        yield _("has more than %s words") % SUMMARY
