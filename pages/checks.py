"""What is wrong with the links of a guide, in words for an editor."""

from django.utils.translation import gettext as _

from cases.models import Case
from languages.checks import LINK, Problem, by_language, label_of


def problems(lever, not_to_repeat=frozenset()):
    """Cases that a guide points at and that the public cannot see."""
    published = set(Case.objects.published().values_list("slug", flat=True))
    for name in ["practice", "questions"]:
        for code, words in by_language(lever, name).items():
            linked = {link.removeprefix("case:") for link in LINK.findall(words)}
            for slug in sorted(linked - published):
                yield Problem(
                    lever.slug,
                    f"{label_of(lever, name)} ({code})",
                    _("links “%s”, which is not a published case") % slug,
                )
