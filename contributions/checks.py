"""What is wrong with the texts of a contribution, in words for an editor."""

from django.utils.translation import gettext as _

from cases.checks import by_language
from languages.checks import Problem, figures, runs, seems_in, words_of
from languages.texts import CODES

FEWEST, MOST = 30, 130  # words of an abstract


def problems(contribution, not_to_repeat=frozenset()):
    for name in ["title", "abstract", "note"]:
        text = by_language(contribution, name)
        for code in CODES:
            for words in of_one_text(name, code, text, not_to_repeat):
                yield Problem(contribution.slug, f"{name} ({code})", words)
        found = {tuple(figures(words, code)) for code, words in text.items() if words}
        if len(found) > 1:
            yield Problem(contribution.slug, name, _("figures differ between languages"))


def of_one_text(name, code, text, not_to_repeat):
    words = text[code]
    if not words:
        if any(text.values()) or name != "note":
            yield _("missing")
        return
    if not seems_in(words, code):
        yield _("does not seem to be in this language")
    if name != "title" and runs(words) & not_to_repeat:
        yield _("repeats another text")
    if name == "abstract" and not FEWEST <= len(words_of(words)) <= MOST:
        yield _("has %(count)s words, not %(fewest)s to %(most)s") % {
            "count": len(words_of(words)),
            "fewest": FEWEST,
            "most": MOST,
        }
