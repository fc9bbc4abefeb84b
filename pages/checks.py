"""What is wrong with the links of a guide, in words for an editor."""

from django.utils.translation import gettext as _

from cases.models import Case
from languages.checks import LINK, Problem, by_language, label_of
from languages.texts import translated_names


def problems(entry, not_to_repeat=frozenset()):
    """Cases that a guide, or an idea, points at and that the public cannot see."""
    published = set(Case.objects.published().values_list("slug", flat=True))
    for name in translated_names(type(entry)):
        for code, words in by_language(entry, name).items():
            links = [link for link in LINK.findall(words) if "://" not in link]
            linked = {link.removeprefix("case:") for link in links}
            for slug in sorted(linked - published):
                yield Problem(
                    entry.slug,
                    f"{label_of(entry, name)} ({code})",
                    _("links “%s”, which is not a published case") % slug,
                )
