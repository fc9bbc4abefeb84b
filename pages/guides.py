"""Guides link cases by their slug: ``[Bogota](case:bogota-manzanas-del-cuidado)``."""

import re

from django.urls import reverse
from django.utils.safestring import mark_safe

from cases.models import Case
from editorial.models import FormerSlug
from languages.markdown import to_html

LINK = re.compile(r'<a href="case:([-\w]+)"[^>]*>(.*?)</a>')


def published(slugs):
    found = Case.objects.published().filter(slug__in=slugs)
    return set(found.values_list("slug", flat=True))


def guides(texts):
    """Texts as HTML, their cases asked for at once; a link to a case that is not published is
    left as words."""
    pages = [to_html(text, schemes={"case"}) for text in texts]
    linked = {slug for page in pages for slug, _ in LINK.findall(page)}
    slugs = published(linked)
    now = FormerSlug.objects.present("case", sorted(linked - slugs))
    slugs |= published(now.values()) if now else set()

    def to_case(link):
        slug, words = link.groups()
        slug = now.get(slug, slug)
        if slug not in slugs:
            return words
        return f'<a href="{reverse("cases:detail", args=[slug])}">{words}</a>'

    return [mark_safe(LINK.sub(to_case, page)) for page in pages]
