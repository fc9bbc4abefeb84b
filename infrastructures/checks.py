"""What is wrong with the texts of a lever, in words for an editor."""

from django.utils.translation import gettext as _

from languages.checks import Problem, runs, seems_in
from languages.texts import CODES

TEXTS = ["name", "short_name", "summary", "description", "practice", "questions"]


def problems(lever, not_to_repeat=frozenset()):
    for name in TEXTS:
        for code in CODES:
            words, where = getattr(lever, f"{name}_{code}"), f"{name} ({code})"
            if not words:
                yield Problem(lever.slug, where, _("missing"))
            elif not seems_in(words, code):
                yield Problem(lever.slug, where, _("does not seem to be in this language"))
            elif repeated := runs(words) & not_to_repeat:
                run = " ".join(sorted(repeated)[0])
                yield Problem(lever.slug, where, _("repeats another text: “%s”") % run)
